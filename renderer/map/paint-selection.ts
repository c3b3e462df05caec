import type { FeatureTable } from '#core/model/feature-table.ts';
import type { LayerId } from '#core/model/ids.ts';
import type { Selected } from '#renderer/state/window-state.ts';
import { type MapData, rowsOfIds } from './map-data.ts';
import { mergedOutline } from './merged-outline.ts';
import { type Brush, type Painter, strokeCased, traceFeature } from './overlay-canvas.ts';

/** More features than this are outlined together. */
const mergeFrom = 200;

/** One feature that a pointer or a list points at. */
export interface Pointed {
  readonly layer: LayerId;
  readonly row: number;
}

function tracePoint({ context, toPixel }: Brush, table: FeatureTable, row: number, radius: number): void {
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = table.geometry;
  const vertex = ringOffsets[partOffsets[featureOffsets[row]!]!];
  if (vertex === undefined) return;
  const [x, y] = toPixel([coordinates[2 * vertex]!, coordinates[2 * vertex + 1]!]);
  context.moveTo(x + radius, y);
  context.arc(x, y, radius, 0, 2 * Math.PI);
}

function trace(brush: Brush, table: FeatureTable, rows: readonly number[]): void {
  for (const row of rows) {
    if (table.geometry.kind === 'point') tracePoint(brush, table, row, 8);
    else traceFeature(brush, table.geometry, row);
  }
}

/** The feature under the pointer: a thin outline. */
export function hoverPainter(data: MapData, pointed: Pointed | null): Painter | null {
  const table = pointed && data.get(pointed.layer)?.table;
  if (!pointed || !table) return null;
  return (brush) => {
    brush.context.beginPath();
    trace(brush, table, [pointed.row]);
    strokeCased(brush, brush.palette.label, 1.5, 3.5);
  };
}

const outlines = new WeakMap<Selected, { readonly table: FeatureTable; readonly edges: Float64Array }>();

function mergedEdges(selected: Selected, table: FeatureTable, rows: readonly number[]): Float64Array {
  const known = outlines.get(selected);
  if (known?.table === table) return known.edges;
  const edges = mergedOutline(table.geometry, rows);
  outlines.set(selected, { table, edges });
  return edges;
}

const rowsOfSelected = new WeakMap<Selected, { readonly table: FeatureTable; readonly rows: readonly number[] }>();

/** The rows that are selected, found once: this is drawn with every frame. */
function selectedRows(selected: Selected, table: FeatureTable): readonly number[] {
  const known = rowsOfSelected.get(selected);
  if (known?.table === table) return known.rows;
  const rows = rowsOfIds(table, selected.features);
  rowsOfSelected.set(selected, { table, rows });
  return rows;
}

/** What is selected: each feature outlined over a casing, or many of them together. */
export function selectionPainter(data: MapData, selected: Selected): Painter | null {
  const table = selected.layer && data.get(selected.layer)?.table;
  if (!table || selected.features.length === 0) return null;
  const rows = selectedRows(selected, table);
  return (brush) => {
    const { context, toPixel, palette } = brush;
    context.beginPath();
    if (rows.length > mergeFrom && table.geometry.kind === 'polygon') {
      const edges = mergedEdges(selected, table, rows);
      for (let at = 0; at < edges.length; at += 4) {
        const [x0, y0] = toPixel([edges[at]!, edges[at + 1]!]);
        const [x1, y1] = toPixel([edges[at + 2]!, edges[at + 3]!]);
        context.moveTo(x0, y0);
        context.lineTo(x1, y1);
      }
    } else {
      trace(brush, table, rows);
    }
    strokeCased(brush, palette.selected, 2.2, 4.5);
  };
}
