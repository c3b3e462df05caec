import { SegmentedControl } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { NetworkDraft } from '#renderer/state/sketch-draft.ts';
import { useStore } from '#renderer/state/store.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useDescription, useWorkbench } from '#renderer/state/workbench.ts';
import { sketchTexts } from '#renderer/texts/sketch-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';

const kinds = ['footbridge', 'path', 'local'] as const;
const kindTexts = { footbridge: sketchTexts.footbridge, path: sketchTexts.entrance, local: sketchTexts.newStreet };

/** What is drawn next, what has been drawn, and which streets close. */
export function NetworkOptions() {
  const { drafts } = useWorkbench();
  const say = useText();
  const description = useDescription();
  const draft = useStore(drafts, (state) => state.network);
  const change = (part: Partial<NetworkDraft>): void =>
    drafts.set(({ network }) => ({ network: { ...network, ...part } }));
  if (!description.layers.some(({ role }) => role === 'street')) {
    return <p className="sketch-body soft">{say(sketchTexts.noStreets)}</p>;
  }
  return (
    <div className="sketch-body">
      <SegmentedControl
        fullWidth
        aria-label={say(sketchTexts.streetKind)}
        data={kinds.map((value) => ({ value, label: say(kindTexts[value]) }))}
        value={draft.class}
        onChange={(kind) => change({ class: kind })}
      />
      <p className="dim">{say(sketchTexts.networkHint)}</p>
      {draft.added.length + draft.closed.length > 0 && (
        <ul className="chip-list">
          {draft.added.map((street, place) => (
            <li key={JSON.stringify(street.line)} className="chip accent">
              {say(kindTexts[street.class])} {place + 1}
              <button
                type="button"
                aria-label={say(sketchTexts.removeChosen, { name: `${say(kindTexts[street.class])} ${place + 1}` })}
                onClick={() => change({ added: draft.added.filter((one) => one !== street) })}
              >
                <Icon of={IconX} size={12} />
              </button>
            </li>
          ))}
          {draft.closed.length > 0 && (
            <li className="chip warn">
              {say(sketchTexts.closedStreets, { count: draft.closed.length })}
              <button
                type="button"
                aria-label={say(sketchTexts.removeChosen, {
                  name: say(sketchTexts.closedStreets, { count: draft.closed.length }),
                })}
                onClick={() => change({ closed: [] })}
              >
                <Icon of={IconX} size={12} />
              </button>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
