import type { PluginSource } from '#core/plugins/plugin-source.ts';
import type { DevelopedPlugin } from './plugin-state.ts';
import type { Workbench } from './workbench.ts';

/** What the program that serves the page says about the plugins under development. */
type Served = { readonly name: string } & (
  | {
      readonly files: readonly { readonly path: string; readonly base64: string }[];
      readonly links?: readonly string[];
    }
  | { readonly archive: string }
  | { readonly missing: true }
);

const pauseMilliseconds = 1000;

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function sourceOf(served: Served): PluginSource {
  const { name } = served;
  if ('archive' in served) return { name, archive: bytesOf(served.archive) };
  if ('missing' in served) return { name, files: [] };
  const files = served.files.map(({ path, base64 }) => ({ path, bytes: bytesOf(base64) }));
  return { name, files, links: served.links ?? [] };
}

/** Reads one plugin anew: it runs from now on, or, with faults, what ran before goes on. */
async function readAgain({ engine, plugins }: Workbench, served: Served): Promise<void> {
  const { name } = served;
  const source = sourceOf(served);
  const before = plugins.get().developed.find((each) => each.name === name);
  const { facts, faults } = await engine.request('plugin/inspect', { source });
  if (facts) {
    const id = facts.manifest.id;
    if (before?.id && before.id !== id) await engine.request('plugin/stop-trying', { id: before.id });
    await engine.request('plugin/try', { source });
  }
  const read = new Date().toISOString();
  const now: DevelopedPlugin = {
    name,
    id: facts?.manifest.id ?? before?.id ?? null,
    hash: facts?.hash ?? before?.hash ?? '',
    read,
    faults,
  };
  plugins.set(({ developed }) => ({ developed: [...developed.filter((each) => each.name !== name), now] }));
}

/**
 * Follows the plugins under development that the program serves beside the page (`cityloom plugin dev`, `npm start --
 * --plugin`): whenever their files change they are read again, without running anything. Ends by itself when the program no
 * longer answers. Does nothing on a page that was opened without them.
 */
export function followDevelopedPlugins(workbench: Workbench): void {
  if (!new URLSearchParams(location.search).has('develop')) return;
  const known = new Map<string, string>();
  const look = async (): Promise<void> => {
    try {
      const response = await fetch('developer-plugins.json', { cache: 'no-store' });
      for (const served of (await response.json()) as readonly Served[]) {
        const text = JSON.stringify(served);
        if (known.get(served.name) === text) continue;
        known.set(served.name, text);
        await readAgain(workbench, served);
      }
    } catch {
      workbench.plugins.set({ lost: true });
      return;
    }
    setTimeout(() => void look(), pauseMilliseconds);
  };
  void look();
}
