import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { Manifest, PlannedRun, Snapshot } from './contract.ts';
import { FaultFinder, firstFaults } from './fault.ts';
import { checkParameterValue } from './parameters.ts';

/** More runs than anybody waits for. */
const mostRuns = 50_000;

/**
 * `value` as a sound plan: a list of scenarios of the project, each with finite numbers for assumptions and allowed values for
 * parameters that there are. Fails with `plugin/bad-output`, which lists the faults.
 */
export function checkPlan(value: unknown, manifest: Manifest, snapshot: Snapshot): readonly PlannedRun[] {
  const { scenarios, subject, assumptions } = snapshot.others!;
  const finder = new FaultFinder();
  const runs = finder.list(value, '$', (item, path) => {
    const run = finder.object(item, path, ['scenario', 'assumptions', 'parameters']);
    if (!run) return undefined;
    finder.choice(
      run.scenario,
      `${path}.scenario`,
      scenarios.map(({ id }) => id),
    );
    const numbers = finder.object(
      run.assumptions,
      `${path}.assumptions`,
      assumptions.map(({ id }) => id),
    );
    for (const [name, number] of Object.entries(numbers ?? {})) finder.number(number, `${path}.assumptions.${name}`);
    const known = subject?.parameters ?? {};
    const parameters = finder.object(run.parameters, `${path}.parameters`, Object.keys(known));
    for (const [name, given] of Object.entries(parameters ?? {})) {
      if (known[name]) checkParameterValue(finder, known[name], given, `${path}.parameters.${name}`);
    }
    return run as unknown as PlannedRun;
  });
  if (runs.length > mostRuns) {
    finder.add(
      '$',
      {
        zh: `计划了 ${runs.length} 次运行，最多 ${mostRuns} 次`,
        en: `${runs.length} runs are planned, at most ${mostRuns}`,
      },
      { zh: '减少样本或因素', en: 'take fewer samples or factors' },
    );
  }
  if (finder.faults.length === 0) return runs;
  throw new WorkbenchError('plugin/bad-output', {
    evaluator: manifest.id,
    count: finder.faults.length,
    faults: firstFaults(finder.faults),
  });
}
