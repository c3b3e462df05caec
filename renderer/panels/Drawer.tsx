import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { memo, useCallback, useMemo, useState } from 'react';
import type { FeatureId, LayerId } from '#core/model/ids.ts';
import { baselineId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { formatNumber } from '#core/model/text.ts';
import { useStore } from '#renderer/state/store.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useDescription, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { historyTexts } from '#renderer/texts/history-texts.ts';
import { readinessTexts } from '#renderer/texts/readiness-texts.ts';
import { tableTexts } from '#renderer/texts/table-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';
import { FaultText } from '#renderer/ui/FaultText.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { LateSelect } from '#renderer/ui/LateSelect.tsx';
import { QueryFault } from '#renderer/ui/QueryFault.tsx';
import { Tabs } from '#renderer/ui/Tabs.tsx';
import { useMadeLater } from '#renderer/ui/use-made-later.ts';
import { AttributeTable } from './AttributeTable.tsx';
import { HistoryPanel } from './HistoryPanel.tsx';
import { ReadinessPanel } from './ReadinessPanel.tsx';
import { RemarkList } from './RemarkList.tsx';
import { ResultList } from './ResultList.tsx';
import { rowsAmong } from './sorted-rows.ts';
import { TableFilter } from './TableFilter.tsx';
import { TableTools } from './TableTools.tsx';
import { useFilteredRows } from './use-filtered-rows.ts';
import { useRemarks } from './use-remarks.ts';

type Filter = 'all' | 'selected' | 'changed';

const nothingPicked: readonly FeatureId[] = [];

/** The table of the chosen layer with its filters. */
function useAttributes() {
  const description = useDescription();
  const { filling } = useWorkbench().map;
  const isFilled = useStore(filling, (state) => state.isFilled);
  const tableLayer = useWindow((state) => state.tableLayer);
  const scenario = useWindow((state) => state.scenario);
  const selected = useWindow((state) => state.selected);
  const shown = useWindow((state) => state.drawerOpen && state.drawerTab === 'attributes');
  const [filter, setFilter] = useState<Filter>('all');
  const layer = description.layers.find(({ id }) => id === tableLayer);
  const { data: table, error: fault } = useQuery(
    'layer/read',
    layer && shown && isFilled ? { layer: layer.id, scenario } : null,
  );
  const wantsChanges = layer && shown && filter === 'changed' && scenario !== baselineId;
  const { data: changes } = useQuery('layer/changes', wantsChanges ? { layer: layer.id, scenario } : null);
  const picked = selected.layer === layer?.id ? selected.features : nothingPicked;
  const chosen = useMemo((): ReadonlySet<FeatureId> | null => {
    if (filter === 'selected' && picked.length > 0) return new Set(picked);
    if (filter === 'changed' && changes) return new Set(changes);
    return null;
  }, [filter, picked, changes]);
  const [typed, setTyped] = useState('');
  const { met, error } = useFilteredRows(table, typed);
  const only = useMemo(
    () => (met && chosen ? new Set([...met.ids].filter((id) => chosen.has(id))) : (met?.ids ?? chosen)),
    [met, chosen],
  );
  const rows = useMemo(() => {
    if (met && !chosen) return met.rows;
    return only && table ? rowsAmong(table, only) : null;
  }, [met, chosen, only, table]);
  return { layer, table, fault, only, rows, picked, filter, setFilter, scenario, typed, setTyped, error };
}

/** What lies below the map: attributes of a layer, results, remarks. */
export function Drawer() {
  const workbench = useWorkbench();
  const say = useText();
  const description = useDescription();
  const open = useWindow((state) => state.drawerOpen);
  const tab = useWindow((state) => state.drawerTab);
  const remarks = useRemarks();
  const { layer, table, fault, only, rows, picked, filter, setFilter, scenario, typed, setTyped, error } =
    useAttributes();
  // The first rows are made bit by bit.
  const isLaid = useMadeLater(table !== undefined);
  const count = remarks.filter((remark) => remark.severity === 'warning').length;
  const showAll = useCallback(() => {
    setFilter('all');
    setTyped('');
  }, [setFilter, setTyped]);
  const toggle = (wanted: Filter): void => setFilter(filter === wanted ? 'all' : wanted);
  return (
    <section className="panel drawer" aria-label={say(tableTexts.drawer)}>
      <div className="panel-head drawer-head">
        <Tabs
          label={say(tableTexts.drawer)}
          panel="drawer"
          items={[
            { id: 'attributes', label: say(tableTexts.attributes) },
            { id: 'readiness', label: say(readinessTexts.title) },
            { id: 'results', label: say(tableTexts.results) },
            {
              id: 'remarks',
              label: say(tableTexts.remarks),
              extra: count > 0 && <span className="chip warn count">{count}</span>,
            },
            { id: 'history', label: say(historyTexts.title) },
          ]}
          current={tab}
          onChange={(drawerTab) => workbench.window.set({ drawerTab, drawerOpen: true })}
        />
        <span className="space" />
        {open && tab === 'attributes' && layer && (
          <div className="drawer-tools">
            {scenario !== baselineId && (
              <FilterChip
                label={say(tableTexts.onlyChanged)}
                active={filter === 'changed'}
                onClick={() => toggle('changed')}
              />
            )}
            {picked.length > 0 && (
              <FilterChip
                label={say(tableTexts.onlySelected)}
                active={filter === 'selected'}
                onClick={() => toggle('selected')}
              />
            )}
            {table && (
              <span className="drawer-count dim">
                {only ? `${formatNumber(only.size)} / ` : ''}
                {formatNumber(table.ids.length)}
                {picked.length > 0 && ` · ${say(tableTexts.selected, { count: picked.length })}`}
              </span>
            )}
            {table && (
              <>
                <TableFilter filter={typed} isFaulty={error !== null} onFilter={setTyped} />
                <TableTools layer={layer} table={table} only={only} />
              </>
            )}
            <LayerChoice layers={description.layers} chosen={layer.id} />
          </div>
        )}
        <IconButton
          icon={open ? IconChevronDown : IconChevronUp}
          label={say(open ? tableTexts.collapse : tableTexts.expand)}
          keys="F6"
          aria-expanded={open}
          onClick={() => workbench.window.set({ drawerOpen: !open })}
        />
      </div>
      {open && (
        <div className="drawer-body" role="tabpanel" id="drawer-panel" aria-labelledby={`drawer-tab-${tab}`}>
          {tab === 'attributes' && !layer && <Empty text={say(tableTexts.noLayer)} />}
          {tab === 'attributes' && layer && fault && <QueryFault error={fault} />}
          {tab === 'attributes' && layer && table && (
            <FaultText fault={error} className="warn-text selectable table-fault" />
          )}
          {tab === 'attributes' && layer && table && isLaid && (
            <AttributeTable
              key={layer.id}
              layer={layer}
              table={table}
              only={only}
              onlyRows={rows}
              onShowAll={showAll}
            />
          )}
          {tab === 'readiness' && <ReadinessPanel />}
          {tab === 'results' && <ResultList />}
          {tab === 'remarks' && <RemarkList remarks={remarks} />}
          {tab === 'history' && <HistoryPanel />}
        </div>
      )}
    </section>
  );
}

/** The layer whose attributes are shown. */
const LayerChoice = memo(function LayerChoice({
  layers,
  chosen,
}: {
  readonly layers: readonly Layer[];
  readonly chosen: LayerId;
}) {
  const { window } = useWorkbench();
  const say = useText();
  return (
    <LateSelect
      className="field-low drawer-layer"
      aria-label={say(tableTexts.layer)}
      data={layers.map(({ id, name }) => ({ value: id, label: name }))}
      value={chosen}
      onChange={(id) => window.set({ tableLayer: id as LayerId })}
    />
  );
});

function FilterChip({
  label,
  active,
  onClick,
}: {
  readonly label: string;
  readonly active: boolean;
  readonly onClick: () => void;
}) {
  return (
    <button
      type="button"
      className={`chip filter-chip ${active ? 'accent' : ''}`}
      aria-pressed={active}
      onClick={onClick}
    >
      {label}
      {active && <Icon of={IconX} size={12} />}
    </button>
  );
}
