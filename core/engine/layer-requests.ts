import { type FeatureTable, type Scalar, scalarAt } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId } from '#core/model/ids.ts';
import { rowsOf } from '#core/model/rows-of.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { duplicateLayer, type RoleLook } from '#core/scenario/duplicate-layer.ts';
import { categorise } from '#core/symbology/suggest-style.ts';
import type { Handlers } from './handler.ts';
import { derivedColumns } from './scenario-facts.ts';

function valuesOf(table: FeatureTable, id: FeatureId): Record<string, Scalar> | null {
  const row = rowsOf(table.ids).get(id);
  if (row === undefined) return null;
  return Object.fromEntries(table.fields.map((field) => [field.name, scalarAt(table, field, row)]));
}

function withFields(table: FeatureTable, names: readonly string[]): FeatureTable {
  const wanted = new Set(names);
  const columns = Object.fromEntries(Object.entries(table.columns).filter(([name]) => wanted.has(name)));
  return { ...table, fields: table.fields.filter(({ name }) => wanted.has(name)), columns };
}

/** Parcels are drawn by land use; the other roles have no look of their own that a style could tell. */
const roleLook: RoleLook = ({ role, fields }, features) =>
  role === 'parcel' && fields.some(({ name }) => name === 'land_use') ? categorise(features, 'land_use') : undefined;

export const layerRequests: Handlers<
  'layer/read' | 'layer/glimpse' | 'layer/read-raster' | 'layer/feature' | 'layer/changes' | 'layer/duplicate'
> = {
  'layer/read'({ project }, { layer, scenario, fields }) {
    if (!fields) return project.tables.table(layer, scenario);
    return withFields(project.tables.withFields(layer, scenario, fields), fields);
  },

  'layer/glimpse': ({ project }, { layer, scenario, fields, view }) =>
    project.tables.glimpse(layer, scenario, fields, view) ?? null,

  'layer/read-raster'({ project }, { layer }) {
    const raster = project.file.readRaster(layer);
    if (!raster) throw new WorkbenchError('edit/unknown-layer', { layer });
    return raster;
  },

  'layer/feature'({ project }, { layer, scenario, feature }) {
    const values = valuesOf(project.tables.table(layer, scenario), feature);
    if (!values) throw new WorkbenchError('edit/missing-feature', { layer: project.file.layer(layer).name, feature });
    const derived: Record<string, number> = {};
    const parcels = project.tables.roleTable('parcel', scenario);
    const row = parcels && rowsOf(parcels.ids).get(feature);
    const quantities = row === undefined ? undefined : project.facts.quantities(scenario);
    if (quantities && row !== undefined) {
      for (const [name, column] of Object.entries(derivedColumns(quantities))) {
        if (!Number.isNaN(column[row]!)) derived[name] = column[row]!;
      }
    }
    const changed = scenario !== baselineId && project.tables.changes.at(layer, scenario, feature) !== undefined;
    const baseline = valuesOf(project.tables.table(layer, baselineId), feature);
    return { id: feature, layer, values, baseline, derived, changed };
  },

  'layer/duplicate'(session, { layer, name }) {
    const { id } = duplicateLayer(session.project.file, layer, name, roleLook);
    return { state: session.state(), id };
  },

  'layer/changes'({ project }, { layer, scenario }) {
    return scenario === baselineId ? [] : [...project.tables.changes.fromBaseline(layer, scenario).keys()];
  },
};
