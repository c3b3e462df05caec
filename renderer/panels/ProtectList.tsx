import { Checkbox, Popover } from '@mantine/core';
import { IconShield } from '@tabler/icons-react';
import { landUseDefinitions, landUses } from '#core/model/land-use.ts';
import { builtLand } from '#core/sketch/protected-parcels.ts';
import { useStore } from '#renderer/state/store.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { sketchTexts } from '#renderer/texts/sketch-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';

const usual = landUses.filter((use) => landUseDefinitions[use].protectedByDefault);

/** What all sketches leave alone: land uses, and land with buildings. Parcels with a constraint always stay. */
export function ProtectList() {
  const { drafts } = useWorkbench();
  const say = useText();
  const chosen = useStore(drafts, (state) => state.protect);
  const list: readonly string[] = chosen ?? usual;
  const toggle = (word: string): void => {
    const next = list.includes(word) ? list.filter((one) => one !== word) : [...list, word];
    drafts.set({ protect: next });
  };
  return (
    <Popover position="bottom-start" width={300} trapFocus>
      <Popover.Target>
        <button type="button" className="link-button with-icon" data-protect>
          <Icon of={IconShield} size={14} />
          {say(sketchTexts.protect, { count: list.length })}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className="protect-list">
          <Checkbox
            label={say(sketchTexts.built)}
            checked={list.includes(builtLand)}
            onChange={() => toggle(builtLand)}
          />
          {landUses.map((use) => (
            <Checkbox
              key={use}
              label={say(landUseDefinitions[use].label)}
              checked={list.includes(use)}
              onChange={() => toggle(use)}
            />
          ))}
        </div>
        <p className="dim">{say(sketchTexts.protectHint)}</p>
        <button
          type="button"
          className="link-button"
          disabled={chosen === null}
          onClick={() => drafts.set({ protect: null })}
        >
          {say(sketchTexts.protectUsual)}
        </button>
      </Popover.Dropdown>
    </Popover>
  );
}
