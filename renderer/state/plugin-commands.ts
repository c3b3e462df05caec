import type { PluginEntry } from '#core/plugins/plugin-facts.ts';
import type { PluginSource } from '#core/plugins/plugin-source.ts';
import { choosePluginArchive, choosePluginFolder } from '#renderer/platform/plugin-files.ts';
import { pluginTexts } from '#renderer/texts/plugin-texts.ts';
import { filledText } from './filled-text.ts';
import { tellRemoved } from './record-commands.ts';
import type { Workbench } from './workbench.ts';

export function managePlugins({ window }: Workbench): void {
  window.set({ mode: 'evaluate', dialog: { kind: 'plugins' } });
}

/** Looks into a package and shows what it wants, or what is wrong with it; true when it is a plugin at all. */
export async function considerPlugin(workbench: Workbench, source: PluginSource): Promise<boolean> {
  const { engine, plugins, activity } = workbench;
  plugins.set({ busy: true });
  try {
    const inspection = await engine.request('plugin/inspect', { source });
    plugins.set({ candidate: { source, inspection } });
    return inspection.isPlugin;
  } catch (thrown) {
    activity.fail(thrown);
    return false;
  } finally {
    plugins.set({ busy: false });
  }
}

/** Lets a person choose a package and looks into it. */
export async function choosePlugin(workbench: Workbench, from: 'file' | 'folder'): Promise<void> {
  try {
    const source = await (from === 'file' ? choosePluginArchive() : choosePluginFolder());
    if (source) await considerPlugin(workbench, source);
  } catch (thrown) {
    workbench.activity.fail(thrown);
  }
}

export function dropCandidate({ plugins }: Workbench): void {
  plugins.set({ candidate: null });
}

/** Installs the package that was looked into. */
export async function installCandidate({ engine, plugins, activity }: Workbench, acceptKey: boolean): Promise<void> {
  const { candidate } = plugins.get();
  if (!candidate) return;
  plugins.set({ busy: true });
  try {
    await engine.request('plugin/install', { source: candidate.source, acceptKey });
    plugins.set({ candidate: null });
  } catch (thrown) {
    activity.fail(thrown);
  } finally {
    plugins.set({ busy: false });
  }
}

export async function enablePlugin({ engine, activity }: Workbench, id: string, enabled: boolean): Promise<void> {
  try {
    await engine.request('plugin/set-enabled', { id, enabled });
  } catch (thrown) {
    activity.fail(thrown);
  }
}

/** Takes back that this machine agrees to a plugin: nothing of it runs until it is switched on again. */
export async function withdrawPlugin({ engine, activity }: Workbench, id: string): Promise<void> {
  try {
    await engine.request('plugin/withdraw', { id });
  } catch (thrown) {
    activity.fail(thrown);
  }
}

/** Takes a plugin out of the project and says how to get it back. */
export async function removePlugin(workbench: Workbench, { id, facts }: PluginEntry): Promise<void> {
  const { engine, activity } = workbench;
  try {
    await engine.request('plugin/remove', { id });
    const name = facts?.manifest.name ?? { zh: id, en: id };
    tellRemoved(workbench, filledText(pluginTexts.removed, { name }));
  } catch (thrown) {
    activity.fail(thrown);
  }
}

/** Saves an installed plugin as an archive, to be handed on. */
export async function savePlugin({ engine, host, activity }: Workbench, { id, facts }: PluginEntry): Promise<void> {
  try {
    const bytes = await engine.request('plugin/export', { id });
    const version = facts?.manifest.version ?? '';
    await host.saveFile(`${id}-${version}.zip`, 'application/zip', new Uint8Array(bytes));
  } catch (thrown) {
    activity.fail(thrown);
  }
}
