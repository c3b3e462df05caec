import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useStore } from '#renderer/state/store.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { commandTexts } from '#renderer/texts/command-texts.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { MenuKeys } from '#renderer/ui/MenuKeys.tsx';
import { type Command, commands } from './commands.ts';

function matches({ label }: Command, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  return label.zh.includes(wanted) || label.en.toLowerCase().includes(wanted);
}

/** Every command by its name, in either language. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const workbench = useWorkbench();
  const say = useText();
  const isOpen = useStore(workbench.project, (hold) => hold.state !== null);
  const [search, setSearch] = useState('');
  const list = useRef<HTMLElement>(null);
  const names = new Set<string>();
  const found = commands.filter((command) => {
    // A second key for the same thing is no second entry.
    const fresh = !names.has(command.label.en);
    names.add(command.label.en);
    return fresh && (isOpen || !command.needsProject) && matches(command, search);
  });
  const run = (command: Command | undefined): void => {
    if (!command) return;
    onClose();
    command.run(workbench);
  };
  /** Arrow keys go from the field into the list and along it. */
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [...(list.current?.querySelectorAll<HTMLElement>('input, li > button') ?? [])];
    const here = stops.indexOf(document.activeElement as HTMLElement);
    stops[Math.max(0, Math.min(stops.length - 1, here + step))]?.focus();
    event.preventDefault();
  };
  return (
    <Dialog title={say(commandTexts.palette)} width={480} onClose={onClose}>
      <search ref={list}>
        <TextInput
          data-autofocus
          leftSection={<Icon of={IconSearch} size={14} />}
          aria-label={say(commandTexts.palette)}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => (event.key === 'Enter' ? run(found[0]) : onKeyDown(event))}
        />
        {found.length === 0 ? (
          <output className="palette dim">{say(commandTexts.noCommand)}</output>
        ) : (
          <ul className="palette scroll">
            {found.map((command) => (
              <li key={command.id}>
                <button type="button" className="row" onKeyDown={onKeyDown} onClick={() => run(command)}>
                  <span className="space">{say(command.label)}</span>
                  <MenuKeys keys={command.keys} />
                </button>
              </li>
            ))}
          </ul>
        )}
      </search>
    </Dialog>
  );
}
