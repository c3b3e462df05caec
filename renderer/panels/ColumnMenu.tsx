import { Menu } from '@mantine/core';
import {
  IconCalculator,
  IconDots,
  IconEyeOff,
  IconPencil,
  IconSortAscending,
  IconSortDescending,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { FeatureTable, Field } from '#core/model/feature-table.ts';
import { formatNumber } from '#core/model/text.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { fieldTexts } from '#renderer/texts/field-texts.ts';
import { tableTexts } from '#renderer/texts/table-texts.ts';
import { fieldUnit, fieldValue } from '#renderer/ui/field-text.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { columnStatistics } from './column-statistics.ts';

interface ColumnMenuProps {
  readonly name: string;
  readonly field: Field | undefined;
  readonly table: FeatureTable;
  readonly rows: readonly number[];
  readonly onSort: (descending: boolean) => void;
  readonly onHide: () => void;
  readonly onCalculate: () => void;
  /** Renames the field of the column or takes it away. */
  readonly onField: (verb: 'rename' | 'remove') => void;
}

/** The figures of one column over the rows that are shown. */
function Statistics({
  field,
  table,
  rows,
}: {
  readonly field: Field;
  readonly table: FeatureTable;
  readonly rows: readonly number[];
}) {
  const say = useText();
  const language = useLanguage();
  const figures = columnStatistics(table, field, rows);
  const unit = fieldUnit(field, language);
  const line = (label: string, value: string) => (
    <div key={label} className="key-value">
      <dt>{label}</dt>
      <dd className="selectable">{value}</dd>
    </div>
  );
  const write = (value: number): string =>
    `${fieldValue({ ...field, type: 'real' }, value, language)}${unit === '' ? '' : ` ${unit}`}`;
  return (
    <dl className="key-values column-statistics" aria-label={say(tableTexts.statistics)}>
      {line(say(tableTexts.counted), formatNumber(figures.count))}
      {line(say(tableTexts.missing), formatNumber(figures.missing))}
      {figures.kind === 'numbers' &&
        figures.count > 0 && [
          line(say(tableTexts.sum), write(figures.sum)),
          line(say(tableTexts.mean), write(figures.mean)),
          line(say(tableTexts.median), write(figures.median)),
          line(say(tableTexts.deviation), write(figures.deviation)),
          line(say(tableTexts.least), write(figures.least)),
          line(say(tableTexts.most), write(figures.most)),
        ]}
      {figures.kind === 'texts' && [
        line(say(tableTexts.distinct), formatNumber(figures.distinct)),
        ...figures.frequent.map(({ value, count }) => line(fieldValue(field, value, language), formatNumber(count))),
      ]}
    </dl>
  );
}

/** What can be done with one column: sort by it, sum it up, calculate it, leave it out. */
export function ColumnMenu({ name, field, table, rows, onSort, onHide, onCalculate, onField }: ColumnMenuProps) {
  const say = useText();
  const [open, setOpen] = useState(false);
  return (
    <Menu position="bottom-end" opened={open} onChange={setOpen}>
      <Menu.Target>
        <button
          type="button"
          className="icon-button small column-menu"
          aria-label={say(tableTexts.columnMenu, { name })}
        >
          <Icon of={IconDots} size={12} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Icon of={IconSortAscending} size={14} />} onClick={() => onSort(false)}>
          {say(tableTexts.ascending)}
        </Menu.Item>
        <Menu.Item leftSection={<Icon of={IconSortDescending} size={14} />} onClick={() => onSort(true)}>
          {say(tableTexts.descending)}
        </Menu.Item>
        {field && (
          <Menu.Item leftSection={<Icon of={IconCalculator} size={14} />} onClick={onCalculate}>
            {say(tableTexts.calculate)}…
          </Menu.Item>
        )}
        <Menu.Item leftSection={<Icon of={IconEyeOff} size={14} />} onClick={onHide}>
          {say(tableTexts.hideColumn)}
        </Menu.Item>
        {field && (
          <>
            <Menu.Item leftSection={<Icon of={IconPencil} size={14} />} onClick={() => onField('rename')}>
              {say(fieldTexts.rename)}…
            </Menu.Item>
            <Menu.Item leftSection={<Icon of={IconTrash} size={14} />} onClick={() => onField('remove')}>
              {say(fieldTexts.remove)}…
            </Menu.Item>
          </>
        )}
        {field && open && (
          <>
            <Menu.Divider />
            <Statistics field={field} table={table} rows={rows} />
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
