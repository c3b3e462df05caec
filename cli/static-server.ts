import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { securityHeaders } from '#core/platform/content-security.ts';
import { resourceName, resourceType } from '#core/platform/page-resource.ts';

const loopback = '127.0.0.1';

export interface StaticServer {
  /** Address of the page, with a closing slash. */
  readonly url: string;
  close(): Promise<void>;
}

/** Texts that are made when they are asked for, by the name under which they stand beside the files. */
export type LiveTexts = Readonly<Record<string, () => Promise<string>>>;

/**
 * Serves the files of `folder` on this machine alone, with the page's security headers on every answer. Only GET, only
 * requests that were addressed to this server by its own name (a foreign name that was pointed here is turned away), only
 * plain names inside the folder; folders are not listed. `port` 0 takes any free one; a taken port fails with EADDRINUSE.
 */
export async function startStaticServer(options: {
  folder: string;
  port?: number;
  live?: LiveTexts;
}): Promise<StaticServer> {
  const folder = await realpath(options.folder);
  const { live = {} } = options;
  const server = createServer((request, response) => {
    answer({ folder, live }, (server.address() as AddressInfo).port, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, loopback, resolve);
  });
  return {
    url: `http://${loopback}:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

async function answer(
  { folder, live }: { readonly folder: string; readonly live: LiveTexts },
  port: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const address = /^[^?#]*/.exec(request.url ?? '')?.[0] ?? '';
  const headers: Record<string, string> = { ...securityHeaders(address), 'cache-control': 'no-cache' };
  const refuse = (status: number): void => {
    response.writeHead(status, { ...headers, 'content-length': '0' }).end();
  };
  if (![`${loopback}:${port}`, `localhost:${port}`].includes(request.headers.host ?? '')) return refuse(421);
  if (request.method !== 'GET') {
    headers['allow'] = 'GET';
    return refuse(405);
  }
  const name = resourceName(address);
  if (name === undefined) return refuse(403);
  if (Object.hasOwn(live, name)) {
    const text = await live[name]!();
    response.writeHead(200, { ...headers, 'content-type': resourceType(name) }).end(text);
    return;
  }
  const file = await findFile(folder, name);
  if (file === undefined) return refuse(404);
  headers['etag'] = file.tag;
  if (request.headers['if-none-match'] === file.tag) {
    response.writeHead(304, headers).end();
    return;
  }
  headers['content-type'] = resourceType(name);
  headers['content-length'] = String(file.bytes);
  response.writeHead(200, headers);
  await pipeline(createReadStream(file.path), response);
}

/** An ordinary file of that name which really is inside the folder, links followed. */
async function findFile(
  folder: string,
  name: string,
): Promise<{ path: string; bytes: number; tag: string } | undefined> {
  try {
    const file = await realpath(path.join(folder, name));
    if (!file.startsWith(folder + path.sep)) return undefined;
    const { size, mtimeMs, isFile } = await stat(file).then((found) => ({
      size: found.size,
      mtimeMs: found.mtimeMs,
      isFile: found.isFile(),
    }));
    return isFile
      ? { path: file, bytes: size, tag: `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"` }
      : undefined;
  } catch {
    return undefined;
  }
}
