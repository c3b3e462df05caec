import type { Fault } from '#core/evaluation/fault.ts';
import type { PluginInspection } from '#core/plugins/plugin-facts.ts';
import type { PluginSource } from '#core/plugins/plugin-source.ts';

/** A package that a person gave, looked into and not yet installed. */
export interface PluginCandidate {
  readonly source: PluginSource;
  readonly inspection: PluginInspection;
}

/** A plugin under development, as it was read last. */
export interface DevelopedPlugin {
  /** Name of its folder. */
  readonly name: string;
  /** Null as long as it was never in order; the last version that was keeps running. */
  readonly id: string | null;
  /** Content hash of the version that runs. */
  readonly hash: string;
  /** ISO 8601 instant of the last reading that brought a change. */
  readonly read: string;
  /** What is wrong with the newest version on the disk. */
  readonly faults: readonly Fault[];
}

export interface PluginWindowState {
  readonly candidate: PluginCandidate | null;
  /** True while a package is being looked into or installed. */
  readonly busy: boolean;
  readonly developed: readonly DevelopedPlugin[];
  /** Why the folders of plugins under development are no longer followed. */
  readonly lost: boolean;
}

export const noPlugins: PluginWindowState = { candidate: null, busy: false, developed: [], lost: false };
