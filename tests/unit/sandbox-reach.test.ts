import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LogServer, startLogServer } from '../fixtures/log-server.ts';
import { controlScript, reachAttempts, reachingPlugin } from '../fixtures/sandbox-attacks.ts';
import { SandboxThreads } from '../fixtures/sandbox-threads.ts';
import { exampleManifest, exampleSnapshot } from './evaluation-example.ts';

let inside: LogServer;
let outside: LogServer;
let threads: SandboxThreads;
let outcomes: ReadonlyMap<string, string>;

beforeAll(async () => {
  [inside, outside, threads] = await Promise.all([startLogServer(), startLogServer(), SandboxThreads.build()]);
  const result = await threads.run(exampleManifest, reachingPlugin(inside.address), exampleSnapshot());
  outcomes = new Map(result.tables![0]!.rows as [string, string][]);
});

afterAll(() => Promise.all([inside.close(), outside.close(), threads.close()]));

/** What the expression gives in a plain thread of Node. */
function inThread(code: string): Promise<unknown> {
  const body = `const { parentPort } = require('node:worker_threads'); ${controlScript(code, outside.address)}.then((value) => parentPort.postMessage(value));`;
  const thread = new Worker(body, { eval: true });
  return new Promise((resolve, reject) => {
    thread.once('message', (value) => {
      resolve(value);
      void thread.terminate();
    });
    thread.once('error', reject);
  });
}

describe('out of the sandbox in a thread of Node', () => {
  test.each(reachAttempts.map(({ name }) => name))('%s is out of reach', (name) => {
    expect(outcomes.get(name)).toMatch(/^refused: |^nothing$/);
  });

  test('what an attempt reaches would be told', () => {
    expect(outcomes.get('counting')).toBe('reached');
  });

  test('nobody was asked for anything', () => {
    expect([...inside.asked]).toEqual([]);
  });
});

describe('the same attempts in a plain thread of Node', () => {
  test.each(reachAttempts.filter(({ works }) => works.includes('node')))('$name succeeds', async ({ code, asks }) => {
    expect(await inThread(code)).toBe(true);
    if (asks !== undefined) expect([...outside.asked]).toContain(asks);
  });
});
