import type { ParameterValues, Snapshot } from '#core/evaluation/contract.ts';
import type { JobMessage } from '#core/evaluation/worker-messages.ts';
import type { AssumptionRanges, AssumptionValues } from '#core/model/assumption.ts';
import type { LocalText } from '#core/model/text.ts';
import type { PluginCode } from './plugin-code.ts';

/** What a worker for a plugin is told: first the plugin, once, then jobs for it. */
export type SandboxMessage = { readonly kind: 'plugin'; readonly plugin: PluginCode } | JobMessage;

/** What goes into the sandbox for one run. */
export interface SandboxInput {
  readonly snapshot: Snapshot;
  readonly parameters: ParameterValues;
  readonly assumptions: AssumptionValues;
  readonly ranges: AssumptionRanges;
  readonly seed: number;
}

/** What comes out of it; none of it is trusted. */
export type SandboxOutcome =
  | { readonly kind: 'value'; readonly value: unknown }
  /** The plugin threw: its words and where. */
  | { readonly kind: 'failed'; readonly text: LocalText; readonly stack: string }
  /** It returned what cannot cross: a function, a promise, a circle. */
  | { readonly kind: 'unsound'; readonly path: string; readonly what: LocalText }
  /** It does not export the function. */
  | { readonly kind: 'absent'; readonly name: string };
