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

/** What the contract's page is made of, by path; undefined for every other path. */
export type ContractPage = (path: string) => Response | undefined;

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
  const resources = new Map<string, { type: string; body: string | Uint8Array<ArrayBuffer> }>([
    ['/', { type: 'text/html', body: `${page}</script></body></html>` }],
    ['/host.js', { type: 'text/javascript', body: script.code }],
    [samplePath, { type: 'application/geopackage+sqlite3', body: sampleBytes }],
  ]);
  return (address) => {
    const found = resources.get(address);
    return found && new Response(found.body, { headers: { ...securityHeaders(address), 'content-type': found.type } });
  };
}
