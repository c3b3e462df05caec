import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol, type Session } from 'electron';
import { securityHeaders } from '#core/platform/content-security.ts';
import { resourceName, resourceType } from '#core/platform/page-resource.ts';
import { developerPlugins, developerPluginsName } from '#electron/files/developer-plugins.ts';
import { isPageAddress, pageScheme } from './page-address.ts';

/** Makes `app:` a real origin, with workers and fetch. Call it before the program is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves app://workbench/ from `folder`, the plugins under development in `plugins`, and nothing else. */
export function servePage(session: Session, folder: string, plugins: readonly string[]): void {
  session.protocol.handle(pageScheme, (request) => answer(folder, plugins, request));
}

async function answer(folder: string, plugins: readonly string[], request: Request): Promise<Response> {
  const address = pathOf(request.url);
  const headers = { ...securityHeaders(address), 'cache-control': 'no-cache' };
  const refuse = (status: number): Response => new Response(null, { status, headers });
  if (!isPageAddress(request.url)) return refuse(404);
  if (request.method !== 'GET') return refuse(405);
  const name = resourceName(address);
  if (name === undefined) return refuse(403);
  if (plugins.length > 0 && name === developerPluginsName) {
    const text = await developerPlugins(plugins);
    return new Response(text, { headers: { ...headers, 'content-type': resourceType(name) } });
  }
  try {
    const bytes = await readFile(path.join(folder, name));
    return new Response(new Uint8Array(bytes), { headers: { ...headers, 'content-type': resourceType(name) } });
  } catch {
    return refuse(404);
  }
}

/** The path of an address as it was written: parsing it would already have walked through `..`. */
function pathOf(address: string): string {
  return /^[^:]+:\/\/[^/?#]*([^?#]*)/.exec(address)?.[1] || '/';
}
