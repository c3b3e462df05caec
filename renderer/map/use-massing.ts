import { useMemo } from 'react';
import { representativePoints } from '#core/geometry/measure.ts';
import { indexOf } from '#core/geometry/spatial-index.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId, type ScenarioId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { featureCount } from '#core/model/packed-geometry.ts';
import { landClasses } from '#core/symbology/land-classes.ts';
import { plannedVolumes, standingVolumes, type Volume } from '#core/symbology/massing.ts';
import { useQueries } from '#renderer/state/use-query.ts';
import { useDescription, useWindow } from '#renderer/state/workbench.ts';
import { codesOf, rowsOfIds } from './map-data.ts';
import { palettes } from './palette.ts';

const nothing: readonly Volume[] = [];
const noLayers: readonly Layer[] = [];

/** Metres of a storey where the project says nothing of it. */
const usualStorey = 3.1;

/** Whether a row of a table lies on one of some parcels. */
function onParcels(buildings: FeatureTable, parcels: FeatureTable, changed: ReadonlySet<number>) {
  const places = representativePoints(buildings.geometry);
  const index = indexOf(parcels.geometry);
  return (row: number): boolean =>
    index.polygonsAt(places[2 * row]!, places[2 * row + 1]!).some((at) => changed.has(at));
}

function layersOf(layers: readonly Layer[], role: Layer['role'], fields: readonly string[]): readonly Layer[] {
  const found = layers.filter((layer) => layer.role === role && layer.geometry === 'polygon');
  return found.filter((layer) => fields.some((name) => layer.fields.some((field) => field.name === name)));
}

function questions(layers: readonly Layer[], scenario: ScenarioId, wanted: readonly string[]) {
  return layers.map((layer) => {
    const known = new Set(layer.fields.map(({ name }) => name));
    return { layer: layer.id, scenario, fields: wanted.filter((name) => known.has(name)) };
  });
}

/** What stands in a scenario: buildings, but on parcels it changes what it plans there. Without buildings all parcels are planned ones. */
export function useMassing(scenario: ScenarioId): {
  readonly volumes: readonly Volume[];
  readonly loading: boolean;
} {
  const description = useDescription();
  const on = useWindow((state) => state.massing);
  const theme = useWindow((state) => state.theme);
  const { layers, assumptions } = description;
  const buildings = useMemo(() => (on ? layersOf(layers, 'building', ['height', 'floors']) : noLayers), [on, layers]);
  const parcels = useMemo(() => (on ? layersOf(layers, 'parcel', ['far']) : noLayers), [on, layers]);
  const asBuilt = useQueries('layer/read', questions(buildings, scenario, ['height', 'floors']));
  const asPlanned = useQueries(
    'layer/read',
    questions(parcels, scenario, ['far', 'building_coverage', 'land_use', 'land_use_code']),
  );
  const changes = useQueries(
    'layer/changes',
    scenario === baselineId ? [] : parcels.map((layer) => ({ layer: layer.id, scenario })),
  );
  const storey = assumptions.find(({ id }) => id === 'storey-height')?.base ?? usualStorey;
  const loading = on && [...asBuilt, ...asPlanned, ...changes].some((answer) => answer.loading);
  const volumes = useMemo(() => {
    if (!on || loading) return nothing;
    const plans = parcels.flatMap((layer, place) => {
      const table = asPlanned[place]?.data;
      if (!table) return [];
      const ids: readonly FeatureId[] = changes[place]?.data ?? [];
      const rows = buildings.length === 0 ? Array.from(table.ids, (_id, row) => row) : rowsOfIds(table, ids);
      return [{ layer, table, rows: new Set(rows) }];
    });
    const planned = plans.flatMap(({ layer, table, rows }) => {
      const classes = landClasses(table, codesOf(description, layer));
      return plannedVolumes(table, rows, storey, (row) => classes[row]![theme]);
    });
    const standing = asBuilt.flatMap(({ data: table }) => {
      if (!table || featureCount(table.geometry) === 0) return [];
      const gone = plans.filter(({ rows }) => rows.size > 0).map((plan) => onParcels(table, plan.table, plan.rows));
      const stands = (row: number): boolean => !gone.some((isGone) => isGone(row));
      return standingVolumes(table, storey, palettes[theme].massing, stands);
    });
    return [...standing, ...planned];
  }, [on, loading, parcels, buildings, asPlanned, asBuilt, changes, storey, theme, description]);
  return { volumes, loading };
}
