import { Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconClipboard,
  IconCopy,
  IconCopyPlus,
  IconDots,
  IconDownload,
  IconFocusCentered,
  IconFolder,
  IconFolderOff,
  IconFolderPlus,
  IconPalette,
  IconPencil,
  IconTable,
  IconTableAlias,
  IconTrash,
} from '@tabler/icons-react';
import type { LayerGroupId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { duplicateLayer, removeLayer, setLayerOpacity } from '#renderer/state/layer-commands.ts';
import { createGroup } from '#renderer/state/layer-group-commands.ts';
import { copyStyle, pasteStyle } from '#renderer/state/style-commands.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useDescription, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { exportTexts } from '#renderer/texts/export-texts.ts';
import { joinTexts } from '#renderer/texts/join-texts.ts';
import { layerTexts } from '#renderer/texts/layer-texts.ts';
import { styleTexts } from '#renderer/texts/style-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { nextGroupName } from './layer-groups.ts';
import { OpacityItem } from './OpacityItem.tsx';

interface LayerMenuProps {
  readonly layer: Layer;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onRename: () => void;
  readonly onMove: (step: -1 | 1) => void;
  /** Puts it into a group, or with null out of its group. */
  readonly onGroup: (group: LayerGroupId | null) => void;
}

/** What can be done with a layer. */
export function LayerMenu({ layer, open, onOpen, onRename, onMove, onGroup }: LayerMenuProps) {
  const workbench = useWorkbench();
  const say = useText();
  const description = useDescription();
  const copied = useWindow((state) => state.copiedStyle);
  const { id } = layer;
  const named = { name: layer.name };
  const openTable = (): void => workbench.window.set({ tableLayer: id, drawerOpen: true, drawerTab: 'attributes' });
  const openStyle = (): void => workbench.window.set({ tableLayer: id, inspectorTab: 'style', mode: 'map' });
  return (
    <Menu position="bottom-end" opened={open} onChange={onOpen}>
      <Menu.Target>
        <button type="button" className="icon-button small layer-menu" aria-label={say(layerTexts.menu, named)}>
          <Icon of={IconDots} size={14} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<Icon of={IconFocusCentered} size={14} />}
          onClick={() => workbench.map.verbs?.fitLayers([id])}
        >
          {say(layerTexts.zoom)}
        </Menu.Item>
        <Menu.Item leftSection={<Icon of={IconTable} size={14} />} onClick={openTable}>
          {say(layerTexts.table)}
        </Menu.Item>
        {layer.geometry !== 'none' && (
          <>
            <Menu.Item leftSection={<Icon of={IconPalette} size={14} />} onClick={openStyle}>
              {say(styleTexts.edit)}
            </Menu.Item>
            <Menu.Item leftSection={<Icon of={IconCopy} size={14} />} onClick={() => copyStyle(workbench, id)}>
              {say(styleTexts.copy)}
            </Menu.Item>
            <Menu.Item
              leftSection={<Icon of={IconClipboard} size={14} />}
              disabled={copied === null}
              onClick={() => void pasteStyle(workbench, id)}
            >
              {say(styleTexts.paste)}
            </Menu.Item>
          </>
        )}
        {layer.table !== '' && (
          <Menu.Item
            leftSection={<Icon of={IconTableAlias} size={14} />}
            onClick={() => workbench.window.set({ dialog: { kind: 'join', layer: id } })}
          >
            {say(joinTexts.open)}
          </Menu.Item>
        )}
        {layer.table !== '' && (
          <Menu.Item
            leftSection={<Icon of={IconDownload} size={14} />}
            onClick={() => workbench.window.set({ dialog: { kind: 'export', layer: id } })}
          >
            {say(exportTexts.open)}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<Icon of={IconPencil} size={14} />} onClick={onRename}>
          {say(layerTexts.rename)}
        </Menu.Item>
        <Menu.Item
          leftSection={<Icon of={IconCopyPlus} size={14} />}
          onClick={() => void duplicateLayer(workbench, id)}
        >
          {say(layerTexts.duplicate)}
        </Menu.Item>
        <Menu.Sub>
          <Menu.Sub.Target>
            <Menu.Sub.Item leftSection={<Icon of={IconFolder} size={14} />}>{say(layerTexts.toGroup)}</Menu.Sub.Item>
          </Menu.Sub.Target>
          <Menu.Sub.Dropdown>
            {description.layerGroups.map((group) => (
              <Menu.Item
                key={group.id}
                disabled={layer.group === group.id}
                leftSection={<Icon of={IconFolder} size={14} />}
                onClick={() => onGroup(group.id)}
              >
                {group.name}
              </Menu.Item>
            ))}
            <Menu.Item
              leftSection={<Icon of={IconFolderPlus} size={14} />}
              onClick={() => void createGroup(workbench, nextGroupName(description.layerGroups, say), [id])}
            >
              {say(layerTexts.newGroup)}
            </Menu.Item>
            <Menu.Item
              disabled={layer.group === undefined}
              leftSection={<Icon of={IconFolderOff} size={14} />}
              onClick={() => onGroup(null)}
            >
              {say(layerTexts.noGroup)}
            </Menu.Item>
          </Menu.Sub.Dropdown>
        </Menu.Sub>
        <Menu.Item leftSection={<Icon of={IconArrowUp} size={14} />} onClick={() => onMove(-1)}>
          {say(layerTexts.up)}
        </Menu.Item>
        <Menu.Item leftSection={<Icon of={IconArrowDown} size={14} />} onClick={() => onMove(1)}>
          {say(layerTexts.down)}
        </Menu.Item>
        <OpacityItem opacity={layer.opacity} onChange={(opacity) => void setLayerOpacity(workbench, id, opacity)} />
        <Menu.Divider />
        <Menu.Item leftSection={<Icon of={IconTrash} size={14} />} onClick={() => void removeLayer(workbench, id)}>
          {say(layerTexts.remove)}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
