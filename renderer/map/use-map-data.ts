import { useMemo, useState } from 'react';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { LayerId, ScenarioId } from '#core/model/ids.ts';
import type { WorkbenchError } from '#core/model/workbench-error.ts';
import { mappedLayers, mapRequest } from '#renderer/state/map-requests.ts';
import { useQueries } from '#renderer/state/use-query.ts';
import { useDescription } from '#renderer/state/workbench.ts';
import { codesOf, type LayerData, type MapData } from './map-data.ts';

/**
 * The visible layers of a scenario with what the map needs of them; `loading` while some are not there yet. Until then a layer
 * stays as it was last: another scenario changes a few features, and an empty map tells nothing. `error`: why a layer could not
 * be read.
 */
export function useMapData(scenario: ScenarioId): {
  readonly data: MapData;
  readonly loading: boolean;
  readonly error: WorkbenchError | undefined;
} {
  const description = useDescription();
  const layers = useMemo(
    () => mappedLayers({ layers: description.layers, layerGroups: description.layerGroups }),
    [description.layers, description.layerGroups],
  );
  const answers = useQueries(
    'layer/read',
    layers.map((layer) => mapRequest(layer, scenario, description.styles)),
  );
  const answered = layers.flatMap(({ id }, place) => {
    const table = answers[place]?.data;
    return table ? [[id, table] as const] : [];
  });
  const [held, setHeld] = useState<ReadonlyMap<LayerId, FeatureTable>>(new Map());
  if (answered.some(([id, table]) => held.get(id) !== table)) setHeld(new Map([...held, ...answered]));
  return useMemo(() => {
    const entries = layers.flatMap((layer) => {
      const table = held.get(layer.id);
      return table
        ? [
            [
              layer.id,
              {
                layer,
                table,
                codes: codesOf(description, layer),
                style: description.styles[layer.id],
              } satisfies LayerData,
            ] as const,
          ]
        : [];
    });
    return {
      data: new Map(entries),
      loading: answers.some((answer) => answer.loading),
      error: answers.find((answer) => answer.error)?.error,
    };
  }, [layers, answers, held, description]);
}
