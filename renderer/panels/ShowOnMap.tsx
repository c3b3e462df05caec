import { Menu } from '@mantine/core';
import { IconCheck, IconChevronDown, IconMap2 } from '@tabler/icons-react';
import type { EvaluatorOutput, Manifest } from '#core/evaluation/contract.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { tableTexts } from '#renderer/texts/table-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';

interface ShowOnMapProps {
  readonly manifest: Manifest;
  readonly result: EvaluatorOutput;
  /** Whether choosing leads to the map. */
  readonly leads?: boolean;
}

/** What of a result can be seen on the map, to choose from; the one that is shown is marked and can be taken off. */
export function ShowOnMap({ manifest, result, leads = false }: ShowOnMapProps) {
  const { window } = useWorkbench();
  const say = useText();
  const shown = useWindow((state) => state.shownResult);
  const drawn = [
    ...manifest.features
      .filter(({ id }) => result.features?.some((one) => one.id === id))
      .map(({ id, label }) => ({ kind: 'features', id, label }) as const),
    ...manifest.layers
      .filter(({ id }) => result.layers?.some((one) => one.id === id))
      .map(({ id, label }) => ({ kind: 'layer', id, label }) as const),
  ];
  const isShown = ({ kind, id }: (typeof drawn)[number]): boolean =>
    shown?.evaluator === manifest.id && shown.kind === kind && shown.id === id;
  const active = drawn.find(isShown);
  if (drawn.length === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={`chip filter-chip show-on-map ${active ? 'accent' : ''}`}>
          <Icon of={IconMap2} size={13} />
          {active ? say(active.label) : say(tableTexts.showOnMap)}
          <Icon of={IconChevronDown} size={12} />
        </button>
      </Menu.Target>
      <Menu.Dropdown mah={360} className="scrolled-menu">
        {drawn.map((one) => (
          <Menu.Item
            key={`${one.kind} ${one.id}`}
            leftSection={isShown(one) ? <Icon of={IconCheck} size={14} /> : <span className="menu-gap" />}
            onClick={() => {
              const { kind, id } = one;
              window.set({
                shownResult: isShown(one) ? null : { evaluator: manifest.id, kind, id },
                ...(leads ? { mode: 'map' } : {}),
              });
            }}
          >
            {say(one.label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
