import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import type { LayerGroupId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { formatNumber } from '#core/model/text.ts';
import { removeLayer, renameLayer, showLayer } from '#renderer/state/layer-commands.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { layerTexts } from '#renderer/texts/layer-texts.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { RenameField } from '#renderer/ui/RenameField.tsx';
import { LayerMenu } from './LayerMenu.tsx';
import { LayerSymbol } from './LayerSymbol.tsx';

interface LayerRowProps {
  readonly layer: Layer;
  readonly count: number | undefined;
  /** Whether the features of the baseline are counted while another scenario is shown: a hidden layer is not read for it. */
  readonly isOfBaseline: boolean;
  readonly selected: boolean;
  readonly onMove: (step: -1 | 1) => void;
  readonly onDrop: (moved: string, place: 'before' | 'after') => void;
  /** Puts it into a group, or with null out of its group. */
  readonly onGroup: (group: LayerGroupId | null) => void;
}

/** Kind of what is dragged: a layer by its id. */
export const layerDrag = 'application/x-cityloom-layer';

/** One layer of the tree: what it looks like, its name and count, and what can be done with it. */
export function LayerRow({ layer, count, isOfBaseline, selected, onMove, onDrop, onGroup }: LayerRowProps) {
  const workbench = useWorkbench();
  const say = useText();
  const [renaming, setRenaming] = useState(false);
  const [menuOpen, setMenuOpen] = useState(false);
  const [target, setTarget] = useState<'before' | 'after' | null>(null);
  const row = useRef<HTMLLIElement>(null);
  const { id, name, visible } = layer;
  const named = { name };

  const placeOf = (event: DragEvent): 'before' | 'after' => {
    const box = event.currentTarget.getBoundingClientRect();
    return event.clientY < box.top + box.height / 2 ? 'before' : 'after';
  };
  const finishRename = (next: string | null): void => {
    setRenaming(false);
    if (next !== null) void renameLayer(workbench, id, next);
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
      onDoubleClick={() => workbench.map.verbs?.fitLayers([id])}
      onContextMenu={(event) => {
        event.preventDefault();
        workbench.window.set({ tableLayer: id });
        setMenuOpen(true);
      }}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget) return;
        const act = {
          Enter: () => workbench.map.verbs?.fitLayers([id]),
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
      onDragStart={(event) => {
        event.stopPropagation();
        event.dataTransfer.setData(layerDrag, id);
      }}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(layerDrag)) return;
        event.preventDefault();
        setTarget(placeOf(event));
      }}
      onDragLeave={() => setTarget(null)}
      onDrop={(event) => {
        const moved = event.dataTransfer.getData(layerDrag);
        setTarget(null);
        if (moved) onDrop(moved, placeOf(event));
      }}
    >
      <LayerSymbol layer={layer} />
      {renaming ? (
        <RenameField name={name} label={say(layerTexts.newName)} onFinish={finishRename} />
      ) : (
        <span className="layer-name ellipsis" title={name}>
          {name}
        </span>
      )}
      <LayerMenu
        layer={layer}
        open={menuOpen}
        onOpen={setMenuOpen}
        onRename={() => setRenaming(true)}
        onMove={onMove}
        onGroup={onGroup}
      />
      {/* Read together, name and count are two words. */}{' '}
      <span className="layer-count" title={isOfBaseline ? say(layerTexts.countOfBaseline) : undefined}>
        {count === undefined ? '' : formatNumber(count)}
      </span>
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
