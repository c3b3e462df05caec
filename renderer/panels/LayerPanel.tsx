import { TextInput } from '@mantine/core';
import {
  IconChevronDown,
  IconChevronRight,
  IconEye,
  IconEyeOff,
  IconFolderPlus,
  IconLayersDifference,
  IconPlus,
  IconSearch,
} from '@tabler/icons-react';
import { Fragment, type KeyboardEvent, useState } from 'react';
import { baselineId, type LayerGroupId, type LayerId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import type { LayerGroup } from '#core/model/layer-group.ts';
import { formatNumber } from '#core/model/text.ts';
import { useMapData } from '#renderer/map/use-map-data.ts';
import { chooseImportFiles } from '#renderer/state/import-commands.ts';
import { createGroup, moveGroup, moveLayer } from '#renderer/state/layer-group-commands.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useProject, useScenario, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { differenceTexts } from '#renderer/texts/difference-texts.ts';
import { layerTexts } from '#renderer/texts/layer-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';
import { focusField } from '#renderer/ui/focus-field.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { BasemapList } from './BasemapList.tsx';
import { LayerGroupRow } from './LayerGroupRow.tsx';
import { LayerLegend } from './LayerLegend.tsx';
import { LayerRow, layerDrag } from './LayerRow.tsx';
import { groupLayers, movedGroup, movedOrder, nextGroupName, type TreeGroup } from './layer-groups.ts';

/** Arrow keys move between the rows of the tree. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.altKey) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="treeitem"]')];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  rows[Math.max(0, Math.min(rows.length - 1, at + step))]?.focus();
  event.preventDefault();
}

/** What the scenario changes, as a layer of its own. */
function ChangedRow() {
  const workbench = useWorkbench();
  const say = useText();
  const scenario = useScenario();
  const { changeCounts } = useProject();
  const shown = useWindow((state) => state.changesShown);
  const differs = useWindow((state) => state.differenceFrom);
  const name = say(layerTexts.changed);
  return (
    <li
      className={`row layer-row ${shown ? '' : 'off'}`}
      role="treeitem"
      aria-level={2}
      aria-selected={false}
      tabIndex={-1}
    >
      <span className="swatch changed-swatch" aria-hidden />
      <span className="layer-name ellipsis">{name}</span>
      <span className="layer-count">{formatNumber(changeCounts[scenario.id] ?? 0)}</span>
      <IconButton
        icon={IconLayersDifference}
        kind="small"
        className="layer-difference"
        aria-pressed={differs !== null}
        label={say(differenceTexts.show)}
        onClick={() =>
          workbench.window.set({ differenceFrom: differs === null ? (scenario.parent ?? baselineId) : null })
        }
      />
      <IconButton
        icon={shown ? IconEye : IconEyeOff}
        kind="small"
        className="layer-eye"
        label={say(shown ? layerTexts.hide : layerTexts.show, { name })}
        onClick={() => workbench.window.set({ changesShown: !shown })}
      />
    </li>
  );
}

interface RoleGroupRowProps {
  readonly label: string;
  readonly open: boolean;
  readonly onToggle: () => void;
  /** A layer was dropped on it: it leaves its group. */
  readonly onDrop: (layer: string) => void;
}

/** The head of the layers that stand together by their roles. */
function RoleGroupRow({ label, open, onToggle, onDrop }: RoleGroupRowProps) {
  return (
    <li role="none">
      <button
        type="button"
        className="row group-row"
        role="treeitem"
        aria-level={1}
        aria-expanded={open}
        aria-selected={false}
        onClick={onToggle}
        onKeyDown={(event) => {
          if ((event.key === 'ArrowLeft' && open) || (event.key === 'ArrowRight' && !open)) onToggle();
        }}
        onDragOver={(event) => event.dataTransfer.types.includes(layerDrag) && event.preventDefault()}
        onDrop={(event) => {
          const moved = event.dataTransfer.getData(layerDrag);
          if (moved) onDrop(moved);
        }}
      >
        <Icon of={open ? IconChevronDown : IconChevronRight} size={14} />
        {label}
      </button>
    </li>
  );
}

/** The layers of the project in the groups of a person, and the others by what they are for. */
export function LayerPanel() {
  const workbench = useWorkbench();
  const say = useText();
  const { description, featureCounts } = useProject();
  const scenario = useScenario();
  const { data } = useMapData(scenario.id);
  const current = useWindow((state) => state.tableLayer);
  const [search, setSearch] = useState<string | null>(null);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const groups = groupLayers(description.layers, description.layerGroups, search ?? '');

  const toggle = (id: string): void => {
    const next = new Set(closed);
    if (!next.delete(id)) next.add(id);
    setClosed(next);
  };
  const drop = (moved: LayerId, target: Layer, place: 'before' | 'after'): void =>
    void moveLayer(workbench, moved, target.group ?? null, movedOrder(description.layers, [moved], target.id, place));
  const move = ({ layers }: TreeGroup, id: LayerId, step: -1 | 1): void => {
    const target = layers[layers.findIndex((layer) => layer.id === id) + step];
    if (target) drop(id, target, step < 0 ? 'before' : 'after');
  };
  /** Puts a layer on top of a group; layers that leave their group stay where they are drawn. */
  const toGroup = (id: LayerId, group: LayerGroupId | null): void => {
    const top = groups.find((one) => one.id === group)?.layers.find((layer) => layer.id !== id);
    const order = top ? movedOrder(description.layers, [id], top.id, 'before') : [];
    void moveLayer(workbench, id, group, order);
  };
  const moveWhole = (group: LayerGroup, step: -1 | 1): void => {
    const order = movedGroup(description.layers, groups, group.id, step);
    if (order) void moveGroup(workbench, group, order);
  };

  return (
    <section className="panel layer-panel" aria-label={say(layerTexts.layers)}>
      <div className="panel-head">
        <h2>{say(layerTexts.layers)}</h2>
        <span className="space" />
        <IconButton
          icon={IconSearch}
          label={say(layerTexts.search)}
          aria-pressed={search !== null}
          onClick={() => setSearch(search === null ? '' : null)}
        />
        <IconButton
          icon={IconFolderPlus}
          label={say(layerTexts.newGroup)}
          disabled={description.layers.length === 0}
          onClick={() => void createGroup(workbench, nextGroupName(description.layerGroups, say), [])}
        />
        <IconButton
          icon={IconPlus}
          label={say(layerTexts.add)}
          keys="Mod+I"
          onClick={() => void chooseImportFiles(workbench)}
        />
      </div>
      {search !== null && (
        <TextInput
          ref={focusField}
          className="panel-search"
          leftSection={<Icon of={IconSearch} size={14} />}
          aria-label={say(layerTexts.search)}
          placeholder={say(layerTexts.search)}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && setSearch(null)}
        />
      )}
      <div className="scroll">
        {description.layers.length === 0 && (
          <Empty text={say(layerTexts.none)}>
            <button type="button" className="button" onClick={() => void chooseImportFiles(workbench)}>
              {say(layerTexts.add)}…
            </button>
          </Empty>
        )}
        {description.layers.length > 0 && groups.length === 0 && <Empty text={say(layerTexts.noMatch)} />}
        <ul role="tree" aria-label={say(layerTexts.layers)} onKeyDown={moveFocus}>
          {scenario.id !== baselineId && description.layers.length > 0 && search === null && (
            <>
              <li role="none">
                <div className="row group-row">
                  <Icon of={IconChevronDown} size={14} />
                  {say(layerTexts.groupSketch, { letter: scenario.letter })}
                </div>
              </li>
              <ChangedRow />
            </>
          )}
          {groups.map((group) => {
            const open = !closed.has(group.id) || search !== null;
            return (
              <Fragment key={group.id}>
                {group.own ? (
                  <LayerGroupRow
                    group={group.own}
                    layers={group.layers}
                    open={open}
                    onToggle={() => toggle(group.id)}
                    onMove={(step) => moveWhole(group.own!, step)}
                    onDrop={(moved) => toGroup(moved as LayerId, group.own!.id)}
                  />
                ) : (
                  <RoleGroupRow
                    label={say(group.label)}
                    open={open}
                    onToggle={() => toggle(group.id)}
                    onDrop={(moved) => toGroup(moved as LayerId, null)}
                  />
                )}
                {open && group.layers.length === 0 && (
                  <li role="none" className="dim group-empty">
                    {say(layerTexts.groupEmpty)}
                  </li>
                )}
                {open &&
                  group.layers.map((layer) => (
                    <Fragment key={layer.id}>
                      <LayerRow
                        layer={layer}
                        count={data.get(layer.id)?.table.ids.length ?? featureCounts[layer.id]}
                        isOfBaseline={scenario.id !== baselineId && !data.has(layer.id)}
                        selected={layer.id === current}
                        onMove={(step) => move(group, layer.id, step)}
                        onDrop={(moved, place) => drop(moved as LayerId, layer, place)}
                        onGroup={(next) => toGroup(layer.id, next)}
                      />
                      {layer.visible && description.styles[layer.id]?.symbology && (
                        <LayerLegend layer={layer} style={description.styles[layer.id]!} />
                      )}
                    </Fragment>
                  ))}
              </Fragment>
            );
          })}
        </ul>
        <BasemapList />
      </div>
    </section>
  );
}
