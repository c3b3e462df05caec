import { IconRestore } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import type { LocalText } from '#core/model/text.ts';
import { keyFault, keysOfCommand, withoutShortcut, withShortcut } from '#renderer/state/shortcuts.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { commandTexts } from '#renderer/texts/command-texts.ts';
import { shortcutTexts } from '#renderer/texts/shortcut-texts.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { keyLabel, onMac } from '#renderer/ui/key-label.ts';
import { type Command, commands } from './commands.ts';
import { keysOf } from './keys-of.ts';

/** Keys that are what they are: they belong to the map and to sketches. */
const onMap: readonly (readonly [keys: string, label: LocalText])[] = [
  ['Space', commandTexts.space],
  ['← ↑ ↓ →', commandTexts.arrows],
  ['+ −', commandTexts.zoom],
  ['0', commandTexts.fit],
  ['Enter', commandTexts.enter],
  ['Backspace', commandTexts.backspace],
  ['Esc', commandTexts.escape],
  ['Delete', commandTexts.remove],
];

const groups: readonly { readonly title: LocalText; readonly commands: readonly Command[] }[] = [
  { title: commandTexts.groupProject, commands: area(/^(project|import|layer|edit|plugin|report)\//) },
  { title: commandTexts.groupModes, commands: area(/^(mode|view|help)\//) },
  { title: commandTexts.groupTools, commands: area(/^(tool|map)\//) },
];

function area(ids: RegExp): Command[] {
  return commands.filter(({ id }) => ids.test(id));
}

/** A key that was pressed for a command and has a command already. */
interface Conflict {
  readonly id: string;
  readonly keys: string;
  readonly other: Command;
}

/** Every key and what it does; a click on a key, and another key is pressed in its place. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const { window } = useWorkbench();
  const say = useText();
  const shortcuts = useWindow((state) => state.shortcuts);
  const [changing, setChanging] = useState<string | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [refused, setRefused] = useState<string | null>(null);

  const give = (id: string, keys: string): void => {
    window.set({ shortcuts: withShortcut(shortcuts, commands, id, keys) });
    setChanging(null);
    setConflict(null);
  };
  const onKeyDown = (event: KeyboardEvent, id: string): void => {
    if (changing !== id || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    setConflict(null);
    setRefused(null);
    const keys = keysOf(event, onMac);
    if (keys === 'Escape') setChanging(null);
    else if (keys === 'Backspace') give(id, '');
    else if (keyFault(keys) === 'reserved') setRefused(keys);
    else if (keyFault(keys) === undefined) {
      const other = commands.find((one) => one.id !== id && keysOfCommand(one, shortcuts) === keys);
      if (other) setConflict({ id, keys, other });
      else give(id, keys);
    }
  };
  const foot = (
    <>
      <output className="dim shortcut-note">
        {conflict
          ? say(shortcutTexts.taken, { keys: keyLabel(conflict.keys), name: say(conflict.other.label) })
          : refused !== null
            ? say(shortcutTexts.reserved, { keys: keyLabel(refused) })
            : say(changing === null ? shortcutTexts.hint : shortcutTexts.press)}
      </output>
      {conflict && (
        <button type="button" className="button primary" onClick={() => give(conflict.id, conflict.keys)}>
          {say(shortcutTexts.take)}
        </button>
      )}
      <button
        type="button"
        className="button"
        disabled={Object.keys(shortcuts).length === 0}
        onClick={() => window.set({ shortcuts: {} })}
      >
        {say(shortcutTexts.resetAll)}
      </button>
    </>
  );
  return (
    <Dialog title={say(commandTexts.shortcuts)} width={760} onClose={onClose} foot={foot}>
      <div className="shortcuts">
        {groups.map((group) => (
          <section key={group.title.en}>
            <h3>{say(group.title)}</h3>
            <dl>
              {group.commands.map((command) => {
                const { id, label } = command;
                const keys = keysOfCommand(command, shortcuts);
                return (
                  <div key={id}>
                    <dt>{say(label)}</dt>
                    <dd>
                      {shortcuts[id] !== undefined && (
                        <IconButton
                          icon={IconRestore}
                          kind="small"
                          label={say(shortcutTexts.reset, { name: say(label) })}
                          onClick={() => window.set({ shortcuts: withoutShortcut(shortcuts, commands, id) })}
                        />
                      )}
                      <button
                        type="button"
                        className="shortcut-key"
                        data-command={id}
                        // The dialog would close on Escape while a key is awaited.
                        data-mantine-stop-propagation={changing === id}
                        aria-pressed={changing === id}
                        aria-label={say(shortcutTexts.change, { name: say(label), keys: keys ? keyLabel(keys) : '–' })}
                        onClick={() => setChanging(changing === id ? null : id)}
                        onBlur={() => conflict === null && setChanging(null)}
                        onKeyDown={(event) => onKeyDown(event, id)}
                      >
                        <kbd>{changing === id ? '…' : keys ? keyLabel(keys) : '–'}</kbd>
                      </button>
                    </dd>
                  </div>
                );
              })}
            </dl>
          </section>
        ))}
        <section>
          <h3>{say(commandTexts.groupMap)}</h3>
          <dl>
            {onMap.map(([keys, label]) => (
              <div key={keys}>
                <dt>{say(label)}</dt>
                <dd>
                  <kbd>{keyLabel(keys)}</kbd>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}
