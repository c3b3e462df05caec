import { Checkbox, Menu } from '@mantine/core';
import { IconCalculator, IconColumnInsertRight, IconColumns3, IconDownload } from '@tabler/icons-react';
import { memo } from 'react';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { fieldTexts } from '#renderer/texts/field-texts.ts';
import { tableTexts } from '#renderer/texts/table-texts.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { useAfterPaint } from '#renderer/ui/use-after-paint.ts';
import { tableColumns } from './table-columns.ts';

interface TableToolsProps {
  readonly layer: Layer;
  readonly table: FeatureTable;
  /** Rows that are shown, where they are not all. */
  readonly only: ReadonlySet<FeatureId> | null;
}

/** What stands above the attribute table beside its filter: the field calculator, new fields, the columns shown. */
export const TableTools = memo(function TableTools({ layer, table, only }: TableToolsProps) {
  const workbench = useWorkbench();
  const say = useText();
  const hidden = useWindow((state) => state.hiddenColumns[layer.id]) ?? [];
  const show = (columns: readonly string[]): void =>
    workbench.window.set(({ hiddenColumns }) => ({ hiddenColumns: { ...hiddenColumns, [layer.id]: columns } }));
  const hasSelection = useAfterPaint(
    useWindow(({ selected }) => selected.layer === layer.id && selected.features.length > 0),
  );
  const calculate = (field: string): void => {
    const { selected } = workbench.window.get();
    const picked = selected.layer === layer.id ? selected.features : [];
    const among = only ?? (picked.length > 0 ? new Set(picked) : null);
    workbench.window.set({ dialog: { kind: 'calculate', layer: layer.id, field, only: among } });
  };
  const firstField = layer.fields.find(({ type }) => type === 'real' || type === 'integer') ?? layer.fields[0];
  return (
    <>
      {firstField && (
        <IconButton
          icon={IconCalculator}
          label={say(tableTexts.calculate)}
          onClick={() => calculate(firstField.name)}
        />
      )}
      <IconButton
        icon={IconColumnInsertRight}
        label={say(fieldTexts.add)}
        onClick={() => workbench.window.set({ dialog: { kind: 'field', layer: layer.id, verb: 'add', field: '' } })}
      />
      {hasSelection && (
        <IconButton
          icon={IconDownload}
          label={say(tableTexts.exportSelected)}
          onClick={() => workbench.window.set({ dialog: { kind: 'export', layer: layer.id, onlySelected: true } })}
        />
      )}
      <Menu position="bottom-end" closeOnItemClick={false}>
        <Menu.Target>
          <IconButton icon={IconColumns3} label={say(tableTexts.columns)} />
        </Menu.Target>
        <Menu.Dropdown className="column-list">
          {tableColumns(layer, table).map(({ id, label }) => (
            <Menu.Item
              key={id}
              role="menuitemcheckbox"
              aria-checked={!hidden.includes(id)}
              leftSection={<Checkbox tabIndex={-1} readOnly aria-hidden checked={!hidden.includes(id)} />}
              onClick={() => show(hidden.includes(id) ? hidden.filter((one) => one !== id) : [...hidden, id])}
            >
              {say(label)}
            </Menu.Item>
          ))}
          {hidden.length > 0 && <Menu.Item onClick={() => show([])}>{say(tableTexts.showColumns)}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
    </>
  );
});
