import { Checkbox, MultiSelect, NumberInput, SegmentedControl, Select } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { IndicatorDefinition } from '#core/model/indicator.ts';
import { unitLabel } from '#core/model/indicator.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useDescription } from '#renderer/state/workbench.ts';
import { suggestTexts } from '#renderer/texts/suggest-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { type SuggestForm, usualWish } from './suggest-form.ts';

interface ConditionsProps {
  readonly form: SuggestForm;
  readonly onChange: (change: Partial<SuggestForm>) => void;
  readonly indicators: readonly IndicatorDefinition[];
  /** Parcels that are selected. */
  readonly selected: number;
}

/** Which indicators are aimed for, and in which direction. */
function Objectives({ form, onChange, indicators }: ConditionsProps) {
  const say = useText();
  const toggle = (definition: IndicatorDefinition): void => {
    const { [definition.id]: chosen, ...others } = form.objectives;
    onChange({ objectives: chosen ? others : { ...others, [definition.id]: usualWish(definition) } });
  };
  return (
    <fieldset className="suggest-part">
      <legend>{say(suggestTexts.objectives)}</legend>
      <ul className="suggest-objectives">
        {indicators.map((definition) => {
          const wish = form.objectives[definition.id];
          const name = say(definition.label);
          return (
            <li key={definition.id}>
              <Checkbox checked={wish !== undefined} label={name} onChange={() => toggle(definition)} />
              {wish && (
                <Select
                  className="field-low suggest-wish"
                  aria-label={say(suggestTexts.wish, { name })}
                  value={wish}
                  data={(['more', 'less'] as const).map((one) => ({ value: one, label: say(suggestTexts[one]) }))}
                  onChange={(next) =>
                    onChange({
                      objectives: { ...form.objectives, [definition.id]: next === 'less' ? 'less' : 'more' },
                    })
                  }
                />
              )}
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}

/** Values that indicators must reach or may not exceed. */
function Limits({ form, onChange, indicators }: ConditionsProps) {
  const say = useText();
  const language = useLanguage();
  const { limits } = form;
  const set = (key: number, change: Partial<(typeof limits)[number]>): void =>
    onChange({ limits: limits.map((one) => (one.key === key ? { ...one, ...change } : one)) });
  const add = (): void => {
    const key = 1 + Math.max(0, ...limits.map((one) => one.key));
    onChange({ limits: [...limits, { key, indicator: 'green-land-share', comparison: 'at-least', value: 15 }] });
  };
  return (
    <fieldset className="suggest-part">
      <legend>{say(suggestTexts.limits)}</legend>
      {limits.map(({ key, indicator, comparison, value }) => (
        <div key={key} className="suggest-limit">
          <Select
            className="field-low"
            aria-label={say(suggestTexts.limitOf)}
            searchable
            value={indicator}
            data={indicators.map(({ id, label }) => ({ value: id, label: say(label) }))}
            onChange={(next) => next !== null && set(key, { indicator: next })}
          />
          <Select
            className="field-low"
            aria-label={say(suggestTexts.comparison)}
            value={comparison}
            data={[
              { value: 'at-least', label: say(suggestTexts.atLeast) },
              { value: 'at-most', label: say(suggestTexts.atMost) },
            ]}
            onChange={(next) => set(key, { comparison: next === 'at-most' ? 'at-most' : 'at-least' })}
          />
          <NumberInput
            className="field-low"
            aria-label={say(suggestTexts.value)}
            value={value}
            onChange={(next) => typeof next === 'number' && set(key, { value: next })}
          />
          <span className="dim">{unitLabel(indicators.find(({ id }) => id === indicator)?.unit ?? '1')[language]}</span>
          <IconButton
            icon={IconX}
            kind="small"
            label={say(suggestTexts.removeLimit)}
            onClick={() => onChange({ limits: limits.filter((one) => one.key !== key) })}
          />
        </div>
      ))}
      <button type="button" className="link-button" onClick={add}>
        <Icon of={IconPlus} size={14} />
        {say(suggestTexts.addLimit)}
      </button>
    </fieldset>
  );
}

/** Everything that is decided before a search starts. */
export function SuggestConditions(props: ConditionsProps) {
  const { form, onChange, selected } = props;
  const say = useText();
  const { developmentTypes } = useDescription();
  return (
    <div className="suggest-conditions">
      <p className="soft">{say(suggestTexts.intro)}</p>
      <div className="suggest-line">
        <span>{say(suggestTexts.area)}</span>
        <SegmentedControl
          aria-label={say(suggestTexts.area)}
          value={form.onSelection && selected > 0 ? 'selection' : 'all'}
          data={[
            { value: 'all', label: say(suggestTexts.allParcels) },
            { value: 'selection', label: say(suggestTexts.selection, { count: selected }), disabled: selected === 0 },
          ]}
          onChange={(next) => onChange({ onSelection: next === 'selection' })}
        />
      </div>
      <Objectives {...props} />
      <Limits {...props} />
      <MultiSelect
        label={say(suggestTexts.types)}
        data={developmentTypes.map(({ id, label }) => ({ value: id as string, label: say(label) }))}
        value={[...form.types]}
        onChange={(types) => onChange({ types })}
      />
      <div className="suggest-line">
        <NumberInput
          label={say(suggestTexts.maxFar)}
          value={form.maxFar}
          min={0}
          max={20}
          decimalScale={2}
          onChange={(next) => typeof next === 'number' && onChange({ maxFar: next })}
        />
        <NumberInput
          label={say(suggestTexts.seed)}
          value={form.seed}
          min={0}
          allowDecimal={false}
          onChange={(next) => typeof next === 'number' && onChange({ seed: next })}
        />
        <NumberInput
          label={say(suggestTexts.rounds)}
          value={form.rounds}
          min={1}
          max={5000}
          allowDecimal={false}
          onChange={(next) => typeof next === 'number' && onChange({ rounds: next })}
        />
      </div>
      <p className="dim">{say(suggestTexts.repeat)}</p>
    </div>
  );
}
