import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sampleBytes } from './contract-page.ts';

/** One running host with a place for files, and a person who answers its questions. */
export interface HostUnderTest {
  readonly kind: 'electron' | 'browser';
  readonly page: Page;
  /** The files of the test, by name. */
  write(name: string, bytes: readonly number[]): Promise<void>;
  read(name: string): Promise<number[] | undefined>;
  remove(name: string): Promise<void>;
  /** The next question for a project, a place to save, or files is answered so; undefined for "cancel". */
  answerOpen(name: string | undefined): Promise<void>;
  answerSave(name: string | undefined): Promise<void>;
  answerFiles(names: readonly string[]): Promise<void>;
  /** Drops files or folders of the test on the page. */
  drop(names: readonly string[]): Promise<void>;
  title(): Promise<string>;
  withoutSample(): Promise<unknown>;
  /** Kills the host in the middle of everything and starts it again on what it left behind. */
  restart(): Promise<HostUnderTest>;
  close(): Promise<void>;
}

/** The suite that every host passes. */
export function hostContract(name: string, start: () => Promise<HostUnderTest>): void {
  describe(`${name} host`, () => {
    let tested: HostUnderTest;
    beforeEach(async () => {
      tested = await start();
    });
    afterEach(() => tested.close());

    const restart = async (): Promise<void> => {
      tested = await tested.restart();
    };
    const save = (bytes: readonly number[], again = false): Promise<{ name: string; token: string } | undefined> =>
      tested.page.evaluate(
        async ([content, toSame]) => {
          const { host } = window.contract;
          const [recent] = toSame ? await host.recentProjects() : [];
          return host.saveProject(recent?.place, 'plan.gpkg', new Uint8Array(content));
        },
        [bytes, again] as const,
      );
    /** Opens the project used last; its bytes and journal. */
    const openRecent = (): Promise<{ bytes: number[]; journal: number[][] }> =>
      tested.page.evaluate(async () => {
        const { host } = window.contract;
        const [recent] = await host.recentProjects();
        if (recent === undefined) throw new Error('no recent project');
        const { bytes, journal } = await host.openProject(recent.place);
        return { bytes: [...bytes], journal: journal.map((entry) => [...entry]) };
      });
    /** Opens the project used last and appends to its journal. */
    const appendToRecent = (entries: readonly (readonly number[])[]): Promise<void> =>
      tested.page.evaluate(async (actions) => {
        const { host } = window.contract;
        const [recent] = await host.recentProjects();
        if (recent === undefined) throw new Error('no recent project');
        const { place } = await host.openProject(recent.place);
        await Promise.all(actions.map((action) => host.appendJournal(place, new Uint8Array(action))));
      }, entries);

    test('starts with nothing, and knows its kind', async () => {
      const seen = await tested.page.evaluate(async () => {
        const { host } = window.contract;
        return [host.kind, (await host.recentProjects()).length, (await host.unsavedJournal()).length];
      });
      expect(seen).toEqual([tested.kind, 0, 0]);
    });

    test('a person who changes their mind gets undefined, and nothing is written', async () => {
      await tested.answerOpen(undefined);
      await tested.answerSave(undefined);
      const chosen = await tested.page.evaluate(async () => (await window.contract.host.chooseProject()) ?? 'nothing');
      expect(chosen).toBe('nothing');
      expect((await save([1])) ?? 'nothing').toBe('nothing');
      expect(await tested.read('plan.gpkg')).toBeUndefined();
    });

    test('saves to a chosen place, opens from it, and saves there again without asking', async () => {
      await tested.answerSave('plan.gpkg');
      const first = [...Array(256).keys()];
      const place = await save(first);
      expect(place?.name).toBe('plan.gpkg');
      expect(await tested.read('plan.gpkg')).toEqual(first);
      await save([9, 8], true);
      expect(await tested.read('plan.gpkg')).toEqual([9, 8]);
      await restart();
      expect(await openRecent()).toEqual({ bytes: [9, 8], journal: [] });
    });

    test('opens a chosen project, and the same file is the same place again', async () => {
      await tested.write('given.gpkg', [1, 2, 3]);
      await tested.answerOpen('given.gpkg');
      await tested.answerOpen('given.gpkg');
      const seen = await tested.page.evaluate(async () => {
        const { host } = window.contract;
        const first = await host.chooseProject();
        const second = await host.chooseProject();
        const recents = await host.recentProjects();
        return {
          bytes: [...(first?.bytes ?? [])],
          same: first?.place.token === second?.place.token,
          recents: recents.map(({ place, missing }) => [place.name, missing]),
        };
      });
      expect(seen).toEqual({ bytes: [1, 2, 3], same: true, recents: [['given.gpkg', false]] });
    });

    test('a few megabytes survive the way there and back', async () => {
      await tested.answerSave('large.gpkg');
      const same = await tested.page.evaluate(async () => {
        const { host } = window.contract;
        const bytes = Uint8Array.from({ length: 3_000_000 }, (_value, index) => (index * 31) % 251);
        const place = await host.saveProject(undefined, 'large.gpkg', bytes);
        if (place === undefined) return false;
        const opened = await host.openProject(place);
        return opened.bytes.length === bytes.length && opened.bytes.every((value, index) => value === bytes[index]);
      });
      expect(same).toBe(true);
    });

    test('a missing project is said to be missing, and can be forgotten', async () => {
      await tested.answerSave('plan.gpkg');
      await save([1]);
      await tested.remove('plan.gpkg');
      const seen = await tested.page.evaluate(async () => {
        const { host, codeOf } = window.contract;
        const [recent] = await host.recentProjects();
        if (recent === undefined) throw new Error('no recent project');
        const code = await codeOf(() => host.openProject(recent.place));
        await host.forgetRecent(recent.place);
        return { missing: recent.missing, code, left: (await host.recentProjects()).length };
      });
      expect(seen).toEqual({ missing: true, code: 'store/file-missing', left: 0 });
    });

    test('committed actions survive a kill, go on, and end with a save', async () => {
      await tested.answerSave('plan.gpkg');
      await save([1]);
      await appendToRecent([[10], [20, 21], []]);
      await restart();
      expect((await openRecent()).journal).toEqual([[10], [20, 21], []]);
      await appendToRecent([[30]]);
      await restart();
      expect((await openRecent()).journal).toEqual([[10], [20, 21], [], [30]]);
      await save([2], true);
      await restart();
      expect(await openRecent()).toEqual({ bytes: [2], journal: [] });
    });

    test('a journal can be discarded', async () => {
      await tested.answerSave('plan.gpkg');
      await save([1]);
      await appendToRecent([[10]]);
      await tested.page.evaluate(async () => {
        const { host } = window.contract;
        const [recent] = await host.recentProjects();
        await host.discardJournal(recent?.place);
      });
      await restart();
      expect((await openRecent()).journal).toEqual([]);
    });

    test('a journal is not offered for other bytes than it builds on', async () => {
      await tested.answerSave('plan.gpkg');
      await save([1]);
      await appendToRecent([[10]]);
      await tested.write('plan.gpkg', [2]);
      expect(await openRecent()).toEqual({ bytes: [2], journal: [] });
      await tested.write('plan.gpkg', [1]);
      expect((await openRecent()).journal).toEqual([[10]]);
    });

    test('an action committed while a save runs belongs to what comes after it', async () => {
      await tested.answerSave('plan.gpkg');
      await tested.page.evaluate(async () => {
        const { host } = window.contract;
        await host.appendJournal(undefined, new Uint8Array([1]));
        const saving = host.saveProject(undefined, 'plan.gpkg', new Uint8Array([1]));
        await host.appendJournal(undefined, new Uint8Array([2]));
        const place = await saving;
        const savingAgain = host.saveProject(place, 'plan.gpkg', new Uint8Array([1, 2]));
        await host.appendJournal(place, new Uint8Array([3]));
        await savingAgain;
      });
      await restart();
      expect(await openRecent()).toEqual({ bytes: [1, 2], journal: [[3]] });
      const unsaved = await tested.page.evaluate(async () => (await window.contract.host.unsavedJournal()).length);
      expect(unsaved).toBe(0);
    });

    test('a project that was never saved keeps its actions until it is', async () => {
      const unsaved = (): Promise<number[][]> =>
        tested.page.evaluate(async () => (await window.contract.host.unsavedJournal()).map((entry) => [...entry]));
      await tested.page.evaluate(async () => {
        const { host } = window.contract;
        // A view into a larger buffer: only its own bytes are the action.
        await host.appendJournal(undefined, new Uint8Array([9, 5, 6, 9]).subarray(1, 3));
      });
      await restart();
      expect(await unsaved()).toEqual([[5, 6]]);
      await tested.answerSave('plan.gpkg');
      await save([1]);
      expect(await unsaved()).toEqual([]);
    });

    test('files to import are read piece by piece and find their parts', async () => {
      await tested.write('roads.shp', [...Array(100).keys()]);
      await tested.write('roads.DBF', [7, 7]);
      await tested.write('secret.txt', [1]);
      await tested.answerFiles(['roads.shp', 'roads.DBF']);
      const seen = await tested.page.evaluate(async () => {
        const [file] = await window.contract.host.chooseFiles(['.shp', '.dbf']);
        if (file === undefined) throw new Error('no file');
        const part = await file.sibling('roads.dbf');
        return {
          name: file.name,
          bytes: file.bytes,
          middle: [...(await file.read(10, 3))],
          end: [...(await file.read(98, 10))],
          past: [...(await file.read(200, 10))],
          part: [part?.name, ...((await part?.read(0, 2)) ?? [])],
          none: (await file.sibling('roads.prj')) ?? 'nothing',
          secret: (await file.sibling('secret.txt')) ?? 'nothing',
          parent: (await file.sibling('../roads.dbf')) ?? 'nothing',
        };
      });
      expect(seen).toEqual({
        name: 'roads.shp',
        bytes: 100,
        middle: [10, 11, 12],
        end: [98, 99],
        past: [],
        part: ['roads.DBF', 7, 7],
        none: 'nothing',
        secret: 'nothing',
        parent: 'nothing',
      });
    });

    test('choosing no files gives none', async () => {
      await tested.answerFiles([]);
      expect(await tested.page.evaluate(async () => window.contract.host.chooseFiles([]))).toEqual([]);
    });

    test('dropped folders give their files, hidden ones left out', async () => {
      await tested.write('layers/roads.shp', [1, 2]);
      await tested.write('layers/deep/roads.dbf', [3]);
      await tested.write('layers/.hidden', [4]);
      await tested.write('points.csv', [5]);
      await tested.drop(['layers', 'points.csv']);
      const seen = await tested.page.evaluate(async () => {
        const files = (await window.contract.dropped) ?? [];
        const read = files.map(async (file) => [file.name, ...(await file.read(0, file.bytes))]);
        return (await Promise.all(read)).sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
      });
      expect(seen).toEqual([
        ['points.csv', 5],
        ['roads.dbf', 3],
        ['roads.shp', 1, 2],
      ]);
    });

    test('saves another document under the chosen name', async () => {
      await tested.answerSave('report.html');
      const name = await tested.page.evaluate(() =>
        window.contract.host.saveFile('report.html', 'text/html', new Uint8Array([60, 62])),
      );
      expect(name).toBe('report.html');
      expect(await tested.read('report.html')).toEqual([60, 62]);
    });

    test('gives the sample city, or says that there is none', async () => {
      const bytes = await tested.page.evaluate(async () => [...(await window.contract.host.openSample('en'))]);
      expect(bytes).toEqual([...sampleBytes]);
      await tested.withoutSample();
      const code = await tested.page.evaluate(() => {
        const { host, codeOf } = window.contract;
        return codeOf(() => host.openSample('en'));
      });
      expect(code).toBe('store/sample-missing');
    });

    test('marks unsaved work in the title, also when the title changes', async () => {
      const unsaved = (value: boolean): Promise<void> =>
        tested.page.evaluate((flag) => window.contract.host.setUnsaved(flag), value);
      await unsaved(true);
      await expect.poll(() => tested.title()).toBe('● contract');
      await tested.page.evaluate(() => {
        document.title = 'other';
      });
      await expect.poll(() => tested.title()).toBe('● other');
      await unsaved(false);
      await expect.poll(() => tested.title()).toBe('other');
    });

    test('an unknown place is refused by name', async () => {
      const code = await tested.page.evaluate(() => {
        const { host, codeOf } = window.contract;
        const place = { token: 'made-up', name: 'plan.gpkg', folder: '' };
        return codeOf(() => host.openProject(place));
      });
      expect(code).toBe('store/place-unknown');
    });

    test('a listener can be taken off again', async () => {
      const kind = await tested.page.evaluate(() => {
        const off = window.contract.host.onEvent(() => undefined);
        off();
        return typeof off;
      });
      expect(kind).toBe('function');
    });
  });
}
