import { TextInput } from '@mantine/core';
import { IconChevronLeft, IconSearch, IconX } from '@tabler/icons-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { keysOfCommand } from '#renderer/state/shortcuts.ts';
import { useStore } from '#renderer/state/store.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { helpTexts } from '#renderer/texts/help-texts.ts';
import { type HelpTopic, helpTopics } from '#renderer/texts/help-topics.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { keyLabel } from '#renderer/ui/key-label.ts';
import { commandById } from './commands.ts';
import { searchTopics } from './help-topic.ts';

/** Commands of a topic with their keys; they can be run from here. */
function TopicCommands({ ids }: { readonly ids: readonly string[] }) {
  const workbench = useWorkbench();
  const say = useText();
  const shortcuts = useWindow((state) => state.shortcuts);
  const isOpen = useStore(workbench.project, (hold) => hold.state !== null);
  const busy = useWindow((state) => state.dialog !== null);
  if (ids.length === 0) return null;
  return (
    <section>
      <h4>{say(helpTexts.commands)}</h4>
      <ul>
        {ids.map((id) => {
          const command = commandById(id);
          if (!command) return null;
          const keys = keysOfCommand(command, shortcuts);
          return (
            <li key={id}>
              <button
                type="button"
                className="row"
                disabled={busy || (command.needsProject && !isOpen)}
                onClick={() => command.run(workbench)}
              >
                <span className="ellipsis">{say(command.label)}</span>
                <span className="space" />
                {keys && <kbd className="dim">{keyLabel(keys)}</kbd>}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function TopicList({
  topics,
  onChoose,
}: {
  readonly topics: readonly HelpTopic[];
  readonly onChoose: (id: string) => void;
}) {
  const say = useText();
  if (topics.length === 0) return <p className="dim help-none">{say(helpTexts.none)}</p>;
  return (
    <ul>
      {topics.map(({ id, title }) => (
        <li key={id}>
          <button type="button" className="row" onClick={() => onChoose(id)}>
            {say(title)}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The help beside the work: the topic of where one is, all others, and a search through them. */
export function HelpPanel() {
  const { window } = useWorkbench();
  const say = useText();
  const current = useWindow((state) => state.help);
  const [search, setSearch] = useState('');
  const panel = useRef<HTMLElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const isShown = current !== null;
  // Before the picture is painted: what is typed right after F1 belongs to the search.
  useLayoutEffect(() => {
    if (!isShown) return undefined;
    const before = document.activeElement;
    const stop = new AbortController();
    field.current?.focus();
    // A dialog that has only just opened gives the focus to its own field once more, in a task that is waiting already.
    const again = setTimeout(() => field.current?.focus());
    // Escape closes the help from anywhere inside it, and nothing else.
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || !panel.current?.contains(document.activeElement)) return;
      event.stopImmediatePropagation();
      event.preventDefault();
      window.set({ help: null });
    };
    addEventListener('keydown', onKeyDown, { capture: true, signal: stop.signal });
    return () => {
      stop.abort();
      clearTimeout(again);
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [isShown, window]);
  if (current === null) return null;
  const topic = helpTopics.find(({ id }) => id === current);
  const close = (): void => window.set({ help: null });
  const choose = (help: string): void => {
    setSearch('');
    window.set({ help });
  };
  const list = search.trim() !== '' || !topic;
  return (
    <aside ref={panel} className="help-panel" aria-label={say(helpTexts.title)}>
      <div className="panel-head">
        {!list && <IconButton icon={IconChevronLeft} label={say(helpTexts.all)} onClick={() => choose('')} />}
        <h2>{say(helpTexts.title)}</h2>
        <span className="space" />
        <IconButton icon={IconX} label={say(helpTexts.close)} keys="F1" onClick={close} />
      </div>
      <TextInput
        ref={field}
        data-mantine-stop-propagation
        className="panel-search"
        leftSection={<Icon of={IconSearch} size={14} />}
        aria-label={say(helpTexts.search)}
        placeholder={say(helpTexts.search)}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <div className="scroll help-body">
        {list ? (
          <TopicList topics={search.trim() === '' ? helpTopics : searchTopics(search, say)} onChoose={choose} />
        ) : (
          <article key={topic.id} data-topic={topic.id}>
            <h3>{say(topic.title)}</h3>
            {topic.paragraphs.map((paragraph) => (
              <p key={paragraph.en} className="selectable">
                {say(paragraph)}
              </p>
            ))}
            <TopicCommands ids={topic.commands} />
          </article>
        )}
      </div>
    </aside>
  );
}
