import { TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import type { Layer } from '#core/model/layer.ts';
import type { FeatureSymbol, LayerStyle, RuleSymbology, Symbology } from '#core/model/layer-style.ts';
import { formatNumber } from '#core/model/text.ts';
import { className } from '#core/symbology/class-name.ts';
import { conditionFault } from '#core/symbology/style-classes.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { styleTexts } from '#renderer/texts/style-texts.ts';
import { FaultText } from '#renderer/ui/FaultText.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { SymbolEditor } from './SymbolEditor.tsx';
import { SymbolSwatch } from './SymbolSwatch.tsx';
import { useStyledRows } from './use-styled-rows.ts';

interface StyleClassListProps {
  readonly layer: Layer;
  readonly style: LayerStyle;
  readonly symbology: Symbology;
  readonly onChange: (symbology: Symbology) => void;
}

function replaced<Item extends { readonly symbol: FeatureSymbol }>(
  items: readonly Item[],
  place: number,
  symbol: FeatureSymbol,
): Item[] {
  return items.map((item, at) => (at === place ? { ...item, symbol } : item));
}

/** The style with another symbol for its class at `place`. */
function withSymbol(symbology: Symbology, place: number, symbol: FeatureSymbol): Symbology {
  switch (symbology.kind) {
    case 'single':
    case 'graduated':
      return { ...symbology, symbol };
    case 'categorised':
      return place < symbology.classes.length
        ? { ...symbology, classes: replaced(symbology.classes, place, symbol) }
        : { ...symbology, others: symbol };
    case 'rules':
      return place < symbology.rules.length
        ? { ...symbology, rules: replaced(symbology.rules, place, symbol) }
        : { ...symbology, others: symbol };
  }
}

interface RuleFieldsProps {
  readonly layer: Layer;
  readonly symbology: RuleSymbology;
  readonly place: number;
  readonly onChange: (symbology: RuleSymbology) => void;
}

/** Condition and name of one rule, taken over when the field is left. */
function RuleFields({ layer, symbology, place, onChange }: RuleFieldsProps) {
  const say = useText();
  const language = useLanguage();
  const rule = symbology.rules[place]!;
  const [draft, setDraft] = useState<string | null>(null);
  const where = draft ?? rule.where;
  const fault = conditionFault(where, layer.fields);
  const settle = (part: Partial<typeof rule>): void => {
    const rules = symbology.rules.map((one, at) => (at === place ? { ...one, ...part } : one));
    onChange({ ...symbology, rules });
  };
  return (
    <div className="style-grid">
      <span className="soft">{say(styleTexts.ruleLabel)}</span>
      <TextInput
        key={rule.label}
        className="field-low"
        aria-label={say(styleTexts.ruleLabel)}
        defaultValue={rule.label}
        onBlur={({ currentTarget: { value } }) => value !== rule.label && settle({ label: value })}
      />
      <span className="soft">{say(styleTexts.where)}</span>
      <TextInput
        className="field-low"
        aria-label={say(styleTexts.where)}
        value={where}
        error={fault?.describe(language)}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={() => {
          // A condition that cannot be worked out stays here to be mended; the map keeps the one before.
          if (fault) return;
          setDraft(null);
          if (where !== rule.where) settle({ where });
        }}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
    </div>
  );
}

/** The classes of a style as the legend has them; a click on one opens its symbol. */
export function StyleClassList({ layer, style, symbology, onChange }: StyleClassListProps) {
  const say = useText();
  const language = useLanguage();
  const [open, setOpen] = useState<number | null>(symbology.kind === 'single' ? 0 : null);
  const { rows, error } = useStyledRows(layer, style);
  const field = 'field' in symbology ? symbology.field : undefined;
  if (error) {
    return (
      <div>
        <FaultText fault={error} className="style-fault" />
        {symbology.kind === 'rules' &&
          symbology.rules.map((rule, place) => (
            <RuleFields key={rule.where} layer={layer} symbology={symbology} place={place} onChange={onChange} />
          ))}
      </div>
    );
  }
  if (!rows) return null;
  return (
    <ul className="style-classes" aria-label={say(styleTexts.legend)}>
      {rows.classes.map((one, place) => {
        const name = className(one, layer, field, language);
        const isRule = symbology.kind === 'rules' && place < symbology.rules.length;
        return (
          <Fragment key={`${one.meaning.kind} ${name} ${String(place)}`}>
            <li className="row style-class">
              <button
                type="button"
                className="style-class-name"
                aria-expanded={open === place}
                aria-label={say(styleTexts.editSymbol, { name })}
                onClick={() => setOpen(open === place ? null : place)}
              >
                <SymbolSwatch symbol={one.symbol} kind={layer.geometry} />
                <span className="ellipsis">{name}</span>
                <span className="layer-count">{formatNumber(one.count)}</span>
              </button>
              {isRule && (
                <IconButton
                  icon={IconTrash}
                  kind="small"
                  label={`${say(styleTexts.removeRule)} ${name}`}
                  onClick={() => onChange({ ...symbology, rules: symbology.rules.filter((_, at) => at !== place) })}
                />
              )}
            </li>
            {open === place && (
              <li className="style-open">
                {isRule && <RuleFields layer={layer} symbology={symbology} place={place} onChange={onChange} />}
                <SymbolEditor
                  symbol={one.symbol}
                  kind={layer.geometry}
                  withoutFill={symbology.kind === 'graduated'}
                  onChange={(symbol) => onChange(withSymbol(symbology, place, symbol))}
                />
              </li>
            )}
          </Fragment>
        );
      })}
    </ul>
  );
}
