import { indexOf } from '#core/geometry/spatial-index.ts';
import { type FeatureTable, textColumn } from '#core/model/feature-table.ts';
import { isAtGrade } from '#core/network/street-columns.ts';

/** A segment: x and y of both ends, m. */
type Segment = readonly [ax: number, ay: number, bx: number, by: number];

/** Streets are joined within this distance; places nearer to each other are one, m. */
const samePlaceMetres = 0.5;

function segmentAt(line: ArrayLike<number>, pair: number): Segment {
  return [line[2 * pair]!, line[2 * pair + 1]!, line[2 * pair + 2]!, line[2 * pair + 3]!];
}

/** Share of the first segment at which the second crosses it; NaN where they do not cross, or run along each other. */
function crossingAt([ax, ay, bx, by]: Segment, [cx, cy, dx, dy]: Segment): number {
  const cross = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
  if (cross === 0) return Number.NaN;
  const along = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / cross;
  const other = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / cross;
  return along >= 0 && along <= 1 && other >= 0 && other <= 1 ? along : Number.NaN;
}

/** Segments of streets at grade near a segment. */
function* segmentsNear(streets: FeatureTable, [ax, ay, bx, by]: Segment): Generator<Segment> {
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = streets.geometry;
  const classes = textColumn(streets, 'class');
  const columns = classes ? { class: classes } : {};
  const box = { minX: Math.min(ax, bx), minY: Math.min(ay, by), maxX: Math.max(ax, bx), maxY: Math.max(ay, by) };
  for (const row of indexOf(streets.geometry).inBox(box)) {
    if (!isAtGrade(columns, row)) continue;
    for (let ring = partOffsets[featureOffsets[row]!]!; ring < partOffsets[featureOffsets[row + 1]!]!; ring++) {
      for (let pair = ringOffsets[ring]!; pair + 1 < ringOffsets[ring + 1]!; pair++) yield segmentAt(coordinates, pair);
    }
  }
}

/**
 * A new street cut where it crosses streets at grade, or others of the new ones (x and y in turn, m): whoever draws it over a street
 * means that one can turn off there, also in a network in which lines that merely cross pass over each other. Its pieces end on
 * the streets it crosses, and ends are joined to what they lie on. A street over others, a bridge or motorway, stays whole.
 */
export function cutAtCrossings(
  line: Float64Array,
  streetClass: string,
  streets: FeatureTable,
  others: readonly Float64Array[],
): readonly Float64Array[] {
  if (!isAtGrade({ class: [streetClass] }, 0)) return [line];
  const pieces: number[][] = [[line[0]!, line[1]!]];
  const last = line.length / 2 - 1;
  const end = [line[2 * last]!, line[2 * last + 1]!] as const;
  let cut: readonly [number, number] = [line[0]!, line[1]!];
  for (let pair = 0; pair < last; pair++) {
    const segment = segmentAt(line, pair);
    const [ax, ay, bx, by] = segment;
    const shares = Array.from(segmentsNear(streets, segment), (street) => crossingAt(segment, street));
    for (const other of others) {
      for (let at = 0; at + 1 < other.length / 2; at++) shares.push(crossingAt(segment, segmentAt(other, at)));
    }
    for (const share of shares.filter((one) => !Number.isNaN(one)).sort((a, b) => a - b)) {
      const place = [ax + share * (bx - ax), ay + share * (by - ay)] as const;
      const isNear = ([x, y]: readonly [number, number]) => Math.hypot(place[0] - x, place[1] - y) <= samePlaceMetres;
      if (isNear(cut) || isNear(end)) continue;
      cut = place;
      pieces.at(-1)!.push(...place);
      pieces.push([...place]);
    }
    const piece = pieces.at(-1)!;
    // A corner at which the line was just cut begins the next piece.
    if (piece.at(-2) !== bx || piece.at(-1) !== by) piece.push(bx, by);
  }
  return pieces.filter((piece) => piece.length > 2).map((piece) => Float64Array.from(piece));
}
