import { liveDefinitions } from '#core/indicators/live-definitions.ts';
import { liveMeasures } from '#core/indicators/live-measures.ts';
import { group, type TermSource } from '#core/indicators/live-sums.ts';
import { LiveView } from '#core/indicators/live-view.ts';
import { term, termCount } from '#core/indicators/parcel-terms.ts';
import { baselineId, type ScenarioId } from '#core/model/ids.ts';
import type { IndicatorDefinition } from '#core/model/indicator.ts';
import { greenLinkMetres } from '#core/suggest/green-links.ts';
import type { OpenProject } from './session.ts';

/** Indicators for which it matters what lies beside a parcel, so that its own change does not tell what becomes of them. */
const notOfParcels: ReadonlySet<string> = new Set(['local-mix', 'park-access', 'green-connectivity']);

/** How far public green hangs together; not one of the live indicators, because links between parcels are costly to keep. */
export const connectedGreenDefinition: IndicatorDefinition = {
  id: 'connected-green',
  label: { zh: '连通绿地（等效连通面积）', en: 'Connected green (equivalent connected area)' },
  unit: 'ha',
  decimals: 1,
  better: 'higher',
  dimension: 'resource-environment',
  formula: `√Σ c², c = area of parks linked within ${greenLinkMetres} m`,
  source: 'Pascual-Hortal & Saura 2006; Saura et al. 2011',
};

/** Indicators that suggestions can aim for or be limited by. */
export const suggestable: readonly IndicatorDefinition[] = [
  connectedGreenDefinition,
  ...liveDefinitions.filter(({ id }) => !notOfParcels.has(id)),
];

/** Values of live indicators under any amounts. */
export function liveValuesOf({ live, facts }: OpenProject, scenario: ScenarioId) {
  const { sums } = live.scenario(scenario)!;
  const baseline = new LiveView(live.scenario(baselineId)!.sums, facts.assumptions);
  return (id: string, of: TermSource): number => {
    const view = new LiveView(of, facts.assumptions);
    const value = liveMeasures[id as keyof typeof liveMeasures].measure({ view, baseline, sums });
    return value.status === 'ok' ? value.value : Number.NaN;
  };
}

/** Places of the amounts that some indicators are made of; `groups` is how many groups there are. */
export function placesRead(
  ids: readonly string[],
  groups: number,
  valueOf: (id: string, of: TermSource) => number,
): number[] {
  const read = new Set<number>();
  const note = (place: number, of: number = group.all): number => {
    read.add(of * termCount + place);
    return 1;
  };
  const park = groups * termCount;
  const recorder: TermSource = {
    value: note,
    groups,
    get parkArea() {
      read.add(park);
      return 1 + note(term.park!);
    },
  };
  for (const id of ids) valueOf(id, recorder);
  return [...read].sort((a, b) => a - b);
}
