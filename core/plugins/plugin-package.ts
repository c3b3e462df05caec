import type { Manifest } from '#core/evaluation/contract.ts';
import type { EvaluatorCase } from '#core/evaluation/evaluator-case.ts';
import type { Fault } from '#core/evaluation/fault.ts';
import type { LocalText } from '#core/model/text.ts';
import type { PluginFiles } from './plugin-files.ts';
import type { Signer } from './signature.ts';

/** A plugin whose files are all in order. */
export interface PluginPackage {
  readonly manifest: Manifest;
  /** The evaluator's code, a JavaScript module. */
  readonly source: string;
  readonly readme: string;
  readonly cases: readonly EvaluatorCase[];
  readonly files: PluginFiles;
  /** Content hash: what the plugin is known by. */
  readonly hash: string;
  /** Who signed it; absent when nobody did. */
  readonly signer?: Signer;
}

/** What reading a plugin came to: the package when there is no fault. */
export interface ReadPlugin {
  readonly package?: PluginPackage;
  /** Whether it has a manifest and code at all, faulty or not: other archives are no plugins. */
  readonly isPlugin: boolean;
  /** Everything that is wrong, each with its file and place. */
  readonly faults: readonly Fault[];
  /** What to know about a plugin that is in order. */
  readonly remarks: readonly LocalText[];
}
