import {
  connectivityChange,
  type EvaluatorContext,
  fillText,
  IndicatorList,
  insufficient,
  isSameLayer,
  Remembered,
  type Snapshot,
} from '#sdk';
import { equivalentAreaOf } from './connections.ts';
import type { Patches } from './patches.ts';

/** Green as a network: hectares of patches, and hectares of the one patch that would connect as well. */
interface Habitat {
  readonly habitatArea: number;
  readonly equivalentArea: number;
}

/** The baseline comes again with every scenario. */
const known = new Remembered<Habitat>();

function habitatOf(patches: Patches, equivalentArea: number): Habitat {
  return { habitatArea: patches.areas.reduce((sum, area) => sum + area, 0) / 10_000, equivalentArea };
}

const tenths = (value: number): number => Math.round(10 * value) / 10;

type Layers = Pick<Snapshot, 'layers'>;

function habitatBefore(
  baseline: Layers,
  patchesIn: (layers: Layers) => Patches,
  landscapeHectares: number,
  context: EvaluatorContext,
): Habitat {
  const { parcel, 'green-space': green } = baseline.layers;
  const read = [green?.geometry, parcel!.columns['land_use'], landscapeHectares, JSON.stringify(context.parameters)];
  return known.of(parcel!.geometry, read, () => {
    const patches = patchesIn(baseline);
    return habitatOf(patches, equivalentAreaOf(patches, landscapeHectares, context));
  });
}

/**
 * Change of the equivalent connected area against the baseline (dECA) beside that of the green itself (dA), in percent: what is
 * above the area's own change comes from better links.
 * Source: Saura, Estreguil, Mouton & Rodríguez-Freire 2011.
 */
export function measureChange(
  snapshot: Snapshot,
  now: { readonly patches: Patches; readonly equivalentArea: number; readonly landscapeHectares: number },
  patchesIn: (layers: Layers) => Patches,
  list: IndicatorList,
  context: EvaluatorContext,
): void {
  const { baseline } = snapshot;
  if (!baseline?.layers.parcel) {
    const missing = insufficient('没有基准情景可比', 'there is no baseline to compare with');
    list.set('eca-change', missing);
    list.set('patch-area-change', missing);
    return;
  }
  const after = habitatOf(now.patches, now.equivalentArea);
  const isOwn =
    isSameLayer(baseline.layers.parcel, snapshot.layers.parcel) &&
    isSameLayer(baseline.layers['green-space'], snapshot.layers['green-space']);
  const before = isOwn ? after : habitatBefore(baseline, patchesIn, now.landscapeHectares, context);
  const { equivalentArea, area, reading } = connectivityChange(before, after);
  list.set('eca-change', equivalentArea);
  list.set('patch-area-change', area);
  if (equivalentArea.status !== 'ok' || area.status !== 'ok') return;
  const facts = { eca: tenths(equivalentArea.value), area: tenths(area.value) };
  if (facts.eca === facts.area) return;
  context.remark(
    'info',
    reading === 'more-than-area'
      ? fillText(
          '与基准相比，等效连通面积变化 {eca} %，绿地面积变化 {area} %：连接好于仅由面积变化所应有的程度。',
          'Against the baseline the equivalent connected area changes by {eca} % and the green by {area} %: links are better than the area alone would make them.',
          facts,
        )
      : fillText(
          '与基准相比，等效连通面积变化 {eca} %，绿地面积变化 {area} %：连接差于仅由面积变化所应有的程度。',
          'Against the baseline the equivalent connected area changes by {eca} % and the green by {area} %: links are worse than the area alone would make them.',
          facts,
        ),
  );
}
