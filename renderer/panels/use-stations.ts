import { textColumn } from '#core/model/feature-table.ts';
import { linesOfStop } from '#core/sketch/stop-lines.ts';
import { stationTest } from '#core/symbology/station-test.ts';
import { nameColumn } from '#renderer/state/feature-name.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useLanguage } from '#renderer/state/use-text.ts';
import { useDescription, useWindow } from '#renderer/state/workbench.ts';

/** A stop that a TOD can be drawn around. */
export interface Station {
  /** Its name in the data, by which a recipe finds it again. */
  readonly value: string;
  /** Its name in the language of the window. */
  readonly label: string;
  /** True for stations of rapid transit, false for bus stops. */
  readonly rail: boolean;
}

const wanted = ['name', 'name_en', 'mode', 'high_capacity', 'lines'];

/** What a TOD can start from. */
export interface StationChoices {
  /** Stops by name in alphabetical order; null without a layer of stops. */
  readonly stations: readonly Station[] | null;
  /** Lines of rapid transit that stops tell of. */
  readonly lines: readonly string[];
}

export function useStations(): StationChoices {
  const language = useLanguage();
  const description = useDescription();
  const scenario = useWindow((state) => state.scenario);
  const layer = description.layers.find(({ role }) => role === 'transit-stop');
  const fields = wanted.filter((name) => layer?.fields.some((field) => field.name === name));
  const { data: table } = useQuery('layer/read', layer ? { layer: layer.id, scenario, fields } : null);
  if (!layer) return { stations: null, lines: [] };
  if (!table) return { stations: [], lines: [] };
  const names = textColumn(table, 'name') ?? [];
  const labels = nameColumn(table, language);
  const isRail = stationTest(table);
  const stations = new Map<string, Station>();
  names.forEach((value, row) => {
    if (value === null || stations.get(value)?.rail) return;
    stations.set(value, { value, label: labels?.[row] ?? value, rail: isRail(row) });
  });
  const served = textColumn(table, 'lines');
  const lines = new Set(table.ids.flatMap((_id, row) => (isRail(row) ? linesOfStop(served?.[row]) : [])));
  const order = new Intl.Collator(language === 'zh' ? 'zh-Hans' : 'en', { numeric: true });
  return {
    stations: [...stations.values()].sort((a, b) => order.compare(a.label, b.label)),
    lines: [...lines].sort(order.compare),
  };
}
