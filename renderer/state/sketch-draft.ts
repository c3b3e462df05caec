import type { FeatureId } from '#core/model/ids.ts';
import type { CorridorStep, MixedUseStep, RecipePoint, RecipeStep, TodStep } from '#core/model/recipe.ts';
import type { FloorUse } from '#core/model/role.ts';
import { type Mix, mixShares } from './mix.ts';
import type { SketchTool } from './window-state.ts';

/** TOD as it is being prepared: one band per limit, innermost first. */
export interface TodDraft {
  readonly stations: readonly string[];
  readonly mode: 'ring' | 'walk';
  readonly metres: readonly number[];
  readonly minutes: readonly number[];
  readonly types: readonly (string | null)[];
  readonly allowLowerDensity: boolean;
}

export interface CorridorDraft {
  readonly way: 'draw' | 'between';
  readonly line: readonly RecipePoint[];
  /** True once a double click ended the line; it can still be changed. */
  readonly ended: boolean;
  readonly between: readonly string[];
  readonly widthMetres: number;
  readonly parcels: 'split' | 'convert';
  /** 0 to 1. */
  readonly convertShare: number;
  readonly type: string;
  readonly keepBuildings: boolean;
}

export interface MixedUseDraft {
  /** Expression that chooses the parcels; the selection on the map when it is empty. */
  readonly where: string;
  /** How the pointer picks parcels. */
  readonly pick: 'click' | 'box' | 'polygon';
  readonly paint: 'type' | 'mix';
  readonly type: string;
  readonly mix: Mix;
  readonly far: number;
}

export interface SketchDrafts {
  readonly tod: TodDraft;
  readonly corridor: CorridorDraft;
  readonly mixedUse: MixedUseDraft;
}

export const initialDrafts: SketchDrafts = {
  tod: {
    stations: [],
    mode: 'walk',
    metres: [300, 500, 800],
    minutes: [5, 10, 15],
    types: ['station-mixed', 'mixed-block', null],
    allowLowerDensity: false,
  },
  corridor: {
    way: 'draw',
    line: [],
    ended: false,
    between: [],
    widthMetres: 60,
    parcels: 'split',
    convertShare: 0.5,
    type: 'linear-park',
    keepBuildings: false,
  },
  mixedUse: {
    where: '',
    pick: 'click',
    paint: 'type',
    type: 'mixed-block',
    mix: { residential: 55, commercial: 20, office: 20, industrial: 0, civic: 5, other: 0 },
    far: 2.5,
  },
};

/** Limits of corridor widths, m. */
export const corridorWidths = { minimum: 5, maximum: 500 } as const;

function todStep({ stations, mode, metres, minutes, types, allowLowerDensity }: TodDraft): TodStep | undefined {
  if (stations.length === 0 || types.every((type) => type === null)) return undefined;
  return {
    sketch: 'tod',
    stations: { names: stations },
    catchment: mode === 'ring' ? { mode, metres } : { mode, minutes },
    types: types.slice(0, (mode === 'ring' ? metres : minutes).length),
    ...(allowLowerDensity ? { allowLowerDensity } : {}),
  };
}

function corridorStep(draft: CorridorDraft): CorridorStep | undefined {
  const { way, line, between, widthMetres, parcels, convertShare, type, keepBuildings } = draft;
  if (way === 'draw' ? line.length < 2 : between.length < 2) return undefined;
  return {
    sketch: 'corridor',
    ...(way === 'draw' ? { line } : { between }),
    widthMetres,
    parcels,
    ...(parcels === 'convert' ? { convertShare } : {}),
    type,
    ...(keepBuildings ? { keepBuildings } : {}),
  };
}

function mixedUseStep(draft: MixedUseDraft, picked: readonly FeatureId[]): MixedUseStep | undefined {
  const { where, paint, type, mix, far } = draft;
  const condition = where.trim();
  if (condition === '' && picked.length === 0) return undefined;
  const select = condition === '' ? { ids: picked } : { where: condition };
  if (paint === 'type') return { sketch: 'mixed-use', select, type };
  const shares: Readonly<Partial<Record<FloorUse, number>>> = mixShares(mix);
  return { sketch: 'mixed-use', select, mix: shares, far };
}

/** The step that `tool` has prepared so far; undefined while something is missing. `picked` are the selected parcels. */
export function draftStep(
  tool: SketchTool,
  drafts: SketchDrafts,
  picked: readonly FeatureId[],
): RecipeStep | undefined {
  if (tool === 'tod') return todStep(drafts.tod);
  if (tool === 'corridor') return corridorStep(drafts.corridor);
  return mixedUseStep(drafts.mixedUse, picked);
}
