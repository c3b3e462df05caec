import { featureBoxes } from '#core/geometry/measure.ts';
import { SpatialIndex } from '#core/geometry/spatial-index.ts';
import { textColumn } from '#core/model/feature-table.ts';
import { featureCount, type PackedGeometry } from '#core/model/packed-geometry.ts';
import type { SketchContext } from './sketch-context.ts';

/** A place where a corridor's centre line meets a street that carries traffic. */
export interface StreetCrossing {
  readonly name: string | null;
  readonly class: string;
  readonly x: number;
  readonly y: number;
}

/** Streets without motor traffic: green runs on beside and under them. */
const quietClasses = new Set(['path', 'footbridge']);
/** Crossings nearer to each other are one: carriageways of one street, or a street drawn in pieces. */
const samePlaceMetres = 25;

function* segmentsOf({ coordinates, ringOffsets, partOffsets, featureOffsets }: PackedGeometry, feature: number) {
  const last = partOffsets[featureOffsets[feature + 1]!]!;
  for (let ring = partOffsets[featureOffsets[feature]!]!; ring < last; ring++) {
    for (let pair = ringOffsets[ring]!; pair + 1 < ringOffsets[ring + 1]!; pair++) {
      yield coordinates.subarray(2 * pair, 2 * pair + 4) as unknown as readonly [number, number, number, number];
    }
  }
}

function meeting(
  [ax, ay, bx, by]: readonly [number, number, number, number],
  [cx, cy, dx, dy]: readonly [number, number, number, number],
): readonly [number, number] | undefined {
  const cross = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
  if (cross === 0) return undefined;
  const along = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / cross;
  const other = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / cross;
  if (along < 0 || along > 1 || other < 0 || other > 1) return undefined;
  return [ax + along * (bx - ax), ay + along * (by - ay)];
}

/** Where centre lines cross streets, in the order of the lines' segments; none without a layer of streets. */
export function streetCrossings(context: SketchContext, lines: PackedGeometry): StreetCrossing[] {
  const streets = context.layer('street')?.table;
  if (!streets || streets.ids.length === 0) return [];
  const names = textColumn(streets, 'name');
  const classes = textColumn(streets, 'class');
  const index = new SpatialIndex(streets.geometry);
  const boxes = featureBoxes(lines);
  const found: StreetCrossing[] = [];
  for (let line = 0; line < featureCount(lines); line++) {
    const [minX, minY, maxX, maxY] = boxes.subarray(4 * line, 4 * line + 4);
    const near = index.search(minX!, minY!, maxX!, maxY!).sort((a, b) => a - b);
    for (const segment of segmentsOf(lines, line)) {
      for (const row of near) {
        const streetClass = classes?.[row] ?? 'local';
        if (quietClasses.has(streetClass)) continue;
        for (const street of segmentsOf(streets.geometry, row)) {
          const at = meeting(segment, street);
          if (!at) continue;
          const [x, y] = at;
          if (found.some((one) => Math.hypot(one.x - x, one.y - y) < samePlaceMetres)) continue;
          found.push({ name: names?.[row] ?? null, class: streetClass, x, y });
        }
      }
    }
  }
  return found;
}
