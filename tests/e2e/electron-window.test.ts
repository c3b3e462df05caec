import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { HostEvent } from '#core/rpc/host-door.ts';
import { desktopFixture, value } from './desktop-fixture.ts';
import { type ElectronStandIn, preventable } from './electron-stand-in.ts';

const fixture = desktopFixture();

/** What was sent to the page, as short texts. */
function sent(electron: ElectronStandIn): string[] {
  return electron.window.webContents.sent.map(({ input }) => {
    const event = input[0] as HostEvent;
    if (event.type === 'open-project') return `open ${event.place.name}`;
    return event.type === 'command' ? `command ${event.command}` : event.type;
  });
}

function click(electron: ElectronStandIn, id: string): void {
  electron.menuItem(id).click?.(...([] as unknown as [never, never, never]));
}

describe('printing', () => {
  test('gives what the page shows in print as a PDF', async () => {
    const { electron } = await fixture.start();
    const pdf = await value(electron, 'window/print-pdf');
    expect(Buffer.from(pdf as Uint8Array).toString('latin1', 0, 5)).toBe('%PDF-');
  });
});

describe('menus', () => {
  test('are in the language of the system, then of the page', async () => {
    const { electron } = await fixture.start({ locale: 'zh-CN' });
    expect(electron.menuItem('project/save').label).toBe('保存');
    await value(electron, 'window/set-language', 'en');
    expect(electron.menuItem('project/save').label).toBe('Save');
    electron.dialogs.open.push([]);
    await value(electron, 'window/set-language', 'zh');
    await value(electron, 'project/choose');
    expect(electron.dialogs.shown[0]?.options['title']).toBe('打开项目');
  });

  test('leave the keys to the page', async () => {
    const { electron } = await fixture.start();
    expect(electron.menuItem('edit/undo')).toMatchObject({ accelerator: 'CmdOrCtrl+Z', registerAccelerator: false });
  });

  test('show the keys that a person chose, and none where one was taken away', async () => {
    const { electron } = await fixture.start();
    await value(electron, 'window/set-shortcuts', { 'project/save': 'Mod+Shift+W', 'edit/undo': '' });
    expect(electron.menuItem('project/save').accelerator).toBe('CmdOrCtrl+Shift+W');
    expect(electron.menuItem('edit/undo').accelerator).toBeUndefined();
    await value(electron, 'window/set-shortcuts', {});
    expect(electron.menuItem('edit/undo').accelerator).toBe('CmdOrCtrl+Z');
  });

  test('list recent projects', async () => {
    const { electron } = await fixture.start();
    const file = path.join(await fixture.folder(), 'plan.gpkg');
    await writeFile(file, 'x');
    electron.dialogs.open.push([file]);
    await value(electron, 'project/choose');
    await expect.poll(() => electron.menuItem('recent').submenu).toMatchObject([{ label: 'plan.gpkg' }]);
  });
});

describe('messages to the page', () => {
  test('wait in order until it is ready, and again after it was loaded anew', async () => {
    const { electron } = await fixture.start();
    click(electron, 'project/new');
    click(electron, 'edit/undo');
    expect(sent(electron)).toEqual([]);
    await value(electron, 'window/ready');
    click(electron, 'edit/redo');
    expect(sent(electron)).toEqual(['command project/new', 'command edit/undo', 'command edit/redo']);
    electron.window.webContents.reload();
    click(electron, 'project/save');
    expect(sent(electron).length).toBe(3);
    await value(electron, 'window/ready');
    expect(sent(electron).at(-1)).toBe('command project/save');
  });

  test('open the project of the command line, of a second start, and of the file manager', async () => {
    const folder = await fixture.folder();
    await writeFile(path.join(folder, 'second.gpkg'), 'second');
    const { electron } = await fixture.start({ commandLine: ['.', '--flag.gpkg', path.join(folder, 'first.GPKG')] });
    await value(electron, 'window/ready');
    expect(sent(electron)).toEqual(['open first.GPKG']);
    electron.app.emit('second-instance', {}, ['cityloom', '--x', 'second.gpkg', 'notes.txt'], folder);
    const openFile = preventable();
    electron.app.emit('open-file', openFile, path.join(folder, 'third.gpkg'));
    expect(sent(electron)).toEqual(['open first.GPKG', 'open second.gpkg', 'open third.gpkg']);
    expect([openFile.prevented, electron.window.focused]).toEqual([true, 3]);
    const event = electron.window.webContents.sent[1]?.input[0] as HostEvent & { type: 'open-project' };
    const opened = await value(electron, 'project/open', event.place.token);
    expect(new TextDecoder().decode(opened.bytes)).toBe('second');
    electron.app.emit('second-instance', {}, ['cityloom'], folder);
    expect([sent(electron).length, electron.window.focused]).toEqual([3, 4]);
  });
});

describe('closing', () => {
  test('asks through the page while work is unsaved', async () => {
    const { electron } = await fixture.start();
    await value(electron, 'window/ready');
    await value(electron, 'window/set-unsaved', true);
    expect([electron.window.title, electron.window.edited]).toEqual(['● blank', true]);
    electron.window.close();
    expect([electron.window.closed, sent(electron).at(-1)]).toEqual([false, 'close-requested']);
    await value(electron, 'window/close');
    expect([electron.window.closed, electron.quits]).toEqual([true, 1]);
  });

  test('does not ask when all is saved, nor when the page cannot answer', async () => {
    const saved = await fixture.start();
    await value(saved.electron, 'window/ready');
    saved.electron.window.close();
    expect(saved.electron.window.closed).toBe(true);
    const dead = await fixture.start();
    await value(dead.electron, 'window/ready');
    await value(dead.electron, 'window/set-unsaved', true);
    dead.electron.dialogs.message.push(1);
    dead.electron.window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    await expect.poll(() => dead.electron.window.closed).toBe(true);
    expect(sent(dead.electron)).toEqual([]);
  });

  test('a page that stopped can be opened again', async () => {
    const { electron, page } = await fixture.start();
    await value(electron, 'window/ready');
    const reloaded = page.waitForEvent('load');
    electron.window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    await reloaded;
    expect(electron.dialogs.shown.map(({ kind }) => kind)).toEqual(['message']);
  });
});

describe('the place of the window', () => {
  test('is kept, and given up when its screen is gone', async () => {
    const userData = await fixture.folder();
    const first = await fixture.start({ userData });
    first.electron.window.maximize();
    first.electron.window.close();
    const second = await fixture.start({ userData });
    expect(second.electron.window.options).toMatchObject({ x: 11, y: 22, width: 1111, height: 777 });
    expect(second.electron.window.maximized).toBe(true);
    const elsewhere = await fixture.start({ userData, screens: [{ x: 5000, y: 0, width: 1920, height: 1080 }] });
    expect(elsewhere.electron.window.options).toMatchObject({ width: 1440, height: 900 });
    expect(elsewhere.electron.window.options.x).toBeUndefined();
  });
});
