import { useMemo, useState } from 'react';
import type { ImportPlan, PlannedLayer } from '#core/formats/import-plan.ts';
import { roleOf } from '#core/model/role.ts';
import { useText } from '#renderer/state/use-text.ts';
import { importTexts } from '#renderer/texts/import-texts.ts';
import { FieldMappingRow, unmapped } from './FieldMappingRow.tsx';

interface FieldMappingTableProps {
  readonly plan: ImportPlan;
  readonly layer: PlannedLayer;
  readonly onChange: (change: (layer: PlannedLayer) => PlannedLayer) => void;
}

/** Which field of the file is which field of the role, and how its values are converted. */
export function FieldMappingTable({ plan, layer, onChange }: FieldMappingTableProps) {
  const say = useText();
  const [opened, setOpened] = useState<string | null>(null);
  const role = roleOf(layer.role);
  const options = useMemo(
    () => [
      { value: unmapped, label: say(importTexts.keep) },
      ...role.fields.map(({ name, label }) => ({ value: name, label: say(label) })),
    ],
    [role, say],
  );
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
              {layer.fields.map((field) => (
                <FieldMappingRow
                  key={field.name}
                  field={field}
                  mapping={layer.mapping.find(({ from }) => from === field.name)}
                  role={layer.role}
                  features={layer.features}
                  codeTables={plan.codeTables}
                  codeTable={layer.codeTable}
                  options={options}
                  open={opened === field.name}
                  onOpen={setOpened}
                  onChange={onChange}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
