import type { Manifest } from '#core/evaluation/contract.ts';
import type { EvaluatorWorker, Timer } from '#core/evaluation/runner.ts';
import type { GeometryEngine } from '#core/geometry/engine.ts';
import type { Platform } from '#core/platform/platform.ts';
import type { FontFamily } from '#core/report/report-input.ts';
import type { PluginCode } from '#core/sandbox/plugin-code.ts';

/** What a person has agreed to on this machine: which plugins, by their content, may run here. */
export interface PluginConsent {
  /** Content hashes of the plugins that may run. */
  allowed(): Promise<readonly string[]>;
  /** Keeps a decision for good. */
  allow(decision: {
    readonly hash: string;
    readonly id: string;
    readonly version: string;
    /** ISO 8601 instant of the decision. */
    readonly instant: string;
  }): Promise<void>;
  /** Takes the decision about a plugin back; nothing where there is none. */
  withdraw(hash: string): Promise<void>;
}

/** What an engine needs from the host it runs in. */
export interface EngineHost extends Platform {
  readonly programVersion: string;
  /** The evaluators there are. */
  readonly manifests: readonly Manifest[];
  /** How many evaluations may run side by side. */
  readonly evaluatorWorkers: number;
  readonly timer: Timer;
  /** A worker for all evaluators of `manifests`, one after another. */
  createEvaluatorWorker(): EvaluatorWorker;
  /** A worker whose jobs all go to this plugin from outside the program, each in a sandbox made for it. */
  createSandboxWorker(plugin: PluginCode): EvaluatorWorker;
  /** Where decisions about plugins are kept; without it they hold as long as the engine does. */
  readonly pluginConsent?: PluginConsent;
  loadGeometry(): Promise<GeometryEngine>;
  loadFonts(): Promise<readonly FontFamily[]>;
}
