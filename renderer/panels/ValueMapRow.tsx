import type { FieldMapping, PlannedField } from '#core/formats/import-plan.ts';
import { formatNumber } from '#core/model/text.ts';
import { useText } from '#renderer/state/use-text.ts';
import { importTexts } from '#renderer/texts/import-texts.ts';
import { LateSelect } from '#renderer/ui/LateSelect.tsx';

interface ValueMapRowProps {
  readonly field: PlannedField;
  readonly mapping: FieldMapping;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (values: Readonly<Record<string, string>>) => void;
}

const none = ' none';

/** What each value of a field means, such as the land use of each layer of a drawing; shown below its row. */
export function ValueMapRow({ field, mapping, options, onChange }: ValueMapRowProps) {
  const say = useText();
  const { values = {} } = mapping;
  return (
    <tr className="value-map">
      <td colSpan={6}>
        <ul aria-label={say(importTexts.valuesOf, { name: field.name })}>
          {(field.counts ?? []).map(({ text, count }) => (
            <li key={text}>
              <span className="ellipsis" title={text}>
                {text}
              </span>
              <span className="dim">{formatNumber(count)}</span>
              <LateSelect
                className="field-low"
                aria-label={say(importTexts.meaningOf, { value: text })}
                data={[{ value: none, label: say(importTexts.noMeaning) }, ...options]}
                value={values[text] ?? none}
                onChange={(meaning) => {
                  const { [text]: _before, ...rest } = values;
                  onChange(meaning === null || meaning === none ? rest : { ...rest, [text]: meaning });
                }}
              />
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}
