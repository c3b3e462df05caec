import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type StaticServer, startStaticServer } from '#cli/static-server.ts';
import { evaluatorPolicy, pagePolicy } from '#core/platform/content-security.ts';

let root: string;
let server: StaticServer;

beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'cityloom-static-'));
  const page = path.join(root, 'page');
  await mkdir(path.join(page, 'assets'), { recursive: true });
  await writeFile(path.join(root, 'secret.txt'), 'secret');
  await mkdir(path.join(root, 'page-of-others'));
  await writeFile(path.join(root, 'page-of-others/secret.txt'), 'secret');
  await writeFile(path.join(page, 'index.html'), '<!doctype html>');
  await writeFile(path.join(page, '.hidden'), 'secret');
  await writeFile(path.join(page, 'assets/evaluator.worker-1.js'), '1');
  await writeFile(path.join(page, 'assets/a.wasm'), new Uint8Array([0, 97, 115, 109]));
  await symlink(path.join(root, 'secret.txt'), path.join(page, 'link.txt'));
  server = await startStaticServer({ folder: page });
});
afterAll(async () => {
  await server.close();
  await rm(root, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** A request whose path and headers go out exactly as written. */
function ask(address: string, options: { method?: string; headers?: Record<string, string> } = {}): Promise<Answer> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path: address, ...options }, (response) => {
      let body = '';
      response.on('data', (piece) => {
        body += piece;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('the static server', () => {
  test('is on this machine alone', () => {
    expect(new URL(server.url).hostname).toBe('127.0.0.1');
  });

  test('serves the page with its policy', async () => {
    const { status, headers, body } = await ask('/?x=1');
    expect([status, body]).toEqual([200, '<!doctype html>']);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': pagePolicy,
      'cache-control': 'no-cache',
    });
    expect((await ask('/assets/a.wasm')).headers['content-type']).toBe('application/wasm');
    expect((await ask('/assets/evaluator.worker-1.js')).headers['content-security-policy']).toBe(evaluatorPolicy);
  });

  test('says when nothing has changed', async () => {
    const { headers } = await ask('/');
    const again = await ask('/', { headers: { 'if-none-match': String(headers['etag']) } });
    expect([again.status, again.body]).toEqual([304, '']);
    expect((await ask('/', { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%252e%252e/secret.txt',
    '/..\\secret.txt',
    '/..%5csecret.txt',
    '//etc/passwd',
    '/link.txt',
    '/../page-of-others/secret.txt',
    '/.hidden',
    '/assets',
    '/assets/',
    '/index.html%00',
    '/%ff',
    '/nothing.js',
    'http://127.0.0.1/index.html',
  ])('refuses %s', async (address) => {
    const { status, body, headers } = await ask(address);
    expect([403, 404]).toContain(status);
    expect(body).toBe('');
    expect(headers['content-security-policy']).toBe(pagePolicy);
  });

  test('refuses everything but GET', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH']) {
      const { status, headers } = await ask('/', { method });
      expect([method, status, headers['allow']]).toEqual([method, 405, 'GET']);
    }
  });

  test('turns away requests for another name', async () => {
    const { port } = new URL(server.url);
    const status = async (host: string): Promise<number> => (await ask('/', { headers: { host } })).status;
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1', '127.0.0.1:1', `127.0.0.1.evil:${port}`]) {
      expect([host, await status(host)]).toEqual([host, 421]);
    }
    expect(await status(`localhost:${port}`)).toBe(200);
  });

  test('says that a port is taken', async () => {
    const port = Number(new URL(server.url).port);
    const second = startStaticServer({ folder: root, port });
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
