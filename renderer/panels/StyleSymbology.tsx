import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { type RampId, rampIds, ramps } from '#core/model/colour-ramps.ts';
import { type FeatureTable, isNumberType } from '#core/model/feature-table.ts';
import type { Layer } from '#core/model/layer.ts';
import {
  type BreakMethod,
  breakMethods,
  type GraduatedSymbology,
  type LayerStyle,
  type Symbology,
} from '#core/model/layer-style.ts';
import { renderText } from '#core/model/text.ts';
import { categorise, firstRule, graduate, mostCategories, plainSymbol } from '#core/symbology/suggest-style.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { styleTexts } from '#renderer/texts/style-texts.ts';
import { fieldLabel } from '#renderer/ui/field-text.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { numbersFrom } from './parameter-numbers.ts';
import { StyleClassList } from './StyleClassList.tsx';

const kinds = ['role', 'single', 'categorised', 'graduated', 'rules'] as const;
type Kind = (typeof kinds)[number];

interface StyleSymbologyProps {
  readonly layer: Layer;
  readonly style: LayerStyle | undefined;
  readonly onChange: (symbology: Symbology | undefined) => void;
}

/** Classes, ramp and breaks of a graduated style. */
function GraduatedFields({
  symbology,
  onRegrade,
  onChange,
}: {
  readonly symbology: GraduatedSymbology;
  readonly onRegrade: (change: { method?: BreakMethod; classes?: number; breaks?: readonly number[] }) => void;
  readonly onChange: (symbology: GraduatedSymbology) => void;
}) {
  const say = useText();
  const { method, breaks, ramp, reversed } = symbology;
  const [isWrong, setWrong] = useState(false);
  const text = breaks.map((end) => Number(end.toPrecision(6))).join(', ');
  return (
    <>
      <span className="soft">{say(styleTexts.method)}</span>
      <span className="style-pair">
        <Select
          className="field-low"
          aria-label={say(styleTexts.method)}
          data={breakMethods.map((id) => ({ value: id, label: say(styleTexts[id]) }))}
          value={method}
          onChange={(next) => next !== null && onRegrade({ method: next as BreakMethod })}
        />
        <NumberInput
          className="field-low"
          aria-label={say(styleTexts.classes)}
          min={2}
          max={12}
          disabled={method === 'manual'}
          value={breaks.length - 1}
          onChange={(count) => typeof count === 'number' && count >= 2 && count <= 12 && onRegrade({ classes: count })}
        />
      </span>
      <span className="soft">{say(styleTexts.breaks)}</span>
      <TextInput
        key={text}
        className="field-low"
        aria-label={say(styleTexts.breaks)}
        placeholder={say(styleTexts.breaksHint)}
        defaultValue={text}
        error={isWrong && say(styleTexts.breaksWrong)}
        onChange={() => setWrong(false)}
        onBlur={({ currentTarget: { value } }) => {
          if (value === text) return;
          const breaksTyped = [...new Set(numbersFrom(value))].sort((a, b) => a - b);
          setWrong(breaksTyped.length < 2);
          if (breaksTyped.length > 1) onRegrade({ method: 'manual', breaks: breaksTyped });
        }}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
      <span className="soft">{say(styleTexts.ramp)}</span>
      <span className="style-pair">
        <Select
          className="field-low"
          aria-label={say(styleTexts.ramp)}
          data={rampIds.map((id) => ({ value: id, label: say(ramps[id].label) }))}
          value={ramp}
          onChange={(next) => next !== null && onChange({ ...symbology, ramp: next as RampId })}
        />
        <Checkbox
          label={say(styleTexts.reverse)}
          checked={reversed}
          onChange={(event) => onChange({ ...symbology, reversed: event.currentTarget.checked })}
        />
      </span>
    </>
  );
}

