import type { Evaluate, EvaluatorContext, EvaluatorRemark, Plan, Snapshot } from '#core/evaluation/contract.ts';
import type { LocalText } from '#core/model/text.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';
import { makePacket, openPacket, UnsoundValue } from '#core/sandbox/packet.ts';
import type { SandboxInput, SandboxOutcome } from '#core/sandbox/sandbox-messages.ts';
import { closeRealm } from './close-realm.ts';
import { guestGeometry } from './guest-geometry.ts';
import { callHost } from './host-call.ts';

export { connect } from './host-call.ts';

closeRealm();

function guestContext({ parameters, assumptions, ranges, seed }: SandboxInput): EvaluatorContext {
  let told = 0;
  return {
    parameters,
    assumptions,
    ranges,
    random: seededRandom(seed),
    geometry: guestGeometry,
    progress(share) {
      if (!(share >= told + 0.01)) return;
      told = share;
      callHost('progress', share);
    },
    remark(severity: EvaluatorRemark['severity'], text: LocalText) {
      callHost('remark', severity, { zh: text.zh, en: text.en });
    },
  };
}

/** `read` of something that may be hostile: what it throws counts as nothing. */
function attempt(read: () => unknown): string {
  try {
    const text = read();
    return typeof text === 'string' ? text : String(text);
  } catch {
    return '';
  }
}

function failureOf(thrown: unknown): SandboxOutcome {
  const error = thrown as { message?: unknown; stack?: unknown; describe?: (language: string) => unknown };
  const isError = attempt(() => thrown instanceof Error) === 'true';
  const message = attempt(() => (isError ? error.message : thrown));
  const name = isError ? attempt(() => (thrown as Error).name) : '';
  const own = isError && attempt(() => typeof error.describe === 'function') === 'true';
  const zh = own ? attempt(() => error.describe?.('zh')) : '';
  const en = own ? attempt(() => error.describe?.('en')) : '';
  const stack = isError ? attempt(() => error.stack) : '';
  const said = name === '' || name === 'Error' || own ? message : `${name}: ${message}`;
  return { kind: 'failed', text: { zh: zh || said, en: en || said }, stack };
}

interface PluginExports {
  readonly evaluate?: unknown;
  readonly plan?: unknown;
  readonly evaluator?: { readonly evaluate?: unknown; readonly plan?: unknown };
}

function outcomeOf(code: PluginExports, kind: 'run' | 'plan', input: SandboxInput): SandboxOutcome {
  const name = kind === 'run' ? 'evaluate' : 'plan';
  const given = code[name] ?? code.evaluator?.[name];
  if (typeof given !== 'function') return { kind: 'absent', name };
  const context = guestContext(input);
  let value: unknown;
  try {
    value = (given as Evaluate | Plan)(input.snapshot as Snapshot, context);
  } catch (thrown) {
    return failureOf(thrown);
  }
  return { kind: 'value', value };
}

/** Runs a function of the plugin on a packed `SandboxInput`; gives a packed `SandboxOutcome`. Called by the host alone. */
export function run(
  code: PluginExports,
  kind: 'run' | 'plan',
  text: string,
  bytes: ArrayBuffer,
): readonly [text: string, bytes: ArrayBuffer] {
  const input = openPacket({ text, bytes: new Uint8Array(bytes) }) as SandboxInput;
  let packet: ReturnType<typeof makePacket>;
  try {
    packet = makePacket(outcomeOf(code, kind, input));
  } catch (thrown) {
    const outcome: SandboxOutcome =
      thrown instanceof UnsoundValue
        ? { kind: 'unsound', path: thrown.path.replace('$.value', '$'), what: thrown.what }
        : failureOf(thrown);
    packet = makePacket(outcome);
  }
  return [packet.text, packet.bytes.buffer];
}

/** What the plugin failed at before its function was called, as `run` would say it. */
export function failure(thrown: unknown): readonly [text: string, bytes: ArrayBuffer] {
  const packet = makePacket(failureOf(thrown));
  return [packet.text, packet.bytes.buffer];
}
