import { LiveVariants, liveIndicator } from '#core/indicators/live-indicators.ts';
import { baselineId, type ScenarioId } from '#core/model/ids.ts';
import type { IndicatorValue } from '#core/model/indicator.ts';
import type { OwnIndicator } from '#core/model/own-indicator.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { applyEdits, recordEdit } from '#core/scenario/apply-edits.ts';
import type { Handlers } from './handler.ts';
import type { OpenProject } from './session.ts';

/** The own indicators of a project with one put among them, in its place or at the end. */
function withOne({ file }: OpenProject, indicator: OwnIndicator): readonly OwnIndicator[] {
  const present = file.describe().ownIndicators;
  const isKnown = present.some(({ id }) => id === indicator.id);
  return isKnown ? present.map((one) => (one.id === indicator.id ? indicator : one)) : [...present, indicator];
}

const labels = {
  added: ({ name }: OwnIndicator): LocalText => ({ zh: `新建指标：${name}`, en: `New indicator: ${name}` }),
  changed: ({ name }: OwnIndicator): LocalText => ({ zh: `修改指标：${name}`, en: `Change indicator: ${name}` }),
  deleted: ({ name }: OwnIndicator): LocalText => ({ zh: `删除指标：${name}`, en: `Delete indicator: ${name}` }),
} as const;

export const ownIndicatorRequests: Handlers<'indicators/preview-own' | 'indicators/put-own' | 'indicators/delete-own'> =
  {
    'indicators/preview-own'({ project }, { indicator, scenarios }) {
      const { facts, live } = project;
      const set = facts.indicatorsWith(withOne(project, indicator));
      const fault = set.faults.get(indicator.id);
      if (fault) throw fault;
      const { unit } = set.definitions.find(({ id }) => id === indicator.id)!;
      const context = { ...live.context, tallies: set.tallies };
      const baseline = live.sumsUnder(baselineId, context);
      const valueIn = (scenario: ScenarioId): IndicatorValue => {
        const sums = scenario === baselineId ? baseline : live.sumsUnder(scenario, context);
        if (!sums || !baseline) {
          const reason = { zh: '没有地块图层', en: 'there is no layer of parcels' };
          return { id: indicator.id, status: 'insufficient-data', reason };
        }
        const { assumptions, assumed } = facts;
        const variants = new LiveVariants({ sums, baseline, assumptions, ranged: assumed });
        return liveIndicator(variants, indicator.id, set.measureOf(indicator.id)!);
      };
      return { unit, values: scenarios.map(valueIn), settled: set.settledOf(indicator.id) };
    },

    'indicators/put-own'(session, { indicator, isNew }) {
      const { file, facts } = session.project;
      const before = file.record('own-indicator', indicator.id);
      if (isNew && before) throw new WorkbenchError('indicator/id-taken', { id: indicator.id });
      const { faults } = facts.indicatorsWith(withOne(session.project, indicator));
      // What was wrong before may stay; nothing may become wrong by this.
      const fault = faults.get(indicator.id) ?? [...faults].find(([id]) => !facts.indicators.faults.has(id))?.[1];
      if (fault) throw fault;
      const label = before ? labels.changed(indicator) : labels.added(indicator);
      applyEdits(file, label, [recordEdit(file, 'own-indicator', indicator.id, indicator)], 'user');
      return session.state();
    },

    'indicators/delete-own'(session, { id }) {
      const { file, facts } = session.project;
      const own = file.record('own-indicator', id) as OwnIndicator | null;
      if (!own) return session.state();
      const users = file
        .describe()
        .ownIndicators.filter((one) => one.id !== id && facts.indicators.uses(one.id).has(id));
      if (users.length > 0) {
        const names = (joint: string) => users.map(({ name }) => name).join(joint);
        throw new WorkbenchError('indicator/in-use', {
          indicator: own.name,
          users: { zh: names('、'), en: names(', ') },
        });
      }
      applyEdits(file, labels.deleted(own), [recordEdit(file, 'own-indicator', id, null)], 'user');
      return session.state();
    },
  };
