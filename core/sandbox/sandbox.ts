import type { QuickJSHandle } from 'quickjs-emscripten-core';
import { RunEnded } from '#core/evaluation/run-ended.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { actingTextPath } from './acting-text.ts';
import { answerCall, type HostCalls } from './host-calls.ts';
import { makePacket, openPacket, type Packet } from './packet.ts';
import type { PluginCode } from './plugin-code.ts';
import { newQuickJsMachine, type QuickJsMachine } from './quickjs-machine.ts';
import { failedError, printable, unsoundError } from './sandbox-errors.ts';
import type { SandboxOutcome } from './sandbox-messages.ts';

/** The program's own code that runs inside, each a module as text; `sdk` is what a plugin imports as `cityloom`. */
export interface GuestCode {
  readonly host: string;
  readonly main: string;
  readonly sdk: string;
}

const megabyte = 1e6;
/** What the program's own code inside may take beside what the manifest declares. */
const guestBytes = 48 * megabyte;
/** Room beside the heap for what the host hands over. */
const reserveBytes = 256 * megabyte;
/** Longest text that is taken from inside, in characters. */
const longestText = 32e6;

const sdkNames: ReadonlySet<string> = new Set(['cityloom', '#sdk']);
/** Name of the plugin's code in its stack traces. */
const pluginFile = 'plugin.js';
const outOfMemory = 'InternalError: out of memory';

/**
 * One run of a plugin's code in an interpreter of its own: made for it, dropped after it. What the plugin does to its surroundings
 * ends with it, and nothing of it runs once `call` has returned: whatever it left to do later is never done.
 */
export class Sandbox {
  readonly #plugin: PluginCode;
  readonly #guest: GuestCode;
  readonly #machine: QuickJsMachine;
  readonly #now: () => number;
  #calls: HostCalls = new Map();
  /** Why the run has to end, whatever the code inside does. */
  #ended: unknown;
  #refusedImport: string | undefined;

  private constructor(plugin: PluginCode, guest: GuestCode, machine: QuickJsMachine, now: () => number) {
    this.#plugin = plugin;
    this.#guest = guest;
    this.#machine = machine;
    this.#now = now;
  }

  /** A sandbox for one run on an input of about `inputBytes`. `now` is a clock in milliseconds, for the deadline alone. */
  static async open(plugin: PluginCode, guest: GuestCode, inputBytes: number, now: () => number): Promise<Sandbox> {
    const heap = plugin.manifest.limits.megabytes * megabyte + guestBytes + 4 * inputBytes;
    const machine = await newQuickJsMachine(heap, reserveBytes + 2 * inputBytes);
    return new Sandbox(plugin, guest, machine, now);
  }

