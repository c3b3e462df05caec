import { IconArrowRight } from '@tabler/icons-react';
import { memo } from 'react';
import { sourceUnits } from '#core/formats/field-units.ts';
import type { FieldMapping, ImportPlan, PlannedField, PlannedLayer } from '#core/formats/import-plan.ts';
import { unitLabel } from '#core/model/indicator.ts';
import type { RoleId } from '#core/model/role.ts';
import { formatNumber } from '#core/model/text.ts';
import { useText } from '#renderer/state/use-text.ts';
import { importTexts } from '#renderer/texts/import-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { LateSelect } from '#renderer/ui/LateSelect.tsx';
import { canonicalOf, unitsFor, vocabularyOf, withMapping, withUnit, withValues } from './import-edits.ts';
import { ValueMapRow } from './ValueMapRow.tsx';

interface FieldMappingRowProps {
  readonly field: PlannedField;
  readonly mapping: FieldMapping | undefined;
  readonly role: RoleId;
  /** Features of the layer. */
  readonly features: number;
  readonly codeTables: ImportPlan['codeTables'];
  readonly codeTable: string | undefined;
  /** What the field can be; `unmapped` among them. */
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly open: boolean;
  readonly onOpen: (field: string | null) => void;
  readonly onChange: (change: (layer: PlannedLayer) => PlannedLayer) => void;
}

/** The choice to leave a field as it is. */
export const unmapped = ' keep';

/** Unit, code table or vocabulary of a mapped field. */
function Conversion({ field, mapping, role, codeTables, codeTable, open, onOpen, onChange }: FieldMappingRowProps) {
  const say = useText();
  if (!mapping) return null;
  if (mapping.to === 'land_use_code') {
    return (
      <LateSelect
        className="field-low"
        aria-label={say(importTexts.codeTable)}
        data={codeTables.map(({ id, label }) => ({ value: id, label: say(label) }))}
        value={codeTable ?? null}
        onChange={(chosen) => chosen && onChange((old) => ({ ...old, codeTable: chosen }))}
      />
    );
  }
  if (mapping.values) {
    const label = say(importTexts.values, { count: Object.keys(mapping.values).length });
    if (!field.counts || !vocabularyOf(role, mapping.to)) return <span className="soft">{label}</span>;
    return (
      <button
        type="button"
        className="link-button"
        aria-expanded={open}
        onClick={() => onOpen(open ? null : field.name)}
      >
        {label}
      </button>
    );
  }
  const canonical = canonicalOf(role, mapping);
  const units = unitsFor(canonical);
  if (units.length === 0 || canonical?.unit === undefined)
    return canonical?.unit && <span className="dim">{say(unitLabel(canonical.unit))}</span>;
  return (
    <LateSelect
      className="field-low"
      aria-label={say(importTexts.unitOf, { name: field.name })}
      data={units.map((id) => ({ value: id, label: say(sourceUnits.get(id)!.label) }))}
      value={mapping.unit ?? canonical.unit}
      onChange={(unit) => unit && onChange((old) => withUnit(old, field.name, unit))}
    />
  );
}

/** One field of the file: which field of the role it is, and how its values are converted. */
export const FieldMappingRow = memo(function FieldMappingRow(props: FieldMappingRowProps) {
  const { field, mapping, role, features, options, open, onChange } = props;
  const say = useText();
  const samples = field.samples.join(', ');
  const vocabulary = mapping && vocabularyOf(role, mapping.to);
  return (
    <>
      <tr className={mapping ? '' : 'unmapped'}>
        <th scope="row" className="ellipsis" title={field.name}>
          {field.name}
        </th>
        <td className="ellipsis selectable" title={samples}>
          {samples}
        </td>
        <td className="dim">
          <Icon of={IconArrowRight} size={14} />
        </td>
        <td>
          <LateSelect
            className="field-low plain-select"
            aria-label={say(importTexts.mapField, { name: field.name })}
            data={options}
            value={mapping?.to ?? unmapped}
            onChange={(to) => onChange((old) => withMapping(old, field.name, to === unmapped ? null : to))}
          />
        </td>
        <td>
          <Conversion {...props} />
        </td>
        <td className="number">
          <span className={`chip ${field.filled === features ? 'ok' : field.filled === 0 ? 'warn' : ''}`}>
            {field.filled === features
              ? formatNumber(field.filled)
              : say(importTexts.rowsOf, { filled: field.filled, count: features })}
          </span>
        </td>
      </tr>
      {open && mapping?.values && vocabulary && (
        <ValueMapRow
          field={field}
          mapping={mapping}
          options={vocabulary.map(({ value, label }) => ({ value, label: say(label) }))}
          onChange={(values) => onChange((old) => withValues(old, field.name, values))}
        />
      )}
    </>
  );
});
