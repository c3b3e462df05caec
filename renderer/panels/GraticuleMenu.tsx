import { Menu } from '@mantine/core';
import { IconCheck, IconGrid4x4 } from '@tabler/icons-react';
import { useText } from '#renderer/state/use-text.ts';
import { useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { bookmarkTexts } from '#renderer/texts/bookmark-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { MenuKeys } from '#renderer/ui/MenuKeys.tsx';

/** Which lines lie over the map: metres of the project, longitude and latitude, both or none. */
export function GraticuleMenu() {
  const { window } = useWorkbench();
  const say = useText();
  const { grid, degrees } = useWindow((state) => state.graticule);
  const items = [
    { label: bookmarkTexts.grid, keys: 'G', shown: grid, change: { grid: !grid, degrees } },
    { label: bookmarkTexts.degrees, keys: 'Shift+G', shown: degrees, change: { grid, degrees: !degrees } },
  ];
  return (
    <Menu position="left-end" offset={8}>
      <Menu.Target>
        <IconButton
          icon={IconGrid4x4}
          label={say(bookmarkTexts.graticule)}
          tipSide="left"
          aria-pressed={grid || degrees}
        />
      </Menu.Target>
      <Menu.Dropdown>
        {items.map(({ label, keys, shown, change }) => (
          <Menu.CheckboxItem
            key={keys}
            checked={shown}
            onChange={() => window.set({ graticule: change })}
            rightSection={<MenuKeys keys={keys} />}
            checkIcon={<Icon of={IconCheck} size={14} />}
          >
            {say(label)}
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
