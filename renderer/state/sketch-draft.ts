import type { FeatureId } from '#core/model/ids.ts';
import type {
  CorridorStep,
  FloorStack,
  MixedUseStep,
  NetworkStep,
  RecipePoint,
  RecipeStep,
  TodStep,
} from '#core/model/recipe.ts';
import type { FloorUse } from '#core/model/role.ts';
import type { CorridorCandidate } from '#core/rpc/requests.ts';
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
  /** Stations that the step places, and whether a click on the map places one. */
  readonly place: readonly { readonly point: RecipePoint; readonly name: string; readonly mode: string }[];
  readonly placing: boolean;
  /** Lines whose stations all count. */
  readonly lines: readonly string[];
  /** Floor-area ratio at the station and at the outer limit; null where that of the types holds. */
  readonly gradient: { readonly from: number; readonly to: number } | null;
  readonly targets: TargetsDraft;
}

/** What the catchment is to have; null where nothing is asked for. */
export interface TargetsDraft {
  readonly residents: number | null;
  readonly jobs: number | null;
  readonly order: 'distance' | 'capacity';
  /** Largest floor-area ratio by type, where it is not that of the type. */
  readonly mostFar: Readonly<Record<string, number>>;
}

/** Streets as they are being drawn and closed. */
export interface NetworkDraft {
  readonly class: 'footbridge' | 'path' | 'local';
  readonly line: readonly RecipePoint[];
  readonly added: readonly { readonly line: readonly RecipePoint[]; readonly class: NetworkDraft['class'] }[];
  /** Streets to close. */
  readonly closed: readonly FeatureId[];
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
  /** Width at the ends, m; null where it is that of the middle. */
  readonly startWidthMetres: number | null;
  readonly endWidthMetres: number | null;
  readonly streets: 'gap' | 'ecoduct';
  /** Resistance by land use where it is not the usual one. */
  readonly resistance: Readonly<Record<string, number>>;
  /** Corridors that were suggested, drawn until one is taken; null before they were looked for. */
  readonly suggested: readonly CorridorCandidate[] | null;
}

export interface MixedUseDraft {
  /** Expression that chooses the parcels; the selection on the map when it is empty. */
  readonly where: string;
  /** How the pointer picks parcels. */
  readonly pick: 'click' | 'box' | 'polygon' | 'lasso';
  readonly paint: 'type' | 'mix' | 'floors';
  readonly type: string;
  readonly mix: Mix;
  readonly far: number;
  readonly floors: FloorsDraft;
}

export const floorLevels = ['ground', 'podium', 'upper'] as const;

/** A building floor by floor, with whole percentages by use for each kind of storey. */
export interface FloorsDraft {
  /** Share of the parcel, in percent. */
  readonly coverage: number;
  readonly levels: Readonly<Record<(typeof floorLevels)[number], { readonly storeys: number; readonly mix: Mix }>>;
  /** Floor of an upper storey as a share of the ground floor, in percent. */
  readonly upperPlate: number;
}

export interface SketchDrafts {
  readonly tod: TodDraft;
  readonly corridor: CorridorDraft;
  readonly mixedUse: MixedUseDraft;
  readonly network: NetworkDraft;
  /** Land uses that all sketches leave alone, and `built`; the usual ones when null. */
  readonly protect: readonly string[] | null;
}

export const initialDrafts: SketchDrafts = {
  tod: {
    stations: [],
    mode: 'walk',
    metres: [300, 500, 800],
    minutes: [5, 10, 15],
    types: ['station-mixed', 'mixed-block', null],
    allowLowerDensity: false,
    place: [],
    placing: false,
    lines: [],
    gradient: null,
    targets: { residents: null, jobs: null, order: 'distance', mostFar: {} },
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
    startWidthMetres: null,
    endWidthMetres: null,
    streets: 'gap',
    resistance: {},
    suggested: null,
  },
  mixedUse: {
    where: '',
    pick: 'click',
    paint: 'type',
    type: 'mixed-block',
    mix: { residential: 55, commercial: 20, office: 20, industrial: 0, civic: 5, other: 0 },
    far: 2.5,
    floors: {
      coverage: 40,
      upperPlate: 60,
      levels: {
        ground: { storeys: 1, mix: { residential: 0, commercial: 100, office: 0, industrial: 0, civic: 0, other: 0 } },
        podium: { storeys: 2, mix: { residential: 0, commercial: 40, office: 60, industrial: 0, civic: 0, other: 0 } },
        upper: { storeys: 8, mix: { residential: 100, commercial: 0, office: 0, industrial: 0, civic: 0, other: 0 } },
      },
    },
  },
  network: { class: 'footbridge', line: [], added: [], closed: [] },
  protect: null,
};

