import { chmod, lstat, mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeOf, desktopFixture, value } from './desktop-fixture.ts';
import { dropFiles } from './drop-files.ts';

const fixture = desktopFixture();
const bytes = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text));
const isRoot = process.getuid?.() === 0;

/** An operation of the disk that fails a number of times with a code of the system. */
function failing<Input extends unknown[], Result>(
  times: number,
  code: string,
  real: (...input: Input) => Promise<Result>,
): (...input: Input) => Promise<Result> {
  let left = times;
  return async (...input) => {
    left -= 1;
    if (left >= 0) throw Object.assign(new Error(`${code}: simulated`), { code });
    return real(...input);
  };
}

function refusing(code: string): () => Promise<never> {
  return () => Promise.reject(Object.assign(new Error(`${code}: simulated`), { code }));
}

describe('projects on the disk', () => {
  test('are saved where the dialog said, with a backup of the version before, and nothing else left behind', async () => {
    const folder = await fixture.folder();
    const { electron } = await fixture.start();
    const file = path.join(folder, '临江 plan.gpkg');
    electron.dialogs.save.push(file);
    const place = await value(electron, 'project/save', undefined, '临江 plan.gpkg', bytes('one'));
    expect(place).toEqual({ token: expect.stringMatching(/^[\w-]{36}$/), name: '临江 plan.gpkg', folder });
    expect(await readdir(folder)).toEqual(['临江 plan.gpkg']);
    await value(electron, 'project/save', place?.token, 'ignored', bytes('two'));
    await value(electron, 'project/save', place?.token, 'ignored', bytes('three'));
    expect((await readdir(folder)).sort()).toEqual(['临江 plan.gpkg', '临江 plan.gpkg.bak']);
    expect([await readFile(file, 'utf8'), await readFile(`${file}.bak`, 'utf8')]).toEqual(['three', 'two']);
  });

  test('keep their mode, and stay the link they are', async () => {
    const folder = await fixture.folder();
    const { electron } = await fixture.start();
    const [target, link] = [path.join(folder, 'real.gpkg'), path.join(folder, 'link.gpkg')];
    await writeFile(target, 'one');
    await chmod(target, 0o640);
    await symlink(target, link);
    electron.dialogs.open.push([link]);
    const opened = await value(electron, 'project/choose');
    await value(electron, 'project/save', opened?.place.token, '', bytes('two'));
    expect(await readFile(target, 'utf8')).toBe('two');
    expect((await stat(target)).mode & 0o777).toBe(0o640);
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
  });

  test('get the ending .gpkg, after a question when that would replace a file', async () => {
    const folder = await fixture.folder();
    const { electron } = await fixture.start();
    electron.dialogs.save.push(path.join(folder, 'plan'), path.join(folder, 'plan'), path.join(folder, 'plan'));
    electron.dialogs.message.push(1, 0);
    const save = (text: string) => value(electron, 'project/save', undefined, 'a/b:c?.gpkg', bytes(text));
    expect((await save('one'))?.name).toBe('plan.gpkg');
    expect(await save('two')).toBeUndefined();
    expect(await readFile(path.join(folder, 'plan.gpkg'), 'utf8')).toBe('one');
    expect((await save('three'))?.name).toBe('plan.gpkg');
    expect(await readFile(path.join(folder, 'plan.gpkg'), 'utf8')).toBe('three');
    expect(electron.dialogs.shown.map(({ kind }) => kind)).toEqual(['save', 'save', 'message', 'save', 'message']);
    expect(electron.dialogs.shown[0]?.options['defaultPath']).toBe('a-b-c-.gpkg');
  });

  test('are saved after a virus scanner has let go', async () => {
    const folder = await fixture.folder();
    const { electron } = await fixture.start({ disk: { rename: failing(3, 'EPERM', rename) } });
    electron.dialogs.save.push(path.join(folder, 'plan.gpkg'));
    await value(electron, 'project/save', undefined, 'plan.gpkg', bytes('one'));
    expect(await readFile(path.join(folder, 'plan.gpkg'), 'utf8')).toBe('one');
  });

  test.each([
    ['a file that stays held', 'store/file-busy', { rename: failing(99, 'EBUSY', rename) }],
    ['a full disk', 'store/disk-full', { open: refusing('ENOSPC') }],
    ['a disk that cannot be written', 'store/read-only', { open: refusing('EROFS') }],
    ['a broken disk', 'store/save-failed', { open: refusing('EIO') }],
  ])('are untouched after %s, which is said as %s', async (_what, code, disk) => {
    const folder = await fixture.folder();
    const file = path.join(folder, 'plan.gpkg');
    await writeFile(file, 'before');
    const { electron } = await fixture.start({ disk });
    electron.dialogs.save.push(file);
    expect(await codeOf(electron, 'project/save', undefined, 'plan.gpkg', bytes('after'))).toBe(code);
    expect(await readFile(file, 'utf8')).toBe('before');
    expect((await readdir(folder)).filter((name) => name.endsWith('.saving'))).toEqual([]);
  });

  test.skipIf(isRoot && process.platform !== 'linux')('are not saved into a folder without permission', async () => {
    // Root may write everywhere except where the system itself lets nobody.
    const folder = isRoot ? '/sys' : await fixture.folder();
    if (!isRoot) await chmod(folder, 0o500);
    const { electron } = await fixture.start();
    electron.dialogs.save.push(path.join(folder, 'plan.gpkg'));
    expect(await codeOf(electron, 'project/save', undefined, 'plan.gpkg', bytes('x'))).toBe('store/read-only');
  });

  test('say that their folder is gone', async () => {
    const { electron } = await fixture.start();
    electron.dialogs.save.push(path.join(await fixture.folder(), 'gone/plan.gpkg'));
    expect(await codeOf(electron, 'project/save', undefined, 'plan.gpkg', bytes('x'))).toBe('store/folder-missing');
  });
});

