import type { EvaluatorContext } from '#core/evaluation/contract.ts';
import { RunEnded } from '#core/evaluation/run-ended.ts';
import type { IntegerSolver } from '#core/methods/integer-program.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { HostArguments } from './host-arguments.ts';
import { hostGeometry } from './host-geometry.ts';
import { readProgram } from './host-program.ts';
import { printable, unsoundError } from './sandbox-errors.ts';

/** What the host can be asked for from inside the sandbox, by name. */
export type HostCalls = ReadonlyMap<string, (given: HostArguments) => unknown>;

/** Longest remark that is taken, in characters. */
const longestRemark = 2000;
/** Remarks a run may make, counting repeated ones: reading them takes time that the deadline cannot cut short. */
const mostRemarkCalls = 10_000;

/** The calls for one run. `solver` is there when the plugin asked for it before. */
export function hostCalls(context: EvaluatorContext, evaluator: string, solver: IntegerSolver | undefined): HostCalls {
  const calls = new Map<string, (given: HostArguments) => unknown>();
  let remarks = 0;
  calls.set('progress', (given) => context.progress(given.number(-1e9, 1e9)));
  calls.set('remark', (given) => {
    const severity = given.choice(['info', 'warning']);
    const { zh, en } = given.record();
    if (++remarks > mostRemarkCalls) {
      const what = { zh: `备注超过 ${mostRemarkCalls} 条`, en: `more than ${mostRemarkCalls} remarks` };
      throw new RunEnded(unsoundError(evaluator, '$.remarks', what));
    }
    context.remark(severity, { zh: printable(zh, longestRemark), en: printable(en, longestRemark) });
  });
  for (const [name, operation] of Object.entries(hostGeometry(context.geometry))) {
    calls.set(`geometry/${name}`, operation);
  }
  calls.set('solver/solve', (given) => {
    if (!solver) {
      const reason: LocalText = {
        zh: '插件没有引用 loadIntegerSolver',
        en: 'the plugin does not name loadIntegerSolver',
      };
      throw new WorkbenchError('evaluation/solver-unavailable', { reason });
    }
    return solver(readProgram(given));
  });
  return calls;
}

/** The answer to one call, packed by the caller: the value, or what went wrong in both languages. */
export function answerCall(calls: HostCalls, name: string, given: unknown): unknown {
  const call = calls.get(name);
  try {
    if (!call) throw new WorkbenchError('plugin/bad-call', { call: name, place: 0, expected: callNames(calls) });
    return { value: call(new HostArguments(name, given)) };
  } catch (thrown) {
    // Our own refusals are for the plugin to read; anything else means that the host's side may be damaged.
    if (!(thrown instanceof WorkbenchError)) throw thrown;
    return { error: { zh: thrown.describe('zh'), en: thrown.describe('en') } };
  }
}

function callNames(calls: HostCalls): LocalText {
  const names = [...calls.keys()].join(', ');
  return { zh: names, en: names };
}
