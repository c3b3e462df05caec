import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import type { Format, ReadLayer, ReadOptions } from '#core/formats/format.ts';
import { findFormat } from '#core/formats/formats.ts';
import { memorySource } from '#core/formats/source-reading.ts';
import { featureCount, plainGeometry } from '#core/model/packed-geometry.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource } from '#core/platform/platform.ts';

// The library for GeoTIFF asks for workers when it is loaded, and takes the threads of the test runner for its own. It starts
// none as long as it is given no pool.
if (!('Worker' in globalThis)) Object.defineProperty(globalThis, 'Worker', { value: Object, configurable: true });

const encoder = new TextEncoder();

/** A file of text. */
export function textFile(name: string, text: string): FileSource {
  return memorySource(name, encoder.encode(text));
}

/** Files in memory that lie beside each other. */
export function filesTogether(files: Readonly<Record<string, Uint8Array | string>>): FileSource[] {
  const sources: FileSource[] = [];
  for (const [name, content] of Object.entries(files)) {
    sources.push(memorySource(name, typeof content === 'string' ? encoder.encode(content) : content, sources));
  }
  return sources;
}

/** A file on the disk with the folder it lies in. */
export function diskFile(file: string): FileSource {
  const folder = path.dirname(file);
  const bytes = new Uint8Array(readFileSync(file));
  return {
    name: path.basename(file),
    bytes: bytes.length,
    async read(start, length) {
      return bytes.subarray(start, start + length);
    },
    async sibling(name) {
      const found = readdirSync(folder).find((other) => other.toLowerCase() === name.toLowerCase());
      const sibling = found === undefined ? '' : path.join(folder, found);
      return sibling !== '' && existsSync(sibling) ? diskFile(sibling) : undefined;
    },
  };
}

/** All layers of a file, by the format its bytes tell. */
export async function readAll(source: FileSource, options: ReadOptions = {}, format?: Format): Promise<ReadLayer[]> {
  const layers: ReadLayer[] = [];
  const used = format ?? (await findFormat(source));
  for await (const layer of used.read(source, options, {})) layers.push(layer);
  return layers;
}

/** The one layer of a file. */
export async function readOne(source: FileSource, options: ReadOptions = {}): Promise<ReadLayer> {
  const layers = await readAll(source, options);
  expect(layers).toHaveLength(1);
  return layers[0]!;
}

/** What a WorkbenchError was thrown for; fails when none was. */
export async function failureOf(work: Promise<unknown>): Promise<WorkbenchError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(WorkbenchError);
  const failure = error as WorkbenchError;
  for (const language of ['zh', 'en'] as const) {
    expect(failure.describe(language)).not.toMatch(/\{\w+[|}]/);
    expect(failure.hint(language)).not.toMatch(/\{\w+[|}]/);
  }
  return failure;
}

/** The values of a field, row by row. */
export function valuesOf(layer: ReadLayer, field: string): (string | number | null)[] {
  const values: (string | number | null)[] = [...layer.columns[field]!];
  return values.map((value) => (typeof value === 'number' && Number.isNaN(value) ? null : value));
}

/** All geometries as nested numbers: features, parts, rings, x and y in turn. */
export function shapesOf(layer: ReadLayer): number[][][][] {
  return Array.from({ length: featureCount(layer.geometry) }, (_, feature) =>
    plainGeometry(layer.geometry, feature).map((rings) => rings.map((ring) => [...ring])),
  );
}

export function codesOf(layer: { readonly remarks: readonly { readonly code: string }[] }): string[] {
  return layer.remarks.map(({ code }) => code);
}
