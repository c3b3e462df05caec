import { Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconChevronDown,
  IconChevronRight,
  IconDots,
  IconEye,
  IconEyeOff,
  IconFocusCentered,
  IconFolderOff,
  IconPencil,
} from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { LayerGroup } from '#core/model/layer-group.ts';
import { dissolveGroup, renameGroup, setGroupOpacity, showGroup } from '#renderer/state/layer-group-commands.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { layerTexts } from '#renderer/texts/layer-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { RenameField } from '#renderer/ui/RenameField.tsx';
import { layerDrag } from './LayerRow.tsx';
import type { TreeGroup } from './layer-groups.ts';
import { OpacityItem } from './OpacityItem.tsx';

interface LayerGroupRowProps {
  readonly group: LayerGroup;
  readonly layers: TreeGroup['layers'];
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly onMove: (step: -1 | 1) => void;
  /** A layer was dropped on the group. */
  readonly onDrop: (layer: string) => void;
}

/** A group of the project in the tree: it folds, shows and hides its layers, and takes those that are dropped on it. */
export function LayerGroupRow({ group, layers, open, onToggle, onMove, onDrop }: LayerGroupRowProps) {
  const workbench = useWorkbench();
  const say = useText();
  const [renaming, setRenaming] = useState(false);
  const [menuOpen, setMenuOpen] = useState(false);
  const [target, setTarget] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  const { name, visible } = group;
  const zoom = (): void => workbench.map.verbs?.fitLayers(layers.map(({ id }) => id));
  const finishRename = (next: string | null): void => {
    setRenaming(false);
    if (next !== null) void renameGroup(workbench, group, next);
    row.current?.focus();
  };
  return (
    <li
      ref={row}
      role="treeitem"
      aria-level={1}
      aria-expanded={open}
      aria-selected={false}
      aria-label={`${name}, ${layers.length}`}
      tabIndex={0}
      className={`row layer-row group-row own-group ${visible ? '' : 'off'} ${target ? 'drop-into' : ''}`}
      onClick={onToggle}
      onContextMenu={(event) => {
        event.preventDefault();
        setMenuOpen(true);
      }}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget) return;
        const act = {
          Enter: onToggle,
          ' ': () => void showGroup(workbench, group, !visible),
          F2: () => setRenaming(true),
          ContextMenu: () => setMenuOpen(true),
          ArrowLeft: () => open && onToggle(),
          ArrowRight: () => open || onToggle(),
        }[event.key];
        const move = event.altKey ? ({ ArrowUp: -1, ArrowDown: 1 } as const)[event.key as 'ArrowUp'] : undefined;
        if (move) onMove(move);
        else if (act) act();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(layerDrag)) return;
        event.preventDefault();
        setTarget(true);
      }}
      onDragLeave={() => setTarget(false)}
      onDrop={(event) => {
        const moved = event.dataTransfer.getData(layerDrag);
        setTarget(false);
        if (moved) onDrop(moved);
      }}
    >
      <Icon of={open ? IconChevronDown : IconChevronRight} size={14} />
      {renaming ? (
        <RenameField name={name} label={say(layerTexts.groupNewName)} onFinish={finishRename} />
      ) : (
        <span className="layer-name ellipsis" title={name}>
          {name}
        </span>
      )}
      <Menu position="bottom-end" opened={menuOpen} onChange={setMenuOpen}>
        <Menu.Target>
          <button
            type="button"
            className="icon-button small layer-menu"
            aria-label={say(layerTexts.groupMenu, { name })}
            onClick={(event) => event.stopPropagation()}
          >
            <Icon of={IconDots} size={14} />
          </button>
        </Menu.Target>
        <Menu.Dropdown onClick={(event) => event.stopPropagation()}>
          <Menu.Item
            leftSection={<Icon of={IconFocusCentered} size={14} />}
            disabled={layers.length === 0}
            onClick={zoom}
          >
            {say(layerTexts.zoomGroup)}
          </Menu.Item>
          <Menu.Item leftSection={<Icon of={IconPencil} size={14} />} onClick={() => setRenaming(true)}>
            {say(layerTexts.rename)}
          </Menu.Item>
          <Menu.Item leftSection={<Icon of={IconArrowUp} size={14} />} onClick={() => onMove(-1)}>
            {say(layerTexts.up)}
          </Menu.Item>
          <Menu.Item leftSection={<Icon of={IconArrowDown} size={14} />} onClick={() => onMove(1)}>
            {say(layerTexts.down)}
          </Menu.Item>
          <OpacityItem
            opacity={group.opacity}
            onChange={(opacity) => void setGroupOpacity(workbench, group, opacity)}
          />
          <Menu.Divider />
          <Menu.Item
            leftSection={<Icon of={IconFolderOff} size={14} />}
            onClick={() => void dissolveGroup(workbench, group)}
          >
            {say(layerTexts.dissolve)}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {/* Read together, name and count are two words. */} <span className="layer-count">{layers.length}</span>
      <IconButton
        icon={visible ? IconEye : IconEyeOff}
        kind="small"
        className="layer-eye"
        tabIndex={-1}
        label={say(visible ? layerTexts.hide : layerTexts.show, { name })}
        onClick={(event) => {
          event.stopPropagation();
          void showGroup(workbench, group, !visible);
        }}
      />
    </li>
  );
}
