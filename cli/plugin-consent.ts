import { mkdir, readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { PluginConsent } from '#core/engine/engine-host.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { saveAtomically } from '#electron/files/atomic-save.ts';
import { saveError, systemCode } from '#electron/files/disk-errors.ts';

type Decision = Parameters<PluginConsent['allow']>[0];

/** The person's own settings of the program on this machine; CITYLOOM_HOME names another folder. */
function settingsFolder(): string {
  const { CITYLOOM_HOME, APPDATA, XDG_CONFIG_HOME } = process.env;
  if (CITYLOOM_HOME) return CITYLOOM_HOME;
  const home = os.homedir();
  if (process.platform === 'win32') return path.join(APPDATA ?? path.join(home, 'AppData/Roaming'), 'Cityloom');
  if (process.platform === 'darwin') return path.join(home, 'Library/Application Support/Cityloom');
  return path.join(XDG_CONFIG_HOME ?? path.join(home, '.config'), 'cityloom');
}

function isDecision(value: unknown): value is Decision {
  const entry = (value ?? {}) as Partial<Record<keyof Decision, unknown>>;
  return [entry.hash, entry.id, entry.version, entry.instant].every((text) => typeof text === 'string');
}

/**
 * What this person has agreed to on this machine, in `allowed-plugins.json` of their settings.
 * Errors: `plugin/consent-unreadable`, and those of saving.
 */
export function nodeConsent(): PluginConsent {
  const file = path.join(settingsFolder(), 'allowed-plugins.json');
  const read = async (): Promise<readonly Decision[]> => {
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch (thrown) {
      if (systemCode(thrown) === 'ENOENT') return [];
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      throw new WorkbenchError('plugin/consent-unreadable', { file, reason }, { cause: thrown });
    }
    try {
      const list: unknown = JSON.parse(text);
      if (Array.isArray(list) && list.every(isDecision)) return list;
      throw new TypeError('no list of decisions');
    } catch (thrown) {
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      throw new WorkbenchError('plugin/consent-unreadable', { file, reason }, { cause: thrown });
    }
  };
  const write = async (decisions: readonly Decision[]): Promise<void> => {
    try {
      await mkdir(path.dirname(file), { recursive: true });
    } catch (thrown) {
      throw saveError(thrown, file);
    }
    await saveAtomically(file, new TextEncoder().encode(`${JSON.stringify(decisions, null, 2)}\n`));
  };
  const without = async (hash: string) => (await read()).filter((decision) => decision.hash !== hash);
  return {
    allowed: async () => (await read()).map(({ hash }) => hash),
    allow: async (decision) => write([...(await without(decision.hash)), decision]),
    withdraw: async (hash) => write(await without(hash)),
  };
}
