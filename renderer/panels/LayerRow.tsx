import { Menu, Slider, TextInput } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconClipboard,
  IconCopy,
  IconDots,
  IconDownload,
  IconEye,
  IconEyeOff,
  IconFocusCentered,
  IconPalette,
  IconPencil,
  IconTable,
  IconTableAlias,
  IconTrash,
} from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import type { Layer } from '#core/model/layer.ts';
import { formatNumber } from '#core/model/text.ts';
import { removeLayer, renameLayer, setLayerOpacity, showLayer } from '#renderer/state/layer-commands.ts';
import { copyStyle, pasteStyle } from '#renderer/state/style-commands.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { exportTexts } from '#renderer/texts/export-texts.ts';
import { joinTexts } from '#renderer/texts/join-texts.ts';
import { layerTexts } from '#renderer/texts/layer-texts.ts';
import { styleTexts } from '#renderer/texts/style-texts.ts';
import { focusField } from '#renderer/ui/focus-field.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { LayerSymbol } from './LayerSymbol.tsx';

interface LayerRowProps {
  readonly layer: Layer;
  readonly count: number | undefined;
  readonly selected: boolean;
  readonly onMove: (step: -1 | 1) => void;
  readonly onDrop: (moved: string, place: 'before' | 'after') => void;
}

const dragType = 'application/x-cityloom-layer';

/** One layer of the tree: what it looks like, its name and count, and what can be done with it. */
export function LayerRow({ layer, count, selected, onMove, onDrop }: LayerRowProps) {
  const workbench = useWorkbench();
  const say = useText();
  const [renaming, setRenaming] = useState(false);
  const [menuOpen, setMenuOpen] = useState(false);
  const copied = useWindow((state) => state.copiedStyle);
  const [target, setTarget] = useState<'before' | 'after' | null>(null);
  const [opacity, setOpacity] = useState<number | null>(null);
  const row = useRef<HTMLLIElement>(null);
  const { id, name, visible } = layer;
  const named = { name };
  const openTable = (): void => workbench.window.set({ tableLayer: id, drawerOpen: true, drawerTab: 'attributes' });

  const openStyle = (): void => workbench.window.set({ tableLayer: id, inspectorTab: 'style', mode: 'map' });

  const placeOf = (event: DragEvent): 'before' | 'after' => {
    const box = event.currentTarget.getBoundingClientRect();
    return event.clientY < box.top + box.height / 2 ? 'before' : 'after';
  };
  const finishRename = (next: string): void => {
    setRenaming(false);
    if (next.trim() !== '' && next !== name) void renameLayer(workbench, id, next.trim());
    row.current?.focus();
  };

  return (
    <li
      ref={row}
      role="treeitem"
      aria-level={2}
      aria-selected={selected}
      aria-label={`${name}${count === undefined ? '' : `, ${formatNumber(count)}`}`}
      tabIndex={selected ? 0 : -1}
      className={`row layer-row ${visible ? '' : 'off'} ${target ? `drop-${target}` : ''}`}
      draggable={!renaming}
      onClick={() => workbench.window.set({ tableLayer: id })}
      onDoubleClick={() => workbench.map.verbs?.fitLayer(id)}
      onContextMenu={(event) => {
        event.preventDefault();
        workbench.window.set({ tableLayer: id });
        setMenuOpen(true);
      }}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget) return;
        const act = {
          Enter: () => workbench.map.verbs?.fitLayer(id),
          ' ': () => void showLayer(workbench, id, !visible),
          F2: () => setRenaming(true),
          ContextMenu: () => setMenuOpen(true),
          Delete: () => void removeLayer(workbench, id),
        }[event.key];
        const move = event.altKey ? ({ ArrowUp: -1, ArrowDown: 1 } as const)[event.key as 'ArrowUp'] : undefined;
        if (move) onMove(move);
        else if (act) act();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
      onDragStart={(event) => event.dataTransfer.setData(dragType, id)}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(dragType)) return;
        event.preventDefault();
        setTarget(placeOf(event));
      }}
      onDragLeave={() => setTarget(null)}
      onDrop={(event) => {
        const moved = event.dataTransfer.getData(dragType);
        setTarget(null);
        if (moved) onDrop(moved, placeOf(event));
      }}
    >
      <LayerSymbol layer={layer} />
      {renaming ? (
        <TextInput
          ref={focusField}
          className="layer-rename field-low"
          defaultValue={name}
          aria-label={say(layerTexts.newName)}
          onBlur={(event) => finishRename(event.currentTarget.value)}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === 'Enter') finishRename(event.currentTarget.value);
            if (event.key === 'Escape') finishRename(name);
          }}
        />
      ) : (
        <span className="layer-name ellipsis" title={name}>
          {name}
        </span>
      )}
      <Menu position="bottom-end" opened={menuOpen} onChange={setMenuOpen}>
        <Menu.Target>
          <button type="button" className="icon-button small layer-menu" aria-label={say(layerTexts.menu, named)}>
            <Icon of={IconDots} size={14} />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<Icon of={IconFocusCentered} size={14} />}
            onClick={() => workbench.map.verbs?.fitLayer(id)}
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
          <Menu.Item leftSection={<Icon of={IconPencil} size={14} />} onClick={() => setRenaming(true)}>
            {say(layerTexts.rename)}
          </Menu.Item>
          <Menu.Item leftSection={<Icon of={IconArrowUp} size={14} />} onClick={() => onMove(-1)}>
            {say(layerTexts.up)}
          </Menu.Item>
          <Menu.Item leftSection={<Icon of={IconArrowDown} size={14} />} onClick={() => onMove(1)}>
            {say(layerTexts.down)}
          </Menu.Item>
          <div className="layer-opacity">
            <span className="soft">{say(layerTexts.opacity)}</span>
            <Slider
              min={0.1}
              max={1}
              step={0.05}
              value={opacity ?? layer.opacity}
              thumbLabel={say(layerTexts.opacity)}
              onChange={setOpacity}
              onChangeEnd={(value) => {
                setOpacity(null);
                if (value !== layer.opacity) void setLayerOpacity(workbench, id, value);
              }}
            />
            <span className="right">{Math.round((opacity ?? layer.opacity) * 100)} %</span>
          </div>
          <Menu.Divider />
          <Menu.Item leftSection={<Icon of={IconTrash} size={14} />} onClick={() => void removeLayer(workbench, id)}>
            {say(layerTexts.remove)}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <span className="layer-count">{count === undefined ? '' : formatNumber(count)}</span>
      {layer.geometry !== 'none' && (
        <IconButton
          icon={visible ? IconEye : IconEyeOff}
          kind="small"
          className="layer-eye"
          tabIndex={-1}
          label={say(visible ? layerTexts.hide : layerTexts.show, named)}
          onClick={(event) => {
            event.stopPropagation();
            void showLayer(workbench, id, !visible);
          }}
        />
      )}
    </li>
  );
}
