import { joinManifests } from '#core/evaluation/check-reads.ts';
import type { Manifest } from '#core/evaluation/contract.ts';
import type { Fault } from '#core/evaluation/fault.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { checkPackage } from '#core/plugins/check-package.ts';
import { type PluginEntry, type PluginState, pluginFacts } from '#core/plugins/plugin-facts.ts';
import type { PluginPackage, ReadPlugin } from '#core/plugins/plugin-package.ts';
import { type PluginRecord, recordFaults } from '#core/plugins/plugin-record.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import type { EngineHost, PluginConsent } from './engine-host.ts';

interface Known {
  readonly manifests: readonly Manifest[];
  readonly entries: readonly PluginEntry[];
  readonly running: ReadonlyMap<string, PluginPackage>;
  /** Packages of the project that are in order, whether they run or not. */
  readonly installed: ReadonlyMap<string, PluginPackage>;
}

/** What is wrong with an installed plugin whose content is not what was installed. */
function changedFault(hash: string, expected: string): Fault {
  return {
    path: '.',
    message: {
      zh: `内容的哈希是 ${hash}，安装时是 ${expected}`,
      en: `its content has the hash ${hash}; when it was installed it was ${expected}`,
    },
    fix: { zh: '重新安装', en: 'install it again' },
  };
}

/**
 * The evaluators of a session: those of the program, those that the open project brings and this machine has agreed to, and
 * those that are tried without being installed. What a project brings is read from its texts again: nothing that a file
 * claims of itself is believed.
 */
export class PluginSet {
  readonly #host: EngineHost;
  readonly #tell: () => void;
  readonly #builtIn: ReadonlySet<string>;
  readonly #tried = new Map<string, PluginPackage>();
  /** Packages by what they were read from, so that nothing is read twice. */
  readonly #read = new Map<string, ReadPlugin>();
  #allowed: ReadonlySet<string> = new Set();
  #loading: Promise<void> | undefined;
  #file: ProjectFile | undefined;
  #known: Known | undefined;

  /** `tell` is called whenever what there is may have changed. */
  constructor(host: EngineHost, tell: () => void) {
    this.#host = host;
    this.#tell = tell;
    this.#builtIn = new Set(host.manifests.map(({ id }) => id));
  }

  /** Ids that no plugin may have. */
  get builtIn(): ReadonlySet<string> {
    return this.#builtIn;
  }

  /** Reads what this machine has agreed to, once. */
  load(): Promise<void> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  async #load(): Promise<void> {
    const hashes = (await this.#host.pluginConsent?.allowed()) ?? [];
    this.#allowed = new Set([...this.#allowed, ...hashes]);
    this.changed();
  }

  /** Goes on with another project. */
  follow(file: ProjectFile | undefined): void {
    this.#file = file;
    this.#read.clear();
    this.changed();
  }

  /** What is known is worked out anew when it is asked for. */
  changed(): void {
    this.#known = undefined;
    this.#tell();
  }

  isAllowed(hash: string): boolean {
    return this.#allowed.has(hash);
  }

  /** Keeps the decision that a plugin may run on this machine. */
  async allow(decision: Parameters<PluginConsent['allow']>[0]): Promise<void> {
    await this.#host.pluginConsent?.allow(decision);
    this.#allowed = new Set([...this.#allowed, decision.hash]);
    this.changed();
  }

  /** Takes the decision back: the plugin waits until somebody agrees again. */
  async withdraw(hash: string): Promise<void> {
    await this.#host.pluginConsent?.withdraw(hash);
    this.#allowed = new Set([...this.#allowed].filter((other) => other !== hash));
    this.changed();
  }

  /** Runs a package in this session without installing it, in place of an installed one of the same id. */
  try(plugin: PluginPackage): void {
    this.#tried.set(plugin.manifest.id, plugin);
    this.changed();
  }

  stopTrying(id: string): void {
    this.#tried.delete(id);
    this.changed();
  }

  /** All evaluators that can be run, those of the program first. */
  get manifests(): readonly Manifest[] {
    return this.#all.manifests;
  }

  manifest(id: string): Manifest | undefined {
    return this.manifests.find((each) => each.id === id);
  }

  get entries(): readonly PluginEntry[] {
    return this.#all.entries;
  }

  /** The plugin that runs under an id; undefined for evaluators of the program. */
  running(id: string): PluginPackage | undefined {
    return this.#all.running.get(id);
  }

  /** The plugin of that id that the project has, when it is in order. */
  installed(id: string): PluginPackage | undefined {
    return this.#all.installed.get(id);
  }

  get #all(): Known {
    this.#known ??= this.#work();
    return this.#known;
  }

  #work(): Known {
    let manifests = this.#host.manifests;
    const entries: PluginEntry[] = [];
    const running = new Map<string, PluginPackage>();
    const installed = new Map<string, PluginPackage>();
    const takeIn = (plugin: PluginPackage, origin: PluginEntry['origin'], state: PluginState) => {
      const { hash, manifest } = plugin;
      const entry = {
        id: manifest.id,
        origin,
        hash,
        facts: pluginFacts(plugin),
        faults: [],
        agreed: this.#allowed.has(hash),
      };
      if (state !== 'running') {
        entries.push({ ...entry, state });
        return;
      }
      try {
        manifests = joinManifests([...manifests.filter(({ id }) => id !== manifest.id), manifest]);
        running.set(manifest.id, plugin);
        entries.push({ ...entry, state });
      } catch (thrown) {
        const error = WorkbenchError.from(thrown);
        const message: LocalText = { zh: error.describe('zh'), en: error.describe('en') };
        const fix: LocalText = { zh: error.hint('zh'), en: error.hint('en') };
        entries.push({ ...entry, state: 'faulty', faults: [{ path: 'manifest.json $.reads', message, fix }] });
      }
    };
    for (const [id, body] of this.#file?.records('plugin') ?? []) {
      const record = body as PluginRecord;
      const unreadable = recordFaults(body);
      const { faults, package: plugin }: ReadPlugin =
        unreadable.length > 0 ? { isPlugin: false, faults: unreadable, remarks: [] } : this.#check(id, record);
      if (!plugin) {
        const hash = String(record.hash);
        entries.push({ id, state: 'faulty', origin: 'project', hash, faults, agreed: this.#allowed.has(hash) });
        continue;
      }
      installed.set(id, plugin);
      const wanted = record.enabled ? (this.#allowed.has(plugin.hash) ? 'running' : 'waiting') : 'off';
      takeIn(plugin, 'project', this.#tried.has(id) ? 'off' : wanted);
    }
    for (const plugin of this.#tried.values()) takeIn(plugin, 'tried', 'running');
    return { manifests, entries, running, installed };
  }

  #check(id: string, { hash, files }: PluginRecord): ReadPlugin {
    const known = this.#read.get(hash);
    if (known?.package && known.package.manifest.id === id && isSame(known.package.files, files)) return known;
    const checked = checkPackage(files, this.#builtIn);
    const found = checked.package;
    const read =
      found && (found.hash !== hash || found.manifest.id !== id)
        ? { isPlugin: true, faults: [changedFault(found.hash, hash)], remarks: [] }
        : checked;
    this.#read.set(hash, read);
    return read;
  }
}

function isSame(one: PluginRecord['files'], other: PluginRecord['files']): boolean {
  const paths = Object.keys(one);
  return paths.length === Object.keys(other).length && paths.every((path) => one[path] === other[path]);
}
