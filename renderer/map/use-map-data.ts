import { useMemo } from 'react';
import type { ScenarioId } from '#core/model/ids.ts';
import { useQueries } from '#renderer/state/use-query.ts';
import { useProject } from '#renderer/state/workbench.ts';
import { drawnFields } from './drawn-fields.ts';
import { codesOf, type LayerData, type MapData } from './map-data.ts';

/** The visible layers of a scenario with what the map needs of them; `loading` while some are not there yet. */
export function useMapData(scenario: ScenarioId): { readonly data: MapData; readonly loading: boolean } {
  const { description } = useProject();
  const layers = useMemo(
    () => description.layers.filter((layer) => layer.visible && layer.geometry !== 'none'),
    [description.layers],
  );
  const answers = useQueries(
    'layer/read',
    layers.map((layer) => ({ layer: layer.id, scenario, fields: drawnFields(layer) })),
  );
  return useMemo(() => {
    const entries = layers.flatMap((layer, place) => {
      const table = answers[place]?.data;
      return table
        ? [[layer.id, { layer, table, codes: codesOf(description, layer) } satisfies LayerData] as const]
        : [];
    });
    return { data: new Map(entries), loading: answers.some((answer) => answer.loading) };
  }, [layers, answers, description]);
}