describe('journals', () => {
  test('lie beside the project, drop a torn end, and go with a save', async () => {
    const folder = await fixture.folder();
    const file = path.join(folder, 'plan.gpkg');
    await writeFile(file, 'base');
    const { electron } = await fixture.start();
    const open = async () => {
      electron.dialogs.open.push([file]);
      return value(electron, 'project/choose');
    };
    const token = (await open())?.place.token;
    await value(electron, 'journal/append', token, bytes('first'));
    await value(electron, 'journal/append', token, bytes('second'));
    const journal = await readFile(`${file}.journal`);
    await writeFile(`${file}.journal`, journal.subarray(0, journal.length - 2));
    const texts = async () => (await open())?.journal.map((entry) => new TextDecoder().decode(entry));
    expect(await texts()).toEqual(['first']);
    await value(electron, 'journal/append', token, bytes('third'));
    expect(await texts()).toEqual(['first', 'third']);
    await value(electron, 'project/save', token, 'x', bytes('saved'));
    expect((await readdir(folder)).sort()).toEqual(['plan.gpkg', 'plan.gpkg.bak']);
    expect(await texts()).toEqual([]);
  });

  test('survive a kill between the save and their removal without being applied twice', async () => {
    const folder = await fixture.folder();
    const file = path.join(folder, 'plan.gpkg');
    await writeFile(file, 'base');
    const { electron } = await fixture.start();
    electron.dialogs.open.push([file], [file]);
    const opened = await value(electron, 'project/choose');
    await value(electron, 'journal/append', opened?.place.token, bytes('first'));
    const journal = await readFile(`${file}.journal`);
    await value(electron, 'project/save', opened?.place.token, 'x', bytes('base and first'));
    await writeFile(`${file}.journal`, journal);
    expect((await value(electron, 'project/choose'))?.journal).toEqual([]);
  });

  test('are kept in the program’s own folder where the project’s cannot be written', async () => {
    const folder = await fixture.folder();
    const userData = await fixture.folder();
    const file = path.join(folder, 'plan.gpkg');
    await writeFile(file, 'base');
    // A folder in the way of the journal stands for one without permission, which root would have.
    await mkdir(`${file}.journal`);
    const { open } = await import('node:fs/promises');
    const guarded = (name: string, ...more: never[]) =>
      String(name).endsWith('plan.gpkg.journal')
        ? Promise.reject(Object.assign(new Error('EROFS'), { code: 'EROFS' }))
        : open(name, ...more);
    const { electron } = await fixture.start({ userData, disk: { open: guarded } });
    electron.dialogs.open.push([file], [file]);
    const opened = await value(electron, 'project/choose');
    await value(electron, 'journal/append', opened?.place.token, bytes('first'));
    expect((await readdir(path.join(userData, 'journals'))).length).toBe(1);
    expect((await value(electron, 'project/choose'))?.journal.length).toBe(1);
  });
});

