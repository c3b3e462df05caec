import type { AssumptionValues } from '#core/model/assumption.ts';
import type { FeatureId } from '#core/model/ids.ts';
import type { LocalText } from '#core/model/text.ts';
import type { LiveContext } from './live-context.ts';
import type { LiveVariants } from './live-indicators.ts';
import type { LiveIndicatorId, LiveMeasure } from './live-measures.ts';
import type { LiveScenario } from './live-scenario.ts';
import { LiveView } from './live-view.ts';
import { ParcelSource } from './parcel-source.ts';

/** What parcels show where their parts do not add up to the value. */
export const ownParts: Readonly<
  Partial<Record<LiveIndicatorId, { readonly label: LocalText; readonly unit: string }>>
> = {
  'local-mix': { label: { zh: '地块自身的混合度', en: 'Mix of the parcel itself' }, unit: '1' },
  'green-connectivity': {
    label: { zh: '所在斑块对 ECA 的贡献，按面积分给地块与绿地', en: 'What its patch adds to ECA, shared out by area' },
    unit: 'ha',
  },
  'job-balance': { label: { zh: '超出平衡值的岗位', en: 'Jobs beyond balance' }, unit: 'job' },
  'construction-cost': { label: { zh: '该地块新增建筑造价', en: 'Cost of floor area added here' }, unit: 'MCNY' },
  'land-cost': { label: { zh: '该地块用地取得成本', en: 'Cost of land newly built up here' }, unit: 'MCNY' },
};

/**
 * The part of every parcel of a scenario in one indicator, by feature, and of green spaces where these have one; features
 * without a part are missing.
 */
export function livePartsOf(
  { part, parts: placed }: LiveMeasure,
  scenario: LiveScenario,
  baseline: LiveScenario,
  variants: LiveVariants,
  assumptions: AssumptionValues,
  context: LiveContext,
): ReadonlyMap<FeatureId, number> {
  const parts = new Map<FeatureId, number>();
  const { parcels, greens } = scenario.features;
  if (placed) {
    const { parcels: ofParcels, greens: ofGreens } = placed(variants.base);
    for (const [slot, value] of ofParcels) parts.set(parcels.idOf(slot), value);
    for (const [slot, value] of ofGreens) parts.set(greens!.idOf(slot), value);
    return parts;
  }
  const [now, before] = [new ParcelSource(), new ParcelSource()];
  const view = new LiveView(now, assumptions);
  const old = new LiveView(before, assumptions);
  for (let slot = 0; slot < parcels.count; slot++) {
    if (!parcels.exists(slot)) continue;
    scenario.readSource(slot, now, context);
    const wasThere = slot < parcels.base.count;
    if (wasThere) baseline.readSource(slot, before, context);
    const value = part(view, variants.base, wasThere ? old : undefined);
    if (Number.isFinite(value)) parts.set(parcels.idOf(slot), value);
  }
  return parts;
}
