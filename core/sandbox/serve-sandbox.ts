import type { Evaluate, Plan } from '#core/evaluation/contract.ts';
import { type Evaluator, serveEvaluators } from '#core/evaluation/evaluator-worker.ts';
import type { EvaluatorJob, WorkerMessage, WorkerPort } from '#core/evaluation/worker-messages.ts';
import type { GeometryEngine } from '#core/geometry/engine.ts';
import type { IntegerSolver } from '#core/methods/integer-program.ts';
import { hostCalls } from './host-calls.ts';
import { makePacket } from './packet.ts';
import type { PluginCode } from './plugin-code.ts';
import { prepareQuickJs } from './quickjs-machine.ts';
import { type GuestCode, Sandbox } from './sandbox.ts';
import type { SandboxMessage } from './sandbox-messages.ts';

interface SandboxSurroundings {
  /** The worker's end of its channel. `post` must hold the function, not look it up when it is called. */
  readonly port: WorkerPort<WorkerMessage, SandboxMessage>;
  readonly guest: GuestCode;
  /** Prepares the geometry engine; may still use the network. */
  readonly openGeometry: () => Promise<GeometryEngine>;
  readonly openSolver: () => Promise<IntegerSolver>;
  /** Takes the network, storage and further workers away (see `closeWorld`); gives what it could not take. */
  readonly closeWorld: () => readonly string[];
  /** Milliseconds that go by, held from before the world is closed: for the deadline alone. */
  readonly now: () => number;
}

/**
 * The body of a worker that runs one plugin from outside the program, the same in every host: as `serveEvaluators`, but the
 * plugin's code never runs in the worker itself, only in an interpreter inside it that is made anew for each run.
 */
export function serveSandbox({ port, guest, openGeometry, openSolver, closeWorld, now }: SandboxSurroundings): void {
  let plugin: PluginCode | undefined;

  const load = async (id: string, job: EvaluatorJob): Promise<Evaluator | undefined> => {
    if (!plugin || plugin.manifest.id !== id) return undefined;
    const { manifest, source } = plugin;
    const { snapshot, parameters, assumptions, ranges = {}, seed } = job;
    const input = makePacket({ snapshot, parameters, assumptions, ranges, seed });
    const sandbox = await Sandbox.open(plugin, guest, 2 * input.text.length + input.bytes.byteLength, now);
    const solver = source.includes('loadIntegerSolver') ? await openSolver() : undefined;
    const evaluate: Evaluate = (_, context) =>
      sandbox.call('run', input, hostCalls(context, manifest.id, solver)) as ReturnType<Evaluate>;
    const plan: Plan = () => sandbox.call('plan', input, new Map()) as ReturnType<Plan>;
    return { manifest, evaluate, plan };
  };

  serveEvaluators({
    port: {
      post: port.post,
      listen: (listener) =>
        port.listen((message) => {
          if (message.kind === 'plugin') plugin ??= message.plugin;
          else listener(message);
        }),
    },
    openGeometry: async () => {
      const [geometry] = await Promise.all([openGeometry(), prepareQuickJs()]);
      return geometry;
    },
    closeWorld,
    load,
  });
}
