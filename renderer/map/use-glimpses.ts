import { useMemo } from 'react';
import type { ScenarioId } from '#core/model/ids.ts';
import { useStore } from '#renderer/state/store.ts';
import { useQueries } from '#renderer/state/use-query.ts';
import { useDescription, useWorkbench } from '#renderer/state/workbench.ts';
import { codesOf, glimpsedTable, type LayerData, type MapData } from './map-data.ts';

/** What there is of the layers of many areas in a scenario of a project that was just opened, until they have been painted once. */
export function useGlimpses(scenario: ScenarioId): MapData {
  const { map } = useWorkbench();
  const description = useDescription();
  const asked = useStore(map.filling, ({ glimpses }) => glimpses);
  const requests = useMemo(() => asked.filter((request) => request.scenario === scenario), [asked, scenario]);
  const answers = useQueries('layer/glimpse', requests);
  return useMemo(() => {
    const entries = requests.flatMap(({ layer: id }, place) => {
      const layer = description.layers.find((one) => one.id === id);
      const glimpse = answers[place]?.data;
      if (!layer || !glimpse) return [];
      const table = glimpsedTable(glimpse, layer);
      const data: LayerData = { layer, table, codes: codesOf(description, layer), style: description.styles[id] };
      return [[id, data] as const];
    });
    return new Map(entries);
  }, [requests, answers, description]);
}
