import { faultList } from '#core/evaluation/fault.ts';
import type { RecordEdit } from '#core/model/edit.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { packPlugin } from '#core/plugins/pack-plugin.ts';
import { keyChange, type PluginEntry, pluginFacts } from '#core/plugins/plugin-facts.ts';
import type { PluginPackage } from '#core/plugins/plugin-package.ts';
import type { PluginRecord } from '#core/plugins/plugin-record.ts';
import type { PluginSource } from '#core/plugins/plugin-source.ts';
import { readPlugin } from '#core/plugins/read-plugin.ts';
import { applyEdits, recordEdit } from '#core/scenario/apply-edits.ts';
import type { Handlers } from './handler.ts';
import { runCases } from './plugin-cases.ts';
import type { Session } from './session.ts';

/** The package in `source`. Fails with `plugin/faulty`, which lists every fault. */
async function soundPackage({ plugins }: Session, source: PluginSource): Promise<PluginPackage> {
  const { package: plugin, faults } = await readPlugin(source, plugins.builtIn);
  if (plugin) return plugin;
  throw new WorkbenchError('plugin/faulty', { name: source.name, count: faults.length, faults: faultList(faults) });
}

/** The record of an installed plugin. Fails with `plugin/not-installed`. */
function installedRecord({ project, plugins }: Session, id: string): PluginRecord {
  const record = project.file.record('plugin', id) as PluginRecord | null;
  if (record) return record;
  const known = plugins.entries.filter(({ origin }) => origin === 'project').map((entry) => entry.id);
  throw new WorkbenchError('plugin/not-installed', { id, known: known.join(', ') || '–' });
}

function entryOf({ plugins }: Session, id: string, origin: PluginEntry['origin']): PluginEntry {
  return plugins.entries.find((entry) => entry.id === id && entry.origin === origin)!;
}

function apply({ project }: Session, label: LocalText, edit: RecordEdit): void {
  applyEdits(project.file, label, [edit], 'user');
}

/** Keeps that this machine agrees to a package. */
async function agree({ plugins, host }: Session, { hash, manifest: { id, version } }: PluginPackage): Promise<void> {
  if (plugins.isAllowed(hash)) return;
  await plugins.allow({ hash, id, version, instant: new Date(host.clock.now()).toISOString() });
}

export const pluginRequests: Handlers<
  | 'plugin/inspect'
  | 'plugin/install'
  | 'plugin/set-enabled'
  | 'plugin/withdraw'
  | 'plugin/remove'
  | 'plugin/list'
  | 'plugin/export'
  | 'plugin/try'
  | 'plugin/stop-trying'
  | 'plugin/test'
> = {
  async 'plugin/inspect'({ plugins }, { source }) {
    const { package: plugin, ...read } = await readPlugin(source, plugins.builtIn);
    if (!plugin) return { name: source.name, ...read, keyChange: 'none' };
    const installed = plugins.installed(plugin.manifest.id);
    return {
      name: source.name,
      ...read,
      facts: pluginFacts(plugin),
      ...(installed ? { installed: { version: installed.manifest.version, hash: installed.hash } } : {}),
      keyChange: keyChange(installed?.signer, installed !== undefined, plugin.signer),
    };
  },

  async 'plugin/install'(session, { source, acceptKey = false }) {
    const plugin = await soundPackage(session, source);
    const { manifest, hash, files, signer } = plugin;
    const { id, name, version } = manifest;
    const installed = session.plugins.installed(id);
    const change = keyChange(installed?.signer, installed !== undefined, signer);
    if ((change === 'changed' || change === 'lost') && !acceptKey) {
      const before = installed!.signer!;
      const now = signer ? `${signer.name}, ${signer.fingerprint}` : '–';
      throw new WorkbenchError('plugin/key-changed', { id, before: `${before.name}, ${before.fingerprint}`, now });
    }
    // Agreed to first: the step that installs it then finds it running.
    await agree(session, plugin);
    const record: PluginRecord = { id, enabled: true, hash, files };
    const label = {
      zh: `安装插件：${name.zh} ${version}`,
      en: `Install plugin: ${name.en} ${version}`,
    };
    apply(session, label, recordEdit(session.project.file, 'plugin', id, record));
    session.plugins.stopTrying(id);
    return entryOf(session, id, 'project');
  },

  async 'plugin/set-enabled'(session, { id, enabled }) {
    const record = installedRecord(session, id);
    const plugin = session.plugins.installed(id);
    if (enabled && !plugin) {
      const { faults } = entryOf(session, id, 'project');
      throw new WorkbenchError('plugin/faulty', { name: id, count: faults.length, faults: faultList(faults) });
    }
    if (enabled && plugin) await agree(session, plugin);
    if (record.enabled !== enabled) {
      const name = plugin?.manifest.name ?? { zh: id, en: id };
      const label = enabled
        ? { zh: `启用插件：${name.zh}`, en: `Enable plugin: ${name.en}` }
        : { zh: `停用插件：${name.zh}`, en: `Disable plugin: ${name.en}` };
      apply(session, label, recordEdit(session.project.file, 'plugin', id, { ...record, enabled }));
    }
    return entryOf(session, id, 'project');
  },

  async 'plugin/withdraw'(session, { id }) {
    await session.plugins.withdraw(installedRecord(session, id).hash);
    return entryOf(session, id, 'project');
  },

  'plugin/remove'(session, { id }) {
    installedRecord(session, id);
    const name = session.plugins.installed(id)?.manifest.name ?? { zh: id, en: id };
    const label = { zh: `删除插件：${name.zh}`, en: `Remove plugin: ${name.en}` };
    apply(session, label, recordEdit(session.project.file, 'plugin', id, null));
    return session.state();
  },

  'plugin/list': ({ plugins }) => plugins.entries,

  'plugin/export'(session, { id }) {
    return packPlugin(installedRecord(session, id).files);
  },

  async 'plugin/try'(session, { source }) {
    const plugin = await soundPackage(session, source);
    session.plugins.try(plugin);
    return entryOf(session, plugin.manifest.id, 'tried');
  },

  'plugin/stop-trying'({ plugins }, { id }) {
    plugins.stopTrying(id);
    return null;
  },

  async 'plugin/test'(session, { source }, options) {
    return runCases(session.host, await soundPackage(session, source), options);
  },
};
