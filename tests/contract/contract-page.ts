import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'vite';
import { securityHeaders } from '#core/platform/content-security.ts';
import type { HostPage } from './host-page.ts';

declare global {
  interface Window {
    contract: HostPage;
  }
}

export const samplePath = '/sample/en.gpkg';
export const sampleBytes: Uint8Array<ArrayBuffer> = new Uint8Array([83, 81, 76, 105, 116, 101, 7]);

/** What the contract's page is made of. */
export interface ContractPage {
  /** Every path that has an answer. */
  readonly paths: readonly string[];
  /** The answer for a path; undefined for every other path. */
  answer(path: string): Response | undefined;
}

function text(source: string | Uint8Array): string {
  return typeof source === 'string' ? source : new TextDecoder().decode(source);
}

/** Builds the page of the host contract. It comes with the same security headers as the real one. */
export async function buildContractPage(): Promise<ContractPage> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      rolldownOptions: { input: path.join(import.meta.dirname, 'host-page.ts') },
    },
  });
  const output = (Array.isArray(built) ? built : [built]).flatMap((part) => ('output' in part ? part.output : []));
  const script = output.find((part) => part.type === 'chunk');
  if (script === undefined) throw new Error('The contract page was not built');
  const page = '<!doctype html><html lang="en"><head><title></title></head><body><script type="module" src="/host.js">';
  const workers = output.flatMap((part) => (part.type === 'asset' ? [part] : []));
  const resources = new Map<string, { type: string; body: string | Uint8Array<ArrayBuffer> }>([
    ...workers.map(
      ({ fileName, source }) => [`/${fileName}`, { type: 'text/javascript', body: text(source) }] as const,
    ),
    ['/', { type: 'text/html', body: `${page}</script></body></html>` }],
    ['/host.js', { type: 'text/javascript', body: script.code }],
    [samplePath, { type: 'application/geopackage+sqlite3', body: sampleBytes }],
  ]);
  return {
    paths: [...resources.keys()],
    answer: (address) => {
      const found = resources.get(address);
      const headers = { ...securityHeaders(address), 'content-type': found?.type ?? '' };
      return found && new Response(found.body, { headers });
    },
  };
}

/** Puts the page into a folder, for a server of files. */
export async function writeContractPage({ paths, answer }: ContractPage, folder: string): Promise<void> {
  for (const address of paths) {
    const place = path.join(folder, address === '/' ? 'index.html' : address);
    await mkdir(path.dirname(place), { recursive: true });
    await writeFile(place, new Uint8Array(await answer(address)!.arrayBuffer()));
  }
}
