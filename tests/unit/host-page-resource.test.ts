import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  contentSecurityPolicy,
  evaluatorPolicy,
  pagePolicy,
  securityHeaders,
} from '#core/platform/content-security.ts';
import { resourceName, resourceType } from '#core/platform/page-resource.ts';
import { projectsIn } from '../../electron/main/opened-files.ts';
import { isLoadable, isPageAddress } from '../../electron/main/page-address.ts';

describe('names of page files', () => {
  test('are what the build makes', () => {
    expect(resourceName('/')).toBe('index.html');
    expect(resourceName('/assets/index-C_7-x.js')).toBe('assets/index-C_7-x.js');
    expect(resourceName('/assets/noto%20sans.woff2')).toBe('assets/noto sans.woff2');
  });

  test('never lead outside, whatever was asked for', () => {
    const piece = fc.constantFrom('..', '.', '/', '\\', '%2e', '%2f', '%5c', '%00', 'a', 'c:', '~', '%', '%c0%ae', ' ');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const name = resourceName(`/${pieces.join('')}`);
        if (name === undefined) return;
        for (const system of [path.posix, path.win32]) {
          const root = system === path.win32 ? 'C:\\page' : '/page';
          expect(system.resolve(root, name).startsWith(root + system.sep)).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('have types by their ending', () => {
    expect(['a.wasm', 'b.JS', 'c.woff2', 'd.gpkg', 'e', 'f.odd'].map(resourceType)).toEqual([
      'application/wasm',
      'text/javascript; charset=utf-8',
      'font/woff2',
      'application/geopackage+sqlite3',
      'application/octet-stream',
      'application/octet-stream',
    ]);
  });
});

describe('the content security policy', () => {
  test('lets the page reach only itself', () => {
    expect(pagePolicy).toContain("default-src 'none'");
    expect(pagePolicy).toContain("connect-src 'self'");
    expect(pagePolicy).not.toMatch(/https?:|\*|'unsafe-eval'/);
    expect(pagePolicy).toMatch(/script-src 'self' 'wasm-unsafe-eval';/);
  });

  test('lets an evaluator reach nothing', () => {
    expect(contentSecurityPolicy('/assets/evaluator.worker-Ab1.js')).toBe(evaluatorPolicy);
    expect(evaluatorPolicy).toContain("connect-src 'none'");
    expect(contentSecurityPolicy('/assets/engine.worker-Ab1.js')).toBe(pagePolicy);
    expect(contentSecurityPolicy('/')).toBe(pagePolicy);
    expect(securityHeaders('/')['x-content-type-options']).toBe('nosniff');
  });
});

test('addresses of the page are recognised, and their imitations not', () => {
  expect(isPageAddress('app://workbench/')).toBe(true);
  for (const address of [
    'app://workbench.evil/',
    'APP:workbench',
    'app:///workbench/',
    'https://workbench/',
    '',
    'app:',
  ]) {
    expect([address, isPageAddress(address)]).toEqual([address, false]);
  }
  expect(isLoadable('blob:app://workbench/1')).toBe(true);
  expect(isLoadable('http://127.0.0.1:8000/')).toBe(false);
});

test('projects are picked out of a command line', () => {
  const given = ['cityloom', '--inspect.gpkg', 'a.gpkg', 'notes.txt', path.resolve('/data/B.GPKG')];
  expect(projectsIn(given, path.resolve('/plans'))).toEqual([
    path.resolve('/plans/a.gpkg'),
    path.resolve('/data/B.GPKG'),
  ]);
});
