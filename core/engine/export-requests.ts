import { type CoordinateSystem, coordinateSystem, parseCoordinateSystem } from '#core/crs/coordinate-system.ts';
import { transformGeometry } from '#core/crs/transform.ts';
import type { WritableLayer } from '#core/formats/format.ts';
import { formats } from '#core/formats/formats.ts';
import { selectGeometry, selectRows } from '#core/formats/select-features.ts';
import { writeLayers } from '#core/formats/write-layers.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { ScenarioId } from '#core/model/ids.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import { RemarkList } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { ExportedLayer } from '#core/rpc/layer-messages.ts';
import { rowsWhere } from '#core/scenario/expression.ts';
import type { Handlers } from './handler.ts';
import { withPlannedAmounts } from './planned-amounts.ts';
import type { OpenProject } from './session.ts';

/** Whether the buffers of a geometry hold its features and nothing else. */
function isWhole({ coordinates, ringOffsets, partOffsets, featureOffsets }: PackedGeometry): boolean {
  const isFirst = featureOffsets[0] === 0 && partOffsets[0] === 0 && ringOffsets[0] === 0;
  const parts = featureOffsets.at(-1)!;
  const rings = partOffsets.at(-1)!;
  const isLast = partOffsets.length === parts + 1 && ringOffsets.length === rings + 1;
  return isFirst && isLast && coordinates.length === 2 * ringOffsets.at(-1)!;
}

/** The rows and fields that are wanted of a table, with coordinates of their own where these are transformed. */
function pick(
  table: FeatureTable,
  rows: readonly number[],
  fields: readonly string[] | undefined,
  isMoved: boolean,
): FeatureTable {
  const wanted = fields && new Set(fields);
  const chosen = table.fields.filter(({ name }) => !wanted || wanted.has(name));
  const { geometry } = table;
  if (rows.length === table.ids.length && isWhole(geometry)) {
    const columns = chosen.flatMap(({ name }) => (table.columns[name] ? [[name, table.columns[name]] as const] : []));
    const own = isMoved ? { ...geometry, coordinates: geometry.coordinates.slice() } : geometry;
    return { ids: table.ids, fields: chosen, columns: Object.fromEntries(columns), geometry: own };
  }
  const kept = Uint32Array.from(rows);
  return {
    ids: Array.from(kept, (row) => table.ids[row]!),
    fields: chosen,
    columns: Object.fromEntries(
      chosen.flatMap(({ name }) => {
        const column = table.columns[name];
        return column ? [[name, selectRows(column, kept)]] : [];
      }),
    ),
    geometry: selectGeometry(geometry, kept),
  };
}

function rowsOf(table: FeatureTable, { features, where }: ExportedLayer): number[] {
  const only = features && new Set(features);
  const met = where === undefined ? [...table.ids.keys()] : rowsWhere(where, table);
  return only ? met.filter((row) => only.has(table.ids[row]!)) : [...met];
}

async function writable(
  project: OpenProject,
  wanted: ExportedLayer,
  scenario: ScenarioId,
  { own, crs }: { readonly own: CoordinateSystem; readonly crs: CoordinateSystem },
  remarks: RemarkList,
): Promise<WritableLayer> {
  const { name } = project.file.layer(wanted.layer);
  const whole = withPlannedAmounts(project, wanted.layer, scenario, remarks);
  const isMoved = crs !== own && whole.geometry.kind !== 'none';
  const table = pick(whole, rowsOf(whole, wanted), wanted.fields, isMoved);
  if (isMoved) transformGeometry(table.geometry, own, crs);
  return { name, table, crs };
}

export const exportRequests: Handlers<'layer/export'> = {
  async 'layer/export'({ project }, { format: id, layers, scenario, crs: stated }, context) {
    const format = formats.find((each) => each.id === id && each.write);
    if (!format) throw new WorkbenchError('formats/not-writable', { format: id });
    const own = await coordinateSystem(project.file.describe().epsg);
    const crs = stated === undefined ? own : await parseCoordinateSystem(stated);
    const remarks = new RemarkList();
    const chosen: WritableLayer[] = [];
    for (const layer of layers) chosen.push(await writable(project, layer, scenario, { own, crs }, remarks));
    const { bytes, extension } = await writeLayers(format, chosen, context, remarks);
    return { bytes, extension, features: chosen.map(({ table }) => table.ids.length), remarks: remarks.toArray() };
  },
};
