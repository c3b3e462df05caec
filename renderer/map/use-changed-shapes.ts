import { useMemo } from 'react';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { ScenarioId } from '#core/model/ids.ts';
import { baselineId } from '#core/model/ids.ts';
import { GeometryPacker, type PackedGeometry, plainGeometry } from '#core/model/packed-geometry.ts';
import { useQueries } from '#renderer/state/use-query.ts';
import { useWindow } from '#renderer/state/workbench.ts';
import { type MapData, rowsInOrder } from './map-data.ts';
import type { MapShape } from './map-shapes.ts';

/** The geometries of some features of a table. */
export function subset({ geometry }: FeatureTable, rows: readonly number[]): PackedGeometry {
  const packer = new GeometryPacker(geometry.kind);
  for (const row of rows) packer.addFeature(plainGeometry(geometry, row));
  return packer.finish();
}

/** More outlines than these are painted as a picture: the map library would draw them all at once. */
const mostDrawn = 2000;

/** Outlines of the features in which a scenario differs from the baseline, as far as they are on the map. */
export function useChangedShapes(scenario: ScenarioId, data: MapData): readonly MapShape[] {
  const shown = useWindow((state) => state.changesShown);
  const layers = useMemo(
    () =>
      shown && scenario !== baselineId ? [...data.values()].filter(({ layer }) => layer.geometry !== 'point') : [],
    [shown, scenario, data],
  );
  const answers = useQueries(
    'layer/changes',
    layers.map(({ layer }) => ({ layer: layer.id, scenario })),
  );
  return useMemo(
    () =>
      layers.flatMap(({ layer, table }, place): MapShape[] => {
        const rows = rowsInOrder(table, answers[place]?.data ?? []);
        if (rows.length === 0) return [];
        if (rows.length > mostDrawn)
          return [{ key: `many changed ${layer.id}`, geometry: table.geometry, rows, look: 'changed' }];
        return [{ key: `changed ${layer.id}`, geometry: subset(table, rows), look: 'changed' }];
      }),
    [layers, answers],
  );
}
