import type { LocalText } from '#core/model/text.ts';
import type { ReportInput, ReportScenario } from './report-input.ts';
import { scenarioTexts } from './section-texts.ts';
import { fill, listText } from './sentence.ts';

/** How much a scenario changes, by layer: `243 个地块和“道路”的 2 个要素`; undefined when nothing. */
export function changesText(scenario: ReportScenario, input: ReportInput): LocalText | undefined {
  const items = scenario.changes
    .filter(({ count }) => count > 0)
    .map(({ layer, count }) => {
      const isParcels = input.project.layers.some(({ name, role }) => name === layer && role === 'parcel');
      return fill(isParcels ? scenarioTexts.changeParcels : scenarioTexts.change, { layer, count });
    });
  return items.length === 0 ? undefined : listText(items);
}
