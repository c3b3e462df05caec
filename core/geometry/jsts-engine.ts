import type { GeometryEngine } from './engine.ts';
import { JstsKernel } from './jsts-kernel.ts';
import { engineOf } from './kernel-engine.ts';

/** The engine for work on single features on the page's own thread: nothing to load, nothing to free. */
export function createJstsEngine(): GeometryEngine {
  return engineOf(new JstsKernel());
}
