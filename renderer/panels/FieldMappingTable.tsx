import { Select } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import { sourceUnits } from '#core/formats/field-units.ts';
import type { ImportPlan, PlannedField, PlannedLayer } from '#core/formats/import-plan.ts';
import { unitLabel } from '#core/model/indicator.ts';
import { roleOf } from '#core/model/role.ts';
import { formatNumber } from '#core/model/text.ts';
import { useText } from '#renderer/state/use-text.ts';
import { importTexts } from '#renderer/texts/import-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { canonicalOf, unitsFor, vocabularyOf, withMapping, withUnit, withValues } from './import-edits.ts';
import { ValueMapRow } from './ValueMapRow.tsx';

interface FieldMappingTableProps {
  readonly plan: ImportPlan;
  readonly layer: PlannedLayer;
  readonly onChange: (change: (layer: PlannedLayer) => PlannedLayer) => void;
}

const unmapped = ' keep';

/** Unit, code table or vocabulary of a mapped field. */
function Conversion({
  plan,
  layer,
  field,
  open,
  onOpen,
  onChange,
}: FieldMappingTableProps & { readonly field: PlannedField; readonly open: boolean; readonly onOpen: () => void }) {
  const say = useText();
  const mapping = layer.mapping.find(({ from }) => from === field.name);
  if (!mapping) return null;
  if (mapping.to === 'land_use_code') {
    return (
      <Select
        className="field-low"
        aria-label={say(importTexts.codeTable)}
        data={plan.codeTables.map(({ id, label }) => ({ value: id, label: say(label) }))}
        value={layer.codeTable ?? null}
        onChange={(codeTable) => codeTable && onChange((old) => ({ ...old, codeTable }))}
      />
    );
  }
  if (mapping.values) {
    const label = say(importTexts.values, { count: Object.keys(mapping.values).length });
    if (!field.counts || !vocabularyOf(layer.role, mapping.to)) return <span className="soft">{label}</span>;
    return (
      <button type="button" className="link-button" aria-expanded={open} onClick={onOpen}>
        {label}
      </button>
    );
  }
  const canonical = canonicalOf(layer.role, mapping);
  const units = unitsFor(canonical);
  if (units.length === 0 || canonical?.unit === undefined)
    return canonical?.unit && <span className="dim">{say(unitLabel(canonical.unit))}</span>;
  return (
    <Select
      className="field-low"
      aria-label={say(importTexts.unitOf, { name: field.name })}
      data={units.map((id) => ({ value: id, label: say(sourceUnits.get(id)!.label) }))}
      value={mapping.unit ?? canonical.unit}
      onChange={(unit) => unit && onChange((old) => withUnit(old, field.name, unit))}
    />
  );
}

/** Which field of the file is which field of the role, and how its values are converted. */
export function FieldMappingTable(props: FieldMappingTableProps) {
  const { layer, onChange } = props;
  const say = useText();
  const [opened, setOpened] = useState<string | null>(null);
  const role = roleOf(layer.role);
  const options = [
    { value: unmapped, label: say(importTexts.keep) },
    ...role.fields.map(({ name, label }) => ({ value: name, label: say(label) })),
  ];
  return (
    <section>
      <h3>
        {say(importTexts.mapping)}{' '}
        <span className="dim">
          {say(importTexts.fieldCount, { count: layer.fields.length })} · {say(role.label)}
        </span>
      </h3>
      {layer.fields.length === 0 ? (
        <p className="dim">{say(importTexts.noFields)}</p>
      ) : (
        <div className="mapping-frame">
          <table className="plain mapping">
            <thead>
              <tr>
                <th scope="col">{say(importTexts.source)}</th>
                <th scope="col">{say(importTexts.samples)}</th>
                <th aria-hidden="true"> </th>
                <th scope="col">{say(importTexts.mapsTo)}</th>
                <th scope="col">{say(importTexts.unit)}</th>
                <th scope="col" className="number">
                  {say(importTexts.valid)}
                </th>
              </tr>
            </thead>
            <tbody>
              {layer.fields.map((field) => {
                const mapping = layer.mapping.find(({ from }) => from === field.name);
                const samples = field.samples.join(', ');
                const isOpen = opened === field.name;
                const vocabulary = mapping && vocabularyOf(layer.role, mapping.to);
                return (
                  <Fragment key={field.name}>
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
                        <Select
                          className="field-low plain-select"
                          aria-label={say(importTexts.mapField, { name: field.name })}
                          data={options}
                          value={mapping?.to ?? unmapped}
                          onChange={(to) =>
                            onChange((old) => withMapping(old, field.name, to === unmapped ? null : to))
                          }
                        />
                      </td>
                      <td>
                        <Conversion
                          {...props}
                          field={field}
                          open={isOpen}
                          onOpen={() => setOpened(isOpen ? null : field.name)}
                        />
                      </td>
                      <td className="number">
                        <span
                          className={`chip ${field.filled === layer.features ? 'ok' : field.filled === 0 ? 'warn' : ''}`}
                        >
                          {field.filled === layer.features
                            ? formatNumber(field.filled)
                            : say(importTexts.rowsOf, { filled: field.filled, count: layer.features })}
                        </span>
                      </td>
                    </tr>
                    {isOpen && mapping?.values && vocabulary && (
                      <ValueMapRow
                        field={field}
                        mapping={mapping}
                        options={vocabulary.map(({ value, label }) => ({ value, label: say(label) }))}
                        onChange={(values) => onChange((old) => withValues(old, field.name, values))}
                      />
                    )}
                  </Fragment>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