describe('recent projects', () => {
  test('are the last twelve, newest first, by tokens of this session', async () => {
    const folder = await fixture.folder();
    const userData = await fixture.folder();
    const first = await fixture.start({ userData });
    for (let index = 0; index < 14; index++) {
      const file = path.join(folder, `plan-${index}.gpkg`);
      await writeFile(file, String(index));
      first.electron.dialogs.open.push([file]);
      await value(first.electron, 'project/choose');
    }
    await first.kill();
    const { electron } = await fixture.start({ userData });
    const recents = await value(electron, 'recent/list');
    expect(recents.map(({ place }) => place.name)).toEqual(
      [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2].map((index) => `plan-${index}.gpkg`),
    );
    expect(JSON.stringify(recents.map(({ place }) => place.token))).not.toContain('plan');
    await rm(path.join(folder, 'plan-13.gpkg'));
    expect((await value(electron, 'recent/list'))[0]?.missing).toBe(true);
    await value(electron, 'recent/forget', recents[0]?.place.token ?? '');
    expect((await value(electron, 'recent/list')).length).toBe(11);
  });

  test('are none when their file is damaged', async () => {
    const userData = await fixture.folder();
    await writeFile(path.join(userData, 'recent-projects.json'), '{"half');
    const { electron } = await fixture.start({ userData });
    expect(await value(electron, 'recent/list')).toEqual([]);
  });
});

describe('files to import', () => {
  test('are those chosen, and parts of the same name beside them', async () => {
    const folder = await fixture.folder();
    for (const name of ['roads.shp', 'roads.DBF', 'roads.shp.xml', 'roads2.dbf', 'secret.txt', 'plan.gpkg']) {
      await writeFile(path.join(folder, name), name);
    }
    const { electron } = await fixture.start();
    electron.dialogs.open.push([path.join(folder, 'roads.shp'), folder]);
    const chosen = await value(electron, 'file/choose', ['.shp', '.dbf']);
    expect(chosen.map(({ name, bytes }) => [name, bytes])).toEqual([['roads.shp', 9]]);
    const token = chosen[0]?.token ?? '';
    const sibling = async (name: string) => (await value(electron, 'file/sibling', token, name))?.name;
    expect(await sibling('roads.dbf')).toBe('roads.DBF');
    expect(await sibling('roads.shp.xml')).toBe('roads.shp.xml');
    for (const name of ['roads2.dbf', 'secret.txt', 'plan.gpkg', '../roads.dbf', 'x/../roads.dbf', 'roads.prj']) {
      expect([name, await sibling(name)]).toEqual([name, undefined]);
    }
    expect(await codeOf(electron, 'file/read', 'made-up', 0, 1)).toBe('store/place-unknown');
    expect(electron.dialogs.shown[0]?.options['filters']).toEqual([
      { name: 'Data that can be imported', extensions: ['shp', 'dbf'] },
      { name: 'All files', extensions: ['*'] },
    ]);
  });

  test('are read from the disk when they are dropped', async () => {
    const folder = await fixture.folder();
    const file = path.join(folder, 'roads.shp');
    await writeFile(file, 'dropped');
    await writeFile(path.join(folder, 'roads.dbf'), 'beside it');
    const { electron, page } = await fixture.start();
    await electron.window.webContents.window?.setDropped('roads.shp', file);
    const told = page.evaluate(
      () =>
        new Promise((resolve) => {
          document.addEventListener('dragover', (event) => event.preventDefault());
          document.addEventListener('drop', async (event) => {
            event.preventDefault();
            const [dropped] = event.dataTransfer?.files ?? [];
            const door = window.cityloomDoor;
            if (dropped === undefined || door === undefined) return;
            const reply = await door.registerFile(dropped);
            if (!reply.ok || reply.value === undefined) return;
            const sibling = await door.siblingFile(reply.value.token, 'roads.dbf');
            resolve([reply.value.name, reply.value.bytes, sibling.ok && sibling.value?.bytes, JSON.stringify(reply)]);
          });
        }),
    );
    await dropFiles(page, [file]);
    const [name, size, siblingSize, reply] = (await told) as [string, number, number, string];
    expect([name, size, siblingSize]).toEqual(['roads.shp', 7, 9]);
    // The page never learns where the file is.
    expect(reply).not.toContain(folder);
  });
});
