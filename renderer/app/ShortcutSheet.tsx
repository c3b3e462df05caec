import type { LocalText } from '#core/model/text.ts';
import { useText } from '#renderer/state/use-text.ts';
import { commandTexts } from '#renderer/texts/command-texts.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { keyLabel } from '#renderer/ui/key-label.ts';
import { commands } from './commands.ts';

type Line = readonly [keys: string, label: LocalText];

function lines(area: RegExp): Line[] {
  return commands
    .filter(({ id, keys }) => keys !== undefined && area.test(id))
    .map(({ keys, label }) => [keys!, label]);
}

const onMap: readonly Line[] = [
  ['Space', commandTexts.space],
  ['← ↑ ↓ →', commandTexts.arrows],
  ['+ −', commandTexts.zoom],
  ['0', commandTexts.fit],
  ['Shift+N', commandTexts.north],
  ['Enter', commandTexts.enter],
  ['Backspace', commandTexts.backspace],
  ['Esc', commandTexts.escape],
  ['Delete', commandTexts.remove],
  ['S', commandTexts.snapping],
];

const groups: readonly { readonly title: LocalText; readonly lines: readonly Line[] }[] = [
  { title: commandTexts.groupProject, lines: lines(/^(project|import|edit|view|help)\//) },
  { title: commandTexts.groupModes, lines: lines(/^mode\//) },
  { title: commandTexts.groupTools, lines: lines(/^tool\//) },
  { title: commandTexts.groupMap, lines: onMap },
];

/** Every key and what it does. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const say = useText();
  return (
    <Dialog title={say(commandTexts.shortcuts)} width={720} onClose={onClose}>
      <div className="shortcuts">
        {groups.map((group) => (
          <section key={group.title.en}>
            <h3>{say(group.title)}</h3>
            <dl>
              {group.lines.map(([keys, label]) => (
                <div key={keys}>
                  <dt>{say(label)}</dt>
                  <dd>
                    <kbd>{keyLabel(keys)}</kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
