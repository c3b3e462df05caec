import { type ChinaOffset, chinaOffsets } from '#core/crs/china-offset.ts';
import type { PointPair } from '#core/crs/fit-points.ts';
import type { Placement } from '#core/crs/placement.ts';
import type { ImportPlan } from '#core/formats/import-plan.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { EngineClient } from '#core/rpc/requests.ts';
import type { Arguments } from './command.ts';
import { layersCalled } from './planned-layers.ts';
import { badOption } from './read-arguments.ts';

const numberPattern = String.raw`[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?`;
const pairPattern = new RegExp(`^(${numberPattern}),(${numberPattern})=(${numberPattern}),(${numberPattern})$`, 'i');

function pointPairs(texts: readonly string[]): PointPair[] {
  const parts = texts.flatMap((text) => text.trim().split(/\s+/)).filter((part) => part !== '');
  return parts.map((part) => {
    const match = pairPattern.exec(part);
    if (!match) {
      throw badOption('import', `--place ${part}`, {
        zh: '应为 x,y=X,Y，如 0,0=532000,2546000',
        en: 'must be x,y=X,Y, such as 0,0=532000,2546000',
      });
    }
    return [Number(match[1]), Number(match[2]), Number(match[3]), Number(match[4])];
  });
}

/** Layers the place of which a person has to state: those without system, or where there are none, those with a guess. */
function unknownLayers(plan: ImportPlan): { readonly source: number; readonly layer: number; readonly file: string }[] {
  const all = plan.files.flatMap(({ source, file, layers }) =>
    layers.map(({ crs }, layer) => ({ source, layer, file, origin: crs.origin })),
  );
  const missing = all.filter(({ origin }) => origin === 'missing');
  return missing.length > 0 ? missing : all.filter(({ origin }) => origin === 'assumed');
}

/** States the first guess that has its axes exchanged. */
async function exchange(engine: EngineClient, plan: ImportPlan): Promise<ImportPlan> {
  let changed = plan;
  for (const { source, layer, file } of unknownLayers(plan)) {
    const { candidates } = await engine.request('import/place-options', { plan, source, layer });
    const guess = candidates.find(({ exchanged }) => exchanged);
    if (!guess) throw new WorkbenchError('import/axes-not-exchanged', { file });
    const place = { exchanged: true };
    changed = await engine.request('import/set-crs', { plan: changed, crs: guess.id, place, source, layer });
  }
  return changed;
}

/** `gcj02` for all layers with a known system, or `stops=gcj02` for those called so. */
async function withOffset(engine: EngineClient, plan: ImportPlan, text: string): Promise<ImportPlan> {
  const at = text.lastIndexOf('=');
  const offset = chinaOffsets.find((one) => one === text.slice(at + 1).toLowerCase()) as ChinaOffset | undefined;
  if (!offset) {
    throw badOption('import', `--datum ${text}`, {
      zh: `应为 ${chinaOffsets.join(' 或 ')}，可在前面写图层=`,
      en: `must be ${chinaOffsets.join(' or ')}, with layer= before it or not`,
    });
  }
  const all = plan.files.flatMap(({ source, layers }) => layers.map((_, layer) => [source, layer] as const));
  const meant = at < 0 ? all : layersCalled(plan, text.slice(0, at));
  let changed = plan;
  for (const [source, layer] of meant) {
    const planned = changed.files.find((file) => file.source === source)?.layers[layer];
    if (!planned?.extent || planned.crs.id === '' || planned.geometry === 'raster') continue;
    const place: Placement = { ...planned.place, offset };
    changed = await engine.request('import/set-crs', { plan: changed, crs: planned.crs.id, place, source, layer });
  }
  return changed;
}

/** What `--crs layer=system` says of single layers, and the system that is meant for all others. */
async function withNamedSystems(engine: EngineClient, plan: ImportPlan, given: Arguments) {
  let crs: string | undefined;
  let changed = plan;
  for (const text of given.texts('crs')) {
    // Definitions as WKT or proj4 text have equals signs of their own.
    const named = /^([^=+[]+)=(.+)$/s.exec(text);
    if (!named) {
      crs = text;
      continue;
    }
    for (const [source, layer] of layersCalled(plan, named[1]!)) {
      const file = plan.files.find((each) => each.source === source);
      const isDeclared = file?.layers[layer]?.crs.origin === 'declared';
      const place = given.flag('swap-axes') && !isDeclared ? { place: { exchanged: true } } : {};
      changed = await engine.request('import/set-crs', { plan: changed, crs: named[2]!, ...place, source, layer });
    }
  }
  return { crs, changed };
}

/**
 * The plan with everything that `--crs`, `--place`, `--swap-axes` and `--datum` say about where layers lie.
 * Errors: those of `import/set-crs`; `command/bad-option`, `import/axes-not-exchanged`.
 */
export async function withPlaces(engine: EngineClient, plan: ImportPlan, given: Arguments): Promise<ImportPlan> {
  const { crs, changed: named } = await withNamedSystems(engine, plan, given);
  const points = pointPairs(given.texts('place'));
  const isExchanged = given.flag('swap-axes');
  let changed = named;
  if (points.length > 0) {
    const target = crs ?? given.text('project-crs') ?? (plan.project ? `EPSG:${plan.project.epsg}` : undefined);
    if (target === undefined) {
      throw badOption('import', '--place', {
        zh: '还要用 --crs 给出真实坐标的坐标系，如 EPSG:4547',
        en: 'needs the system of the true coordinates as well: --crs EPSG:4547',
      });
    }
    changed = await engine.request('import/set-crs', { plan: changed, crs: target, place: { points } });
  } else if (crs !== undefined) {
    const place = isExchanged ? { place: { exchanged: true } } : {};
    changed = await engine.request('import/set-crs', { plan: changed, crs, ...place });
  } else if (isExchanged) changed = await exchange(engine, changed);
  for (const text of given.texts('datum')) changed = await withOffset(engine, changed, text);
  return changed;
}