/** Limits of corridor widths, m. */
export const corridorWidths = { minimum: 5, maximum: 500 } as const;

type Guard = { readonly protect?: readonly string[] };

function targetsOf({ targets: { residents, jobs, order, mostFar } }: TodDraft): Pick<TodStep, 'targets'> {
  if (residents === null && jobs === null) return {};
  return {
    targets: {
      ...(residents === null ? {} : { residents }),
      ...(jobs === null ? {} : { jobs }),
      order,
      ...(Object.keys(mostFar).length > 0 ? { mostFar } : {}),
    },
  };
}

function todStep(draft: TodDraft, guard: Guard): TodStep | undefined {
  const { stations, place, lines, mode, metres, minutes, types, allowLowerDensity, gradient } = draft;
  if (stations.length + place.length + lines.length === 0 || types.every((type) => type === null)) return undefined;
  return {
    sketch: 'tod',
    stations: {
      ...(stations.length > 0 ? { names: stations } : {}),
      ...(lines.length > 0 ? { lines } : {}),
      ...(place.length > 0 ? { place } : {}),
    },
    catchment: mode === 'ring' ? { mode, metres } : { mode, minutes },
    types: types.slice(0, (mode === 'ring' ? metres : minutes).length),
    ...(allowLowerDensity ? { allowLowerDensity } : {}),
    ...(gradient ? { gradient } : {}),
    ...targetsOf(draft),
    ...guard,
  };
}

function corridorStep(draft: CorridorDraft, guard: Guard): CorridorStep | undefined {
  const { way, line, between, widthMetres, parcels, convertShare, type, keepBuildings } = draft;
  const { startWidthMetres, endWidthMetres, streets, resistance } = draft;
  if (way === 'draw' ? line.length < 2 : between.length < 2) return undefined;
  return {
    sketch: 'corridor',
    ...(way === 'draw' ? { line } : { between }),
    widthMetres,
    parcels,
    ...(parcels === 'convert' ? { convertShare } : {}),
    type,
    ...(keepBuildings ? { keepBuildings } : {}),
    ...(startWidthMetres === null ? {} : { startWidthMetres }),
    ...(endWidthMetres === null ? {} : { endWidthMetres }),
    streets,
    ...(way === 'between' && Object.keys(resistance).length > 0 ? { resistance } : {}),
    ...guard,
  };
}

/** The stack of floors as a step has it; storeys that are not there are left out. */
export function floorStack({ coverage, upperPlate, levels }: FloorsDraft): FloorStack {
  return {
    coverage: coverage / 100,
    levels: floorLevels
      .filter((level) => levels[level].storeys > 0)
      .map((level) => ({
        level,
        storeys: levels[level].storeys,
        ...(level === 'upper' ? { plate: upperPlate / 100 } : {}),
        mix: mixShares(levels[level].mix),
      })),
  };
}

function networkStep({ class: kind, line, added, closed }: NetworkDraft): NetworkStep | undefined {
  const add = line.length >= 2 ? [...added, { line, class: kind }] : added;
  if (add.length === 0 && closed.length === 0) return undefined;
  return {
    sketch: 'network',
    ...(add.length > 0 ? { add } : {}),
    ...(closed.length > 0 ? { close: { ids: closed } } : {}),
  };
}

function mixedUseStep(draft: MixedUseDraft, picked: readonly FeatureId[], guard: Guard): MixedUseStep | undefined {
  const { where, paint, type, mix, far } = draft;
  const condition = where.trim();
  if (condition === '' && picked.length === 0) return undefined;
  const select = condition === '' ? { ids: picked } : { where: condition };
  if (paint === 'type') return { sketch: 'mixed-use', select, type, ...guard };
  if (paint === 'floors') {
    const byFloor = floorStack(draft.floors);
    return byFloor.levels.length === 0 ? undefined : { sketch: 'mixed-use', select, byFloor, ...guard };
  }
  const shares: Readonly<Partial<Record<FloorUse, number>>> = mixShares(mix);
  return { sketch: 'mixed-use', select, mix: shares, far, ...guard };
}

/** The step that `tool` has prepared so far; undefined while something is missing. `picked` are the selected parcels. */
export function draftStep(
  tool: SketchTool,
  drafts: SketchDrafts,
  picked: readonly FeatureId[],
): RecipeStep | undefined {
  const guard: Guard = drafts.protect === null ? {} : { protect: drafts.protect };
  if (tool === 'tod') return todStep(drafts.tod, guard);
  if (tool === 'corridor') return corridorStep(drafts.corridor, guard);
  if (tool === 'network') return networkStep(drafts.network);
  return mixedUseStep(drafts.mixedUse, picked, guard);
}
