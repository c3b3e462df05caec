import { useMemo } from 'react';
import type { ScenarioId } from '#core/model/ids.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useWindow } from '#renderer/state/workbench.ts';
import { partDecimals } from '#renderer/ui/part-decimals.ts';
import type { MapData } from './map-data.ts';
import { layerOfRole } from './pick-feature.ts';
import type { ResultOnMap } from './use-shown-result.ts';
import { rampRange, rampShare, viridis } from './viridis.ts';

export const nothingOnMap: ResultOnMap = { fill: null, shapes: [], legend: null };

/** The parts of parcels in the live indicator that the window wants to see, as colours. */
export function useShownParts(scenario: ScenarioId, data: MapData): ResultOnMap {
  const id = useWindow(({ shownResult }) => (shownResult?.kind === 'live' ? shownResult.id : null));
  const { data: live } = useQuery('indicators/live', id === null ? null : { scenarios: [scenario] });
  const { data: explained } = useQuery('indicators/explain', id === null ? null : { scenario, indicator: id });
  return useMemo(() => {
    const definition = live?.definitions.find((one) => one.id === id);
    const found = layerOfRole(data, 'parcel');
    const parts = explained?.parts.find(({ layer }) => layer === found?.layer.id);
    if (!definition || !found || !parts || !explained) return nothingOnMap;
    const { values } = parts;
    const range = rampRange(Array.from(values));
    if (!range) return nothingOnMap;
    const fill = (row: number): string | null => {
      const here = values[row];
      return here === undefined || Number.isNaN(here) ? null : viridis(rampShare(here, range));
    };
    const label = explained.partLabel ?? definition.label;
    const value = {
      id: definition.id,
      label,
      role: 'parcel',
      unit: explained.partUnit,
      decimals: partDecimals(definition.decimals),
      better: definition.better,
    } as const;
    return { fill: { table: found.table, fill }, shapes: [], legend: { kind: 'ramp', value, range } };
  }, [id, live, explained, data]);
}
