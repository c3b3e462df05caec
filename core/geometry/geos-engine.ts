import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { GeometryEngine } from './engine.ts';
import { GeosHeap } from './geos-heap.ts';
import { GeosKernel } from './geos-kernel.ts';
import { engineOf } from './kernel-engine.ts';

let loading: Promise<GeometryEngine> | undefined;

/**
 * The engine for heavy work: GEOS in WebAssembly, loaded on the first call (some 60 ms) and shared from then on. All memory
 * taken for an operation is given back when it ends, however it ends. Fails with `geometry/engine-unavailable`.
 */
export function loadGeosEngine(): Promise<GeometryEngine> {
  loading ??= load().catch((thrown: unknown) => {
    loading = undefined;
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new WorkbenchError('geometry/engine-unavailable', { engine: 'GEOS', reason }, { cause: thrown });
  });
  return loading;
}

async function load(): Promise<GeometryEngine> {
  const { default: initGeos } = await import('geos-wasm');
  let message = '';
  const geos = await initGeos({
    // A handler that throws would cut through the frames of GEOS and leave their memory behind.
    errorHandler: (words) => {
      message = words;
    },
    noticeHandler: () => {},
  });
  const takeError = () => {
    const taken = message;
    message = '';
    return taken;
  };
  return engineOf(new GeosKernel(new GeosHeap(geos, takeError)));
}
