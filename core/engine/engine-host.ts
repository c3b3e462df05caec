import type { Manifest } from '#core/evaluation/contract.ts';
import type { EvaluatorWorker, Timer } from '#core/evaluation/runner.ts';
import type { GeometryEngine } from '#core/geometry/engine.ts';
import type { Platform } from '#core/platform/platform.ts';
import type { FontFamily } from '#core/report/report-input.ts';
import type { PluginCode } from '#core/sandbox/plugin-code.ts';

/** What an engine needs from the host it runs in. */
export interface EngineHost extends Platform {
  readonly programVersion: string;
  /** The evaluators there are. */
  readonly manifests: readonly Manifest[];
  /** How many evaluations may run side by side. */
  readonly evaluatorWorkers: number;
  readonly timer: Timer;
  createEvaluatorWorker(evaluator: string): EvaluatorWorker;
  /** A worker whose jobs all go to this plugin from outside the program, each in a sandbox made for it. */
  createSandboxWorker(plugin: PluginCode): EvaluatorWorker;
  loadGeometry(): Promise<GeometryEngine>;
  loadFonts(): Promise<readonly FontFamily[]>;
}
