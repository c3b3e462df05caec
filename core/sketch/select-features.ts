import { representativePoints } from '#core/geometry/measure.ts';
import { locateInRing } from '#core/geometry/point-in-polygon.ts';
import { closedRing } from '#core/geometry/ring.ts';
import { ShapePair } from '#core/geometry/shape-pair.ts';
import { SpatialIndex } from '#core/geometry/spatial-index.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { countInRanges } from '#core/model/number-ranges.ts';
import type { Selection } from '#core/model/recipe.ts';
import { rowsOf } from '#core/model/rows-of.ts';
import { rowsWhere } from '#core/scenario/expression.ts';
import { catchmentBands } from './catchment-bands.ts';
import { idsOfNumbered } from './feature-numbers.ts';
import { coordinatesOf, type SketchContext, type SketchLayer } from './sketch-context.ts';
import { chooseStations } from './stations.ts';

/** Rows of polygons within a distance of those in `rows`, edge to edge, without them. */
function neighbours({ table }: SketchLayer, rows: readonly number[], metres: number): Set<number> {
  const index = new SpatialIndex(table.geometry);
  const pair = new ShapePair(table.geometry);
  const own = new Set(rows);
  const found = new Set<number>();
  for (const row of rows) {
    const [minX, minY, maxX, maxY] = index.boxes.subarray(4 * row, 4 * row + 4) as unknown as [
      number,
      number,
      number,
      number,
    ];
    if (Number.isNaN(minX)) continue;
    const near = index.search(minX - metres, minY - metres, maxX + metres, maxY + metres);
    for (const other of near) {
      if (own.has(other) || found.has(other)) continue;
      if (pair.measure(row, other, metres) <= metres) found.add(other);
    }
  }
  return found;
}

/** The rows of some features, each once, in table order; ids that are not there are left out. */
function rowsOfIds({ ids }: FeatureTable, wanted: readonly string[]): number[] {
  const known = rowsOf(ids);
  const rows: number[] = [];
  let isInOrder = true;
  for (const id of wanted) {
    const last = rows.length > 0 ? rows[rows.length - 1]! : -1;
    // What is chosen mostly follows each other: then nothing has to be looked up.
    const row = ids[last + 1] === id ? last + 1 : known.get(id as FeatureId);
    if (row === undefined) continue;
    if (row <= last) isInOrder = false;
    rows.push(row);
  }
  if (isInOrder) return rows;
  const inOrder = Uint32Array.from(rows).sort();
  return Array.from(inOrder.filter((row, at) => at === 0 || row !== inOrder[at - 1]));
}

/** The rows of `layer` that meet all conditions of `selection`, in table order. */
export function selectRows(context: SketchContext, layer: SketchLayer, selection: Selection): number[] {
  const { table } = layer;
  // An expression may ask for what parcels are known to have, whether or not the office keeps it in a field.
  const asked = () => (layer.layer.role === 'parcel' ? context.withDerived(table) : table);
  const { ids, numbered } = selection;
  const byNumber = numbered && idsOfNumbered(numbered, context.numbers(layer.layer.id), context.step);
  const chosen = (ids || byNumber) && rowsOfIds(table, [...(ids ?? []), ...(byNumber ?? [])]);
  let rows = chosen ?? [...table.ids.keys()];
  if (selection.where !== undefined) {
    rows = rowsWhere(selection.where, asked());
    const wanted = chosen && new Set(chosen);
    if (wanted) rows = rows.filter((row) => wanted.has(row));
  }
  if (selection.adjacent) {
    const { of, withinMetres } = selection.adjacent;
    const near = neighbours(layer, selectRows(context, layer, of), withinMetres);
    rows = rows.filter((row) => near.has(row));
  }
  if (!selection.within && !selection.near) return rows;

  const points = representativePoints(table.geometry);
  if (selection.within) {
    const ring = closedRing(coordinatesOf(selection.within));
    rows = rows.filter((row) => locateInRing(ring, 0, ring.length / 2, points[2 * row]!, points[2 * row + 1]!) >= 0);
  }
  if (selection.near) {
    const stations = chooseStations(context, selection.near.stations);
    const { bands } = catchmentBands(context, stations, selection.near.catchment, points);
    rows = rows.filter((row) => bands[row]! >= 0);
  }
  return rows;
}

/** What `selection` asks for, in one line for messages. */
export function describeSelection(selection: Selection): string {
  const parts = [
    selection.where,
    selection.ids && `ids: ${selection.ids.length}`,
    selection.numbered && `numbered: ${countInRanges(selection.numbered.numbers)}`,
    selection.within && `within: ${selection.within.length} points`,
    selection.near && 'near stations',
    selection.adjacent && `adjacent within ${selection.adjacent.withinMetres} m`,
  ];
  return parts.filter(Boolean).join('; ') || '*';
}
