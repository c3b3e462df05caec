import { Menu } from '@mantine/core';
import { IconCheck, IconLayoutSidebar } from '@tabler/icons-react';
import type { LocalText } from '#core/model/text.ts';
import {
  defaultPlaces,
  dockPanels,
  type PanelPlaces,
  samePlaces,
  shiftedPanel,
  sideOf,
  withoutPanel,
  withPanel,
} from '#renderer/state/panel-places.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { panelTexts } from '#renderer/texts/panel-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';

/** Where each panel stands: left, right, up, down or closed. Panels can be pulled by their heads as well. */
export function PanelMenu() {
  const { window } = useWorkbench();
  const say = useText();
  const places = useWindow((state) => state.panelPlaces);
  const set = (panelPlaces: PanelPlaces): void => window.set({ panelPlaces });
  return (
    <Menu position="top-end" offset={8}>
      <Menu.Target>
        <IconButton icon={IconLayoutSidebar} kind="small" label={say(panelTexts.panels)} tipSide="top" />
      </Menu.Target>
      <Menu.Dropdown>
        {dockPanels.map((panel) => {
          const side = sideOf(places, panel);
          const choices: readonly (readonly [text: LocalText, next: PanelPlaces, current: boolean])[] = [
            [panelTexts.left, withPanel(places, panel, 'left'), side === 'left'],
            [panelTexts.right, withPanel(places, panel, 'right'), side === 'right'],
            [panelTexts.closed, withoutPanel(places, panel), side === undefined],
          ];
          return (
            <Menu.Sub key={panel}>
              <Menu.Sub.Target>
                <Menu.Sub.Item>
                  {say(panelTexts[panel])}
                  <span className="dim menu-note">{say(panelTexts[side ?? 'closed'])}</span>
                </Menu.Sub.Item>
              </Menu.Sub.Target>
              <Menu.Sub.Dropdown>
                {choices.map(([text, next, current]) => (
                  <Menu.CheckboxItem
                    key={text.en}
                    checked={current}
                    closeMenuOnClick
                    checkIcon={<Icon of={IconCheck} size={14} />}
                    onChange={() => current || set(next)}
                  >
                    {say(text)}
                  </Menu.CheckboxItem>
                ))}
                <Menu.Divider />
                {([-1, 1] as const).map((by) => {
                  const next = shiftedPanel(places, panel, by);
                  return (
                    <Menu.Item key={by} disabled={next === places} onClick={() => set(next)}>
                      {say(by < 0 ? panelTexts.up : panelTexts.down)}
                    </Menu.Item>
                  );
                })}
              </Menu.Sub.Dropdown>
            </Menu.Sub>
          );
        })}
        <Menu.Divider />
        <Menu.Item disabled={samePlaces(places, defaultPlaces)} onClick={() => set(defaultPlaces)}>
          {say(panelTexts.reset)}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
