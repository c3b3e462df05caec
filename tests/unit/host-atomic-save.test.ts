import * as disk from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { type SaveDisk, saveAtomically } from '#electron/files/atomic-save.ts';

let folder: string;
beforeEach(async () => {
  folder = await disk.mkdtemp(path.join(os.tmpdir(), 'cityloom-save-'));
});
afterEach(() => disk.rm(folder, { recursive: true }));

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const fault = (code: string): Error => Object.assign(new Error(`${code}: simulated`), { code });
const noPause = async (): Promise<void> => undefined;

/** The real disk, whose files take a number of bytes and then fail. */
function smallDisk(room: number): SaveDisk {
  return {
    ...disk,
    async open(file, flags, mode) {
      const handle = await disk.open(file, flags, mode);
      let left = room;
      const write = handle.write.bind(handle) as (...input: unknown[]) => Promise<unknown>;
      const limited = async (buffer: Uint8Array, start: number, length: number, position: number): Promise<unknown> => {
        if (left === 0) throw fault('ENOSPC');
        const taken = Math.min(left, length);
        left -= taken;
        return write(buffer, start, taken, position);
      };
      return Object.assign(handle, { write: limited });
    },
  };
}

async function codeOf(work: Promise<void>): Promise<string> {
  try {
    await work;
    return '';
  } catch (error) {
    return error instanceof WorkbenchError ? error.code : String(error);
  }
}

describe('saving atomically', () => {
  test('continues where the system took fewer bytes than it was given, and cleans up when the disk is full', async () => {
    const file = path.join(folder, 'plan.gpkg');
    await disk.writeFile(file, 'before');
    expect(await codeOf(saveAtomically(file, bytes('a longer text'), { disk: smallDisk(4) }))).toBe('store/disk-full');
    expect(await disk.readdir(folder)).toEqual(['plan.gpkg']);
    expect(await disk.readFile(file, 'utf8')).toBe('before');
  });

  test('never has a moment without the file', async () => {
    const file = path.join(folder, 'plan.gpkg');
    await disk.writeFile(file, 'before');
    const seen: string[] = [];
    const look = async (step: string): Promise<void> => {
      seen.push(`${step} ${await disk.readFile(file, 'utf8').catch(() => 'missing')}`);
    };
    const watched: SaveDisk = {
      ...disk,
      async rename(from, to) {
        await look('before');
        await disk.rename(from, to);
        await look('after');
      },
    };
    await saveAtomically(file, bytes('after'), { disk: watched, keepBackup: true });
    expect(seen).toEqual(['before before', 'after before', 'before before', 'after after']);
  });

  test('waits for whoever holds the file, and gives up after three seconds', async () => {
    const file = path.join(folder, 'plan.gpkg');
    const waits: number[] = [];
    const held: SaveDisk = { ...disk, rename: () => Promise.reject(fault('EACCES')) };
    const pause = async (milliseconds: number): Promise<void> => void waits.push(milliseconds);
    expect(await codeOf(saveAtomically(file, bytes('x'), { disk: held, pause }))).toBe('store/file-busy');
    expect(waits.length).toBe(8);
    expect(waits.reduce((sum, wait) => sum + wait)).toBe(3000);
    expect(await disk.readdir(folder)).toEqual([]);
  });

  test('respects a read-only mark, though the folder could be written', async () => {
    const file = path.join(folder, 'plan.gpkg');
    await disk.writeFile(file, 'before');
    const marked: SaveDisk = { ...disk, access: () => Promise.reject(fault('EACCES')) };
    expect(await codeOf(saveAtomically(file, bytes('x'), { disk: marked }))).toBe('store/read-only');
    expect(await disk.readFile(file, 'utf8')).toBe('before');
  });

  test('copies for the backup where there are no links, and goes on without one where there is no room', async () => {
    const file = path.join(folder, 'plan.gpkg');
    await disk.writeFile(file, 'one');
    const noLinks: SaveDisk = { ...disk, link: () => Promise.reject(fault('EPERM')) };
    await saveAtomically(file, bytes('two'), { disk: noLinks, keepBackup: true });
    expect(await disk.readFile(`${file}.bak`, 'utf8')).toBe('one');
    const noRoom: SaveDisk = { ...noLinks, copyFile: () => Promise.reject(fault('ENOSPC')) };
    await saveAtomically(file, bytes('three'), { disk: noRoom, keepBackup: true });
    expect([await disk.readFile(file, 'utf8'), await disk.readFile(`${file}.bak`, 'utf8')]).toEqual(['three', 'one']);
    expect((await disk.readdir(folder)).length).toBe(2);
  });

  test('a backup made before a save that failed does not get in the way of the next', async () => {
    const file = path.join(folder, 'plan.gpkg');
    await disk.writeFile(file, 'one');
    let refuse = true;
    const held: SaveDisk = {
      ...disk,
      rename: (from, to) => (refuse && to === file ? Promise.reject(fault('EBUSY')) : disk.rename(from, to)),
    };
    const options = { disk: held, keepBackup: true, pause: noPause };
    expect(await codeOf(saveAtomically(file, bytes('two'), options))).toBe('store/file-busy');
    refuse = false;
    await saveAtomically(file, bytes('two'), options);
    expect((await disk.readdir(folder)).sort()).toEqual(['plan.gpkg', 'plan.gpkg.bak']);
    expect(await disk.readFile(`${file}.bak`, 'utf8')).toBe('one');
  });

  test('removes what saves left behind that were killed long ago, and nothing newer', async () => {
    const [old, fresh] = ['.cityloom-0123456789ab.saving', '.cityloom-ba9876543210.saving'];
    for (const name of [old, fresh, '.other.saving']) await disk.writeFile(path.join(folder, name), 'x');
    await disk.utimes(path.join(folder, old), 1, 1);
    await disk.utimes(path.join(folder, '.other.saving'), 1, 1);
    await saveAtomically(path.join(folder, 'plan.gpkg'), bytes('x'));
    expect((await disk.readdir(folder)).sort()).toEqual([fresh, '.other.saving', 'plan.gpkg'].sort());
  });

  test('a folder in the place of the file is an error that says so', async () => {
    const file = path.join(folder, 'plan.gpkg');
    await disk.mkdir(file);
    const failed = saveAtomically(file, bytes('x')).catch((error: unknown) => error);
    const error = (await failed) as WorkbenchError;
    expect(error.code).toBe('store/save-failed');
    expect(error.describe('en')).not.toContain(folder);
  });
});
