import {
  type EvaluatorContext,
  type LandUse,
  locateInFeature,
  numberParameter,
  type PackedGeometry,
  type Points,
} from '#sdk';
import type { Town } from './town.ts';

/** Land on which a station may be proposed, by the choice of the parameter `candidateLand`. */
const landChoices: Readonly<Record<string, ReadonlySet<LandUse>>> = {
  undeveloped: new Set(['undeveloped']),
  public: new Set(['undeveloped', 'administration', 'utility', 'transport', 'special']),
  built: new Set([
    'undeveloped',
    'administration',
    'utility',
    'transport',
    'special',
    'commercial',
    'office',
    'industrial',
    'logistics',
    'mixed',
    'residential',
  ]),
};

function pointsAt(town: Town, rows: readonly number[]): Points {
  return {
    x: Float64Array.from(rows, (row) => town.places.x[row]!),
    y: Float64Array.from(rows, (row) => town.places.y[row]!),
  };
}

/** Places with a number of the parcel each stands for. */
export interface Sites {
  readonly points: Points;
  readonly rows: readonly number[];
}

/** Of `rows` at most `most`, spread as widely as they go: the largest first, then always the one furthest from those chosen. */
function spread(town: Town, rows: readonly number[], most: number): number[] {
  if (rows.length <= most) return [...rows];
  const { x, y } = town.places;
  let next = rows.reduce((largest, row) => (town.areas[row]! > town.areas[largest]! ? row : largest));
  const away = Float64Array.from(rows, () => Number.POSITIVE_INFINITY);
  const chosen: number[] = [];
  while (chosen.length < most) {
    chosen.push(next);
    let furthest = -1;
    for (const [place, row] of rows.entries()) {
      away[place] = Math.min(away[place]!, Math.hypot(x[row]! - x[next]!, y[row]! - y[next]!));
      if (furthest < 0 || away[place]! > away[furthest]!) furthest = place;
    }
    next = rows[furthest]!;
  }
  return chosen.sort((a, b) => a - b);
}

/**
 * Parcels on which a station could stand: of the land that may be used, large enough, and outside hazard areas; at most so
 * many as the parameter says, spread over the town.
 */
export function candidateSites(town: Town, hazard: PackedGeometry | undefined, context: EvaluatorContext): Sites {
  const smallest = numberParameter(context.parameters, 'candidateArea');
  const allowed = landChoices[context.parameters.candidateLand as string]!;
  const { x, y } = town.places;
  const rows = Array.from({ length: town.count }, (_, row) => row).filter(
    (row) =>
      allowed.has(town.uses[row]!) &&
      town.areas[row]! >= smallest &&
      !Number.isNaN(x[row]!) &&
      !(hazard && locateInFeature(hazard, 0, x[row]!, y[row]!) >= 0),
  );
  const chosen = spread(town, rows, numberParameter(context.parameters, 'mostCandidates'));
  return { points: pointsAt(town, chosen), rows: chosen };
}

/** Residents gathered in square cells: each cell stands at its most populous parcel. */
export interface Demands extends Sites {
  readonly residents: Float64Array;
  /** Cell of every parcel, −1 for those without residents or place. */
  readonly ofParcel: Int32Array;
}

export function demandCells(town: Town, cellMetres: number): Demands {
  const byCell = new Map<string, number[]>();
  const { x, y } = town.places;
  for (let row = 0; row < town.count; row++) {
    if (!(town.residents[row]! > 0) || Number.isNaN(x[row]!) || Number.isNaN(y[row]!)) continue;
    const key = `${Math.floor(x[row]! / cellMetres)} ${Math.floor(y[row]! / cellMetres)}`;
    const members = byCell.get(key);
    if (members) members.push(row);
    else byCell.set(key, [row]);
  }
  const ofParcel = new Int32Array(town.count).fill(-1);
  const cells = [...byCell.values()];
  for (const [cell, members] of cells.entries()) for (const row of members) ofParcel[row] = cell;
  const rows = cells.map((members) =>
    members.reduce((top, row) => (town.residents[row]! > town.residents[top]! ? row : top)),
  );
  const sums = cells.map((members) => members.reduce((sum, row) => sum + town.residents[row]!, 0));
  return { points: pointsAt(town, rows), rows, residents: Float64Array.from(sums), ofParcel };
}
