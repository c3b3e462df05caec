import type { EvaluationRecord, Manifest } from '#core/evaluation/contract.ts';
import type { Fault } from '#core/evaluation/fault.ts';
import type { LocalText } from '#core/model/text.ts';
import type { PluginPackage } from './plugin-package.ts';
import type { Signer } from './signature.ts';

/** What a person gets to know of a plugin before it is installed: what it wants, who made it, what is in it. */
export interface PluginFacts {
  readonly manifest: Manifest;
  /** Content hash. */
  readonly hash: string;
  readonly files: number;
  /** Bytes of all files. */
  readonly bytes: number;
  readonly cases: number;
  readonly readme: string;
  /** Absent when nobody signed it. */
  readonly signer?: Signer;
}

/** How the signature of a plugin compares with that of the installed one of the same id. */
export type KeyChange =
  /** None is installed, or neither was signed. */
  | 'none'
  | 'same'
  /** The installed one was not signed. */
  | 'added'
  /** Signed with another key. */
  | 'changed'
  /** The installed one was signed, this one is not. */
  | 'lost';

/** What looking into a package came to. */
export interface PluginInspection {
  /** Name of the file or folder. */
  readonly name: string;
  /** Whether it has a manifest and code at all, faulty or not. */
  readonly isPlugin: boolean;
  readonly faults: readonly Fault[];
  readonly remarks: readonly LocalText[];
  /** Absent when there are faults. */
  readonly facts?: PluginFacts;
  /** The one of that id which the project has. */
  readonly installed?: { readonly version: string; readonly hash: string };
  readonly keyChange: KeyChange;
}

/**
 * Whether a plugin takes part: it runs; the project has it switched off; the project wants it and this machine has not been
 * asked; or it cannot be used.
 */
export type PluginState = 'running' | 'off' | 'waiting' | 'faulty';

/** A plugin of the project, or one that is tried without being installed. */
export interface PluginEntry {
  readonly id: string;
  readonly state: PluginState;
  readonly origin: 'project' | 'tried';
  /** Content hash: as installed where the plugin is faulty. */
  readonly hash: string;
  readonly facts?: PluginFacts;
  /** Why it is faulty. */
  readonly faults: readonly Fault[];
  /** This machine has agreed to it: it runs where a project has it switched on. */
  readonly agreed: boolean;
}

/** How one golden case went. */
export interface CaseOutcome {
  readonly id: string;
  /** In what the result differs; empty when it holds. */
  readonly differences: readonly string[];
  /** Why there is no result. */
  readonly failure?: LocalText;
  readonly seconds: number;
}

/** The facts of a package that is in order. */
export function pluginFacts({ manifest, hash, files, cases, readme, signer }: PluginPackage): PluginFacts {
  const encoder = new TextEncoder();
  const texts = Object.values(files);
  return {
    manifest,
    hash,
    files: texts.length,
    bytes: texts.reduce((sum, text) => sum + encoder.encode(text).length, 0),
    cases: cases.length,
    readme,
    ...(signer ? { signer } : {}),
  };
}

/** How the signer of a package compares with that of the installed one. */
export function keyChange(installed: Signer | undefined, isInstalled: boolean, signer: Signer | undefined): KeyChange {
  if (!isInstalled) return 'none';
  if (!installed) return signer ? 'added' : 'none';
  if (!signer) return 'lost';
  return signer.key === installed.key ? 'same' : 'changed';
}

/** The plugin that a result came from, kept with it: the result can be read when the plugin is gone. */
export function pluginProvenance({ manifest, hash, signer }: PluginPackage): NonNullable<EvaluationRecord['plugin']> {
  return { hash, manifest, ...(signer ? { signedBy: { name: signer.name, fingerprint: signer.fingerprint } } : {}) };
}
