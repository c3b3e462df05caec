import { Checkbox, NumberInput, Select } from '@mantine/core';
import type { Layer } from '#core/model/layer.ts';
import type { LabelSettings, LayerStyle } from '#core/model/layer-style.ts';
import { nameFields } from '#renderer/state/feature-name.ts';
import { useText } from '#renderer/state/use-text.ts';
import { styleTexts } from '#renderer/texts/style-texts.ts';
import { fieldLabel } from '#renderer/ui/field-text.ts';
import { ColourField } from './ColourField.tsx';

interface StyleLabelsProps {
  readonly layer: Layer;
  readonly labels: LayerStyle['labels'];
  readonly onChange: (labels: LayerStyle['labels']) => void;
}

function usualLabels(layer: Layer): LabelSettings | undefined {
  const [named] = nameFields(layer);
  const field = layer.fields.find(({ name }) => name === named) ?? layer.fields[0];
  return field && { field: field.name, sizePixels: 12, bold: false, colour: '#22303A', from: 10_000 };
}

/** The text at the features: as the role asks, none, or a field with its size, colour and scale. */
export function StyleLabels({ layer, labels, onChange }: StyleLabelsProps) {
  const say = useText();
  const way = labels === undefined ? 'role' : labels === 'none' ? 'none' : 'field';
  const usual = usualLabels(layer);
  return (
    <section className="style-part" aria-label={say(styleTexts.labels)}>
      <div className="style-grid">
        <span className="soft">{say(styleTexts.labels)}</span>
        <Select
          className="field-low"
          aria-label={say(styleTexts.labels)}
          data={[
            { value: 'role', label: say(styleTexts.labelsRole) },
            { value: 'none', label: say(styleTexts.labelsNone) },
            ...(usual ? [{ value: 'field', label: say(styleTexts.labelsField) }] : []),
          ]}
          value={way}
          onChange={(next) => {
            if (next !== null && next !== way) onChange(next === 'role' ? undefined : next === 'none' ? 'none' : usual);
          }}
        />
        {labels !== undefined && labels !== 'none' && (
          <>
            <span className="soft">{say(styleTexts.field)}</span>
            <Select
              className="field-low"
              aria-label={`${say(styleTexts.labels)}: ${say(styleTexts.field)}`}
              data={layer.fields.map(({ name }) => ({ value: name, label: say(fieldLabel(layer.role, name)) }))}
              searchable={layer.fields.length > 12}
              value={labels.field}
              onChange={(field) => field !== null && onChange({ ...labels, field })}
            />
            <span className="soft">{say(styleTexts.labelSize)}</span>
            <span className="style-pair">
              <NumberInput
                className="field-low"
                aria-label={say(styleTexts.labelSize)}
                min={6}
                max={60}
                suffix=" px"
                value={labels.sizePixels}
                onChange={(size) =>
                  typeof size === 'number' && size >= 6 && size <= 60 && onChange({ ...labels, sizePixels: size })
                }
              />
              <Checkbox
                label={say(styleTexts.bold)}
                checked={labels.bold}
                onChange={(event) => onChange({ ...labels, bold: event.currentTarget.checked })}
              />
            </span>
            <span className="soft">{say(styleTexts.colour)}</span>
            <ColourField
              label={say(styleTexts.colour)}
              colour={labels.colour}
              onChange={(colour) => onChange({ ...labels, colour })}
            />
            <span className="soft">{say(styleTexts.labelsFrom)}</span>
            <NumberInput
              className="field-low"
              aria-label={say(styleTexts.labelsFrom)}
              min={1}
              thousandSeparator=" "
              value={labels.from}
              onBlur={(event) => {
                const from = Number(event.currentTarget.value.replaceAll(/\s/gu, ''));
                if (from > 0 && from !== labels.from) onChange({ ...labels, from });
              }}
            />
          </>
        )}
      </div>
    </section>
  );
}
