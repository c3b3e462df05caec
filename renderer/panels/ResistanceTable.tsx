import { NumberInput, Popover } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import { landUseDefinitions, landUses } from '#core/model/land-use.ts';
import { defaultResistance } from '#core/sketch/resistance.ts';
import type { CorridorDraft } from '#renderer/state/sketch-draft.ts';
import { useText } from '#renderer/state/use-text.ts';
import { sketchTexts } from '#renderer/texts/sketch-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';

interface ResistanceTableProps {
  readonly draft: CorridorDraft;
  readonly change: (part: Partial<CorridorDraft>) => void;
}

/** How hard each land use is to cross for a least-cost way, to be changed. */
export function ResistanceTable({ draft, change }: ResistanceTableProps) {
  const say = useText();
  const rows = [...landUses, 'street' as const];
  return (
    <Popover position="bottom-end" width={280} trapFocus>
      <Popover.Target>
        <button type="button" className="link-button with-icon">
          <Icon of={IconTable} size={14} />
          {say(sketchTexts.resistance)}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <p className="dim">{say(sketchTexts.resistanceHint)}</p>
        <div className="resistance-list">
          {rows.map((use) => {
            const label = use === 'street' ? say(sketchTexts.streetLand) : say(landUseDefinitions[use].label);
            return (
              <div key={use} className="sketch-line">
                <span className="space">{label}</span>
                <NumberInput
                  className="field-low small-number"
                  aria-label={label}
                  min={1}
                  max={10_000}
                  value={draft.resistance[use] ?? defaultResistance[use]}
                  onChange={(value) =>
                    typeof value === 'number' &&
                    value >= 1 &&
                    change({ resistance: { ...draft.resistance, [use]: value } })
                  }
                />
              </div>
            );
          })}
        </div>
        <button
          type="button"
          className="link-button"
          disabled={Object.keys(draft.resistance).length === 0}
          onClick={() => change({ resistance: {} })}
        >
          {say(sketchTexts.protectUsual)}
        </button>
      </Popover.Dropdown>
    </Popover>
  );
}