  /**
   * Runs the plugin's `evaluate` (`run`) or `plan` and gives what it returned as plain data, not yet checked. Throws `RunEnded`
   * with `evaluation/timed-out`, `plugin/out-of-memory`, `plugin/forbidden-import`, `plugin/bad-output` for what cannot be
   * taken out, `plugin/failed` for what the plugin threw, and with whatever one of `calls` ended the run with.
   */
  call(kind: 'run' | 'plan', input: Packet, calls: HostCalls): unknown {
    this.#calls = calls;
    const { seconds } = this.#plugin.manifest.limits;
    const deadline = this.#now() + 1000 * seconds;
    this.#machine.runtime.setInterruptHandler(() => {
      if (this.#now() > deadline) {
        this.#ended ??= new WorkbenchError('evaluation/timed-out', { evaluator: this.#plugin.manifest.id, seconds });
      }
      return this.#ended !== undefined;
    });
    try {
      return this.#run(kind, input);
    } catch (thrown) {
      if (this.#ended !== undefined) throw new RunEnded(this.#ended);
      if (thrown instanceof RunEnded) throw thrown;
      throw new RunEnded(this.#fault(thrown));
    }
  }

  #error(code: 'plugin/out-of-memory' | 'plugin/forbidden-import', name = ''): WorkbenchError {
    const { id, limits } = this.#plugin.manifest;
    return new WorkbenchError(code, { evaluator: id, megabytes: limits.megabytes, name });
  }

  /** What stopped the interpreter itself. */
  #fault(thrown: unknown): WorkbenchError {
    const { id } = this.#plugin.manifest;
    if (thrown instanceof WorkbenchError) return thrown;
    if (thrown instanceof RangeError) {
      const text = { zh: '调用嵌套过深', en: 'calls are nested too deeply' };
      return failedError(id, text, '');
    }
    return this.#error('plugin/out-of-memory');
  }

  #run(kind: 'run' | 'plan', input: Packet): unknown {
    const { context, runtime } = this.#machine;
    runtime.setModuleLoader(
      (name) => (name === 'cityloom:host' ? this.#guest.host : this.#guest.sdk),
      (base, name) => this.#moduleName(base, name),
    );
    const main = this.#module(this.#guest.main, 'cityloom:main');
    this.#invoke(main, 'connect', [context.newFunction('host', (...given) => this.#answer(given))]);
    const plugin = this.#pluginModule(main);
    const outcome = this.#invoke(main, 'run', [plugin, context.newString(kind), ...this.#packetHandles(input)]);
    return this.#valueOf(openPacket(this.#packetAt(outcome, 0)) as SandboxOutcome);
  }

  #moduleName(base: string, name: string): string | { readonly error: Error } {
    if (base.startsWith('cityloom') && name === 'cityloom:host') return name;
    if (sdkNames.has(name)) return 'cityloom';
    this.#refusedImport ??= name;
    return { error: new Error(`an evaluator imports nothing but cityloom: ${name}`) };
  }

  /** The exports of a module of the program's own. */
  #module(code: string, name: string): QuickJSHandle {
    const result = this.#machine.context.evalCode(code, name, { type: 'module' });
    if (result.error) throw this.#thrownOutside();
    return result.value;
  }

  /** The exports of the plugin's module, once everything it waits for at its top level is there. */
  #pluginModule(main: QuickJSHandle): QuickJSHandle {
    const { context, runtime } = this.#machine;
    const result = context.evalCode(this.#plugin.source, pluginFile, { type: 'module' });
    if (result.error) throw this.#thrown(main, result.error);
    for (;;) {
      const state = context.getPromiseState(result.value);
      if (state.type === 'fulfilled') return state.value;
      if (state.type === 'rejected') throw this.#thrown(main, state.error);
      const jobs = runtime.executePendingJobs(100);
      if (jobs.error) throw this.#thrown(main, jobs.error);
      if (this.#ended !== undefined) throw this.#thrownOutside();
      if (jobs.value === 0) {
        const text = {
          zh: '模块顶层的 await 永远等不到结果',
          en: 'an await at the top level of the module never ends',
        };
        throw new RunEnded(failedError(this.#plugin.manifest.id, text, ''));
      }
    }
  }

  #invoke(holder: QuickJSHandle, name: string, given: QuickJSHandle[]): QuickJSHandle {
    const { context } = this.#machine;
    const result = context.callFunction(context.getProp(holder, name), context.undefined, given);
    if (result.error) throw this.#thrownOutside();
    return result.value;
  }

  /** An error that did not come from the plugin's own code: the interpreter ran out of time or memory. */
  #thrownOutside(): RunEnded {
    return new RunEnded(this.#ended ?? this.#error('plugin/out-of-memory'));
  }

  #thrown(main: QuickJSHandle, error: QuickJSHandle): RunEnded {
    if (this.#ended !== undefined) return new RunEnded(this.#ended);
    if (this.#refusedImport !== undefined) {
      return new RunEnded(this.#error('plugin/forbidden-import', printable(this.#refusedImport, 200)));
    }
    const outcome = this.#invoke(main, 'failure', [error]);
    return new RunEnded(this.#failure(openPacket(this.#packetAt(outcome, 0)) as SandboxOutcome));
  }

  #failure(outcome: SandboxOutcome): WorkbenchError {
    const { id } = this.#plugin.manifest;
    if (outcome.kind !== 'failed') return unsoundError(id, '$', { zh: '未知', en: 'unknown' });
    if (outcome.text.en === outOfMemory) return this.#error('plugin/out-of-memory');
    return failedError(id, outcome.text, outcome.stack);
  }

  #valueOf(outcome: SandboxOutcome): unknown {
    const { id } = this.#plugin.manifest;
    switch (outcome.kind) {
      case 'value': {
        const path = actingTextPath(outcome.value);
        if (path === undefined) return outcome.value;
        throw new RunEnded(unsoundError(id, path, { zh: '文字中有控制字符', en: 'the text holds control characters' }));
      }
      case 'failed':
        throw new RunEnded(this.#failure(outcome));
      case 'unsound':
        throw new RunEnded(unsoundError(id, outcome.path, outcome.what));
      default: {
        const name = printable(String(outcome.name), 20);
        const text = { zh: `代码没有导出函数 ${name}`, en: `the code does not export the function ${name}` };
        throw new RunEnded(failedError(id, text, ''));
      }
    }
  }

  #packetHandles({ text, bytes }: Packet): QuickJSHandle[] {
    const { context, room } = this.#machine;
    // The interpreter writes without looking when it is given more than it has room for.
    if (2 * text.length + bytes.byteLength + megabyte > room()) throw new RunEnded(this.#error('plugin/out-of-memory'));
    return [context.newString(text), context.newArrayBuffer(bytes.buffer)];
  }

  /** The packet whose text and bytes stand at `at` and after it in a list inside. */
  #packetAt(list: QuickJSHandle, at: number): Packet {
    const { context } = this.#machine;
    return this.#packet(context.getProp(list, at), context.getProp(list, at + 1));
  }

  #packet(text: QuickJSHandle, bytes: QuickJSHandle): Packet {
    const { context } = this.#machine;
    const isText = context.typeof(text) === 'string';
    const length = isText ? context.getNumber(context.getProp(text, 'length')) : 0;
    if (!isText || length > longestText) {
      const what = { zh: `文字超过 ${longestText} 字`, en: `more than ${longestText} characters of text` };
      throw new RunEnded(unsoundError(this.#plugin.manifest.id, '$', what));
    }
    const view = context.getArrayBuffer(bytes);
    const copy = Uint8Array.from(view.value);
    view.dispose();
    return { text: context.getString(text), bytes: copy };
  }

  /** Answers a call from inside. What is thrown here must not be caught by the plugin: it ends the run. */
  #answer(given: readonly QuickJSHandle[]): QuickJSHandle {
    const { context } = this.#machine;
    const [name, text, bytes] = given;
    try {
      const question = this.#packet(text!, bytes!);
      const answer = answerCall(this.#calls, context.getString(name!), openPacket(question));
      const list = context.newArray();
      for (const [at, handle] of this.#packetHandles(makePacket(answer)).entries()) {
        context.setProp(list, at, handle);
        handle.dispose();
      }
      return list;
    } catch (thrown) {
      this.#ended ??= thrown instanceof RunEnded ? thrown.cause : this.#fault(thrown);
      throw new Error('the run has ended', { cause: thrown });
    }
  }
}