/** The symbols of a layer: which kind of style, by which field, and what each class looks like. */
export function StyleSymbology({ layer, style, onChange }: StyleSymbologyProps) {
  const workbench = useWorkbench();
  const say = useText();
  const language = useLanguage();
  const scenario = useWindow((state) => state.scenario);
  const symbology = style?.symbology;
  const kind: Kind = symbology?.kind ?? 'role';
  const names = layer.fields.map(({ name, type }) => ({
    value: name,
    label: say(fieldLabel(layer.role, name)),
    isNumber: isNumberType(type) && type !== 'boolean',
  }));
  const fields = kind === 'graduated' ? names.filter(({ isNumber }) => isNumber) : names;

  const tableOf = (field: string): Promise<FeatureTable> =>
    workbench.queries.fetch('layer/read', { layer: layer.id, scenario, fields: [field] });
  const byField = async (
    wanted: Kind,
    field: string,
    options: Partial<GraduatedSymbology> & { classes?: number } = {},
  ) => {
    try {
      const table = await tableOf(field);
      if (wanted === 'categorised') onChange(categorise(table, field));
      else {
        const graded = graduate(
          table,
          field,
          options.method ?? 'quantile',
          options.classes ?? 5,
          options.ramp ?? 'viridis',
          options.breaks,
        );
        if (!graded) {
          workbench.activity.tell({ severity: 'info', message: styleTexts.noNumbers, hint: { zh: '', en: '' } });
          return;
        }
        onChange({
          ...graded,
          ...(options.reversed === undefined ? {} : { reversed: options.reversed }),
          ...(options.symbol ? { symbol: options.symbol } : {}),
        });
      }
    } catch (thrown) {
      workbench.activity.fail(thrown);
    }
  };
  const choose = (wanted: Kind): void => {
    if (wanted === 'role') onChange(undefined);
    else if (wanted === 'single') onChange({ kind: 'single', symbol: plainSymbol(layer.geometry) });
    else if (wanted === 'rules') {
      const [first] = layer.fields;
      const label = renderText(styleTexts.newRule, language, { number: 1 });
      onChange(firstRule(layer.geometry, first ? `${first.name} is not null` : 'true', label));
    } else {
      const numbers = names.filter(({ isNumber }) => isNumber);
      const usual =
        wanted === 'graduated'
          ? (numbers.find(({ value }) => value === 'far') ?? numbers[0])
          : (names.find(({ value }) => value === 'land_use' || value === 'kind' || value === 'class') ??
            names.find(({ isNumber }) => !isNumber) ??
            names[0]);
      if (usual) void byField(wanted, usual.value);
    }
  };
  return (
    <section className="style-part" aria-label={say(styleTexts.symbology)}>
      <div className="style-grid">
        <span className="soft">{say(styleTexts.symbology)}</span>
        <Select
          className="field-low"
          aria-label={say(styleTexts.symbology)}
          data={kinds
            .filter((id) => id !== 'graduated' || names.some(({ isNumber }) => isNumber))
            .map((id) => ({ value: id, label: say(styleTexts[id]) }))}
          value={kind}
          onChange={(next) => next !== null && next !== kind && choose(next as Kind)}
        />
        {symbology && 'field' in symbology && (
          <>
            <span className="soft">{say(styleTexts.field)}</span>
            <Select
              className="field-low"
              aria-label={say(styleTexts.field)}
              data={fields.map(({ value, label }) => ({ value, label }))}
              searchable={fields.length > 12}
              value={symbology.field}
              onChange={(field) =>
                field !== null &&
                void byField(
                  symbology.kind,
                  field,
                  symbology.kind === 'graduated'
                    ? { ramp: symbology.ramp, method: symbology.method === 'manual' ? 'quantile' : symbology.method }
                    : {},
                )
              }
            />
          </>
        )}
        {symbology?.kind === 'graduated' && (
          <GraduatedFields
            symbology={symbology}
            onChange={onChange}
            onRegrade={(change) =>
              void byField('graduated', symbology.field, {
                ramp: symbology.ramp,
                reversed: symbology.reversed,
                symbol: symbology.symbol,
                method: change.method ?? symbology.method,
                classes: change.classes ?? symbology.breaks.length - 1,
                breaks: change.breaks ?? symbology.breaks,
              })
            }
          />
        )}
      </div>
      {kind === 'role' && <p className="hint">{say(styleTexts.roleNote)}</p>}
      {symbology && style && (
        <StyleClassList key={symbology.kind} layer={layer} style={style} symbology={symbology} onChange={onChange} />
      )}
      {symbology?.kind === 'categorised' && symbology.classes.length === mostCategories && (
        <p className="hint">{say(styleTexts.fewer, { count: mostCategories })}</p>
      )}
      {symbology?.kind === 'rules' && (
        <button
          type="button"
          className="button low"
          onClick={() => {
            const number = symbology.rules.length + 1;
            const label = say(styleTexts.newRule, { number });
            const { where } = symbology.rules.at(-1) ?? { where: 'true' };
            onChange({
              ...symbology,
              rules: [...symbology.rules, { where, label, symbol: plainSymbol(layer.geometry) }],
            });
          }}
        >
          <Icon of={IconPlus} size={14} />
          {say(styleTexts.addRule)}
        </button>
      )}
      {symbology && (symbology.kind === 'categorised' || symbology.kind === 'rules') && (
        <Checkbox
          label={say(styleTexts.showOthers)}
          checked={symbology.others !== null}
          onChange={(event) =>
            onChange({
              ...symbology,
              others: event.currentTarget.checked ? plainSymbol(layer.geometry, '#DADDE1') : null,
            })
          }
        />
      )}
    </section>
  );
}
