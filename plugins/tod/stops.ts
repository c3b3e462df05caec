import {
  countOf,
  type EvaluatorContext,
  flagAt,
  numberParameter,
  numbersOf,
  type Points,
  type Snapshot,
  textsOf,
} from '#sdk';

/** Stops of public transport in columns. */
export interface Stops {
  readonly count: number;
  readonly points: Points;
  readonly names: readonly (string | null)[];
  readonly modes: readonly (string | null)[];
  readonly lines: readonly (readonly string[])[];
  /** Minutes; NaN where not known. */
  readonly headways: Float64Array;
  /** Low and high capacity as SDG 11.2.1 counts them. */
  readonly isHighCapacity: readonly boolean[];
  /** Rapid transit as ITDP counts it: stations of these have catchments. */
  readonly isRapid: readonly boolean[];
}

/** A station: stops of rapid transit that lie close together are one. */
export interface Station {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly stops: readonly number[];
  readonly lines: readonly string[];
  /** Shortest headway of its stops, minutes; NaN where none is known. */
  readonly headway: number;
}

const highModes = new Set(['metro', 'rail', 'ferry', 'light-rail']);
const lowModes = new Set(['bus', 'brt', 'tram']);
const rapidModes = new Set(['metro', 'rail', 'light-rail', 'brt']);

/** Names of lines in one text, in whatever way they are set apart. */
export function linesOf(text: string | null): readonly string[] {
  if (text === null) return [];
  const names = text
    .split(/[,;，；、/|]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return [...new Set(names)];
}

export function stopsOf(snapshot: Snapshot): Stops {
  const layer = snapshot.layers['transit-stop'];
  const count = countOf(layer);
  const x = new Float64Array(count).fill(Number.NaN);
  const y = new Float64Array(count).fill(Number.NaN);
  for (let row = 0; row < count; row++) {
    const { coordinates, ringOffsets, partOffsets, featureOffsets } = layer!.geometry;
    if (featureOffsets[row] === featureOffsets[row + 1]) continue;
    const at = 2 * ringOffsets[partOffsets[featureOffsets[row]!]!]!;
    x[row] = coordinates[at]!;
    y[row] = coordinates[at + 1]!;
  }
  const modes = textsOf(layer, 'mode');
  const flags = numbersOf(layer, 'high_capacity');
  const isKnown = (mode: string | null) => highModes.has(mode ?? '') || lowModes.has(mode ?? '');
  return {
    count,
    points: { x, y },
    names: textsOf(layer, 'name'),
    modes,
    lines: textsOf(layer, 'lines').map(linesOf),
    headways: numbersOf(layer, 'headway'),
    // The flag decides only where the mode does not: bus rapid transit is in the low class of SDG 11.2.1 by definition.
    isHighCapacity: modes.map((mode, row) => (isKnown(mode) ? highModes.has(mode ?? '') : flagAt(flags, row) === true)),
    isRapid: modes.map((mode, row) => rapidModes.has(mode ?? '') || (!isKnown(mode) && flagAt(flags, row) === true)),
  };
}

/** Joins stops of rapid transit that are at most `mergeDistance` apart to stations. */
export function stationsOf(stops: Stops, context: EvaluatorContext): readonly Station[] {
  const limit = numberParameter(context.parameters, 'mergeDistance');
  const { x, y } = stops.points;
  const groups: number[][] = [];
  for (let stop = 0; stop < stops.count; stop++) {
    if (!stops.isRapid[stop] || Number.isNaN(x[stop]!)) continue;
    const near = groups.filter((group) =>
      group.some((other) => Math.hypot(x[other]! - x[stop]!, y[other]! - y[stop]!) <= limit),
    );
    const [first] = near;
    if (!first) {
      groups.push([stop]);
      continue;
    }
    first.push(stop);
    for (const other of near.slice(1)) first.push(...groups.splice(groups.indexOf(other), 1)[0]!);
  }
  return groups.map((group, place) => {
    const headways = group.map((stop) => stops.headways[stop]!).filter((minutes) => minutes > 0);
    return {
      name: group.map((stop) => stops.names[stop]).find((name) => name) ?? `#${place + 1}`,
      x: group.reduce((sum, stop) => sum + x[stop]!, 0) / group.length,
      y: group.reduce((sum, stop) => sum + y[stop]!, 0) / group.length,
      stops: group,
      lines: [...new Set(group.flatMap((stop) => stops.lines[stop]!))],
      headway: headways.length === 0 ? Number.NaN : Math.min(...headways),
    };
  });
}

/** The chosen stops as points. */
export function pointsOf(stops: Stops, accept: (stop: number) => boolean): Points {
  const rows = stops.names.map((_, row) => row).filter(accept);
  return {
    x: Float64Array.from(rows, (row) => stops.points.x[row]!),
    y: Float64Array.from(rows, (row) => stops.points.y[row]!),
  };
}
