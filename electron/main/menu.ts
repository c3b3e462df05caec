import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { type Language, type LocalText, renderText } from '#core/model/text.ts';
import type { ProjectPlace } from '#core/rpc/host-door.ts';
import { texts } from './texts.ts';

export interface MenuOptions {
  readonly language: Language;
  /** Keys of commands that a person changed; an empty text shows none. */
  readonly shortcuts: Readonly<Record<string, string>>;
  readonly recents: readonly ProjectPlace[];
  /** Receives what the page is asked to do. */
  readonly command: (command: string) => void;
  readonly openRecent: (place: ProjectPlace) => void;
}

/**
 * The menu in `language`. Its items do nothing themselves: the page gets the command, as it does from its own keys. The
 * accelerators are shown but, where the system lets us, not taken from the page, which knows whether a text field has the
 * focus.
 */
export function buildMenu({ language, shortcuts, recents, command, openRecent }: MenuOptions): Menu {
  const text = (entry: LocalText): string => renderText(entry, language);
  const item = (label: LocalText, name: string, accelerator?: string): MenuItemConstructorOptions => ({
    id: name,
    label: text(label),
    click: () => command(name),
    ...acceleratorOf(shortcuts[name]?.replace('Mod+', 'CmdOrCtrl+') ?? accelerator),
  });
  const role = (
    label: LocalText,
    name: NonNullable<MenuItemConstructorOptions['role']>,
  ): MenuItemConstructorOptions => ({
    role: name,
    label: text(label),
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const about = item(texts.about, 'help/about');
  const onMac = process.platform === 'darwin';

  return Menu.buildFromTemplate([
    ...(onMac
      ? [
          {
            label: text(texts.product),
            submenu: [about, separator, role(texts.hide, 'hide'), separator, role(texts.quit, 'quit')],
          },
        ]
      : []),
    {
      label: text(texts.file),
      submenu: [
        item(texts.newProject, 'project/new', 'CmdOrCtrl+N'),
        item(texts.openProject, 'project/open', 'CmdOrCtrl+O'),
        {
          id: 'recent',
          label: text(texts.openRecent),
          enabled: recents.length > 0,
          submenu: recents.map((place) => ({
            label: place.name,
            toolTip: place.folder,
            click: () => openRecent(place),
          })),
        },
        item(texts.openSample, 'project/open-sample'),
        separator,
        item(texts.save, 'project/save', 'CmdOrCtrl+S'),
        item(texts.saveAs, 'project/save-as', 'CmdOrCtrl+Shift+S'),
        separator,
        item(texts.importFiles, 'import/choose-files', 'CmdOrCtrl+I'),
        item(texts.openReport, 'report/open'),
        item(texts.print, 'project/print', 'CmdOrCtrl+P'),
        ...(onMac ? [] : [separator, role(texts.quit, 'quit')]),
      ],
    },
    {
      label: text(texts.edit),
      submenu: [
        item(texts.undo, 'edit/undo', 'CmdOrCtrl+Z'),
        item(texts.redo, 'edit/redo', onMac ? 'Cmd+Shift+Z' : 'Ctrl+Y'),
        separator,
        role(texts.cut, 'cut'),
        role(texts.copy, 'copy'),
        role(texts.paste, 'paste'),
        role(texts.selectAll, 'selectAll'),
        separator,
        item(texts.find, 'edit/find', 'CmdOrCtrl+F'),
      ],
    },
    {
      label: text(texts.view),
      submenu: [
        item(texts.zoomToAll, 'view/zoom-to-all'),
        item(texts.attributeTable, 'view/attribute-table', 'F6'),
        item(texts.commandPalette, 'view/command-palette', 'CmdOrCtrl+K'),
        separator,
        role(texts.normalText, 'resetZoom'),
        role(texts.largerText, 'zoomIn'),
        role(texts.smallerText, 'zoomOut'),
        role(texts.fullScreen, 'togglefullscreen'),
        ...(app.isPackaged ? [] : [separator, role(texts.developerTools, 'toggleDevTools')]),
      ],
    },
    {
      label: text(texts.help),
      submenu: [
        item(texts.helpHere, 'help/topic', 'F1'),
        item(texts.tour, 'help/tour', 'Shift+F1'),
        item(texts.shortcuts, 'help/shortcuts'),
        ...(onMac ? [] : [separator, about]),
      ],
    },
  ]);
}

/** Shown but, where the system lets us, not taken from the page; nothing where a command has no key. */
function acceleratorOf(
  accelerator: string | undefined,
): Pick<MenuItemConstructorOptions, 'accelerator' | 'registerAccelerator'> {
  return accelerator === undefined || accelerator === '' ? {} : { accelerator, registerAccelerator: false };
}
