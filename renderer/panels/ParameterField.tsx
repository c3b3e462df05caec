import { Checkbox, NumberInput, Select, Slider, TextInput } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { EvaluatorParameter, ParameterValue } from '#core/evaluation/contract.ts';
import { parameterSource } from '#core/evaluation/parameters.ts';
import { unitLabel } from '#core/model/indicator.ts';
import { formatNumber } from '#core/model/text.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { evaluateTexts } from '#renderer/texts/evaluate-texts.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { niceStep, numbersFrom } from './parameter-numbers.ts';

/** Lists longer than this can be searched. */
const searchableFrom = 20;

interface ParameterFieldProps {
  readonly parameter: EvaluatorParameter;
  /** The value that differs from the default, if any. */
  readonly value: ParameterValue | undefined;
  /** Undefined goes back to the default. */
  readonly onChange: (value: ParameterValue | undefined) => void;
}

function NumberList({ parameter, value, onChange }: ParameterFieldProps) {
  const say = useText();
  const numbers = value ?? parameter.default;
  const text = Array.isArray(numbers) ? numbers.join(', ') : String(numbers);
  const [draft, setDraft] = useState<string | null>(null);
  const parsed = draft === null ? [] : numbersFrom(draft);
  return (
    <TextInput
      className="field-low"
      aria-label={say(parameter.title)}
      placeholder={say(evaluateTexts.numbersHint)}
      value={draft ?? text}
      error={parsed === undefined}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={() => {
        if (draft !== null && parsed) onChange(parsed);
        setDraft(null);
      }}
    />
  );
}

/** The control that suits the type of the parameter. */
function Control({ parameter, value, onChange }: ParameterFieldProps) {
  const say = useText();
  const language = useLanguage();
  const label = say(parameter.title);
  const { type, minimum, maximum, unit } = parameter;
  const current = value ?? parameter.default;
  const settle = (next: ParameterValue): void => onChange(next === parameter.default ? undefined : next);
  if (type === 'boolean') {
    return (
      <Checkbox
        aria-label={label}
        checked={current === true}
        onChange={(event) => settle(event.currentTarget.checked)}
      />
    );
  }
  if (type === 'array') return <NumberList parameter={parameter} value={value} onChange={onChange} />;
  if (type === 'string') {
    const titles = parameter.enumTitles;
    if (!parameter.enum) {
      return (
        <TextInput
          className="field-low"
          aria-label={label}
          {...(parameter.secret ? { type: 'password', autoComplete: 'off' } : {})}
          value={String(current ?? '')}
          onChange={(event) => settle(event.currentTarget.value)}
        />
      );
    }
    return (
      <Select
        className="field-low"
        aria-label={label}
        data={parameter.enum.map((id, place) => ({ value: id, label: titles?.[place] ? say(titles[place]) : id }))}
        searchable={parameter.enum.length > searchableFrom}
        value={String(current)}
        onChange={(next) => next !== null && settle(next)}
      />
    );
  }
  const number = typeof current === 'number' ? current : 0;
  const whole = type === 'integer';
  const suffix = unit === undefined ? '' : unitLabel(unit)[language];
  return (
    <>
      {minimum !== undefined && maximum !== undefined && (
        <Slider
          min={minimum}
          max={maximum}
          step={niceStep(minimum, maximum, whole)}
          value={number}
          thumbLabel={label}
          onChange={settle}
        />
      )}
      <NumberInput
        className="field-low parameter-number"
        aria-label={label}
        {...(minimum === undefined ? {} : { min: minimum })}
        {...(maximum === undefined ? {} : { max: maximum })}
        allowDecimal={!whole}
        suffix={suffix === '' ? '' : ` ${suffix}`}
        value={number}
        onChange={(next) => {
          if (
            typeof next !== 'number' ||
            (minimum !== undefined && next < minimum) ||
            (maximum !== undefined && next > maximum)
          )
            return;
          settle(next);
        }}
      />
    </>
  );
}

/** One parameter: its name, its control, where its default comes from, and the way back to it. */
export function ParameterField(props: ParameterFieldProps) {
  const { parameter, value, onChange } = props;
  const say = useText();
  const { type, minimum, maximum, verifyLocally, description } = parameter;
  const wide = type === 'array' || (type === 'string' && !parameter.enum);
  const notes = [
    ...(minimum !== undefined && maximum !== undefined
      ? [say(evaluateTexts.range, { low: formatNumber(minimum), high: formatNumber(maximum) })]
      : []),
    ...(value !== undefined && typeof parameter.default !== 'object'
      ? [
          say(evaluateTexts.defaultIs, {
            value: typeof parameter.default === 'number' ? formatNumber(parameter.default) : String(parameter.default),
          }),
        ]
      : []),
    say(parameterSource(parameter)),
    ...(verifyLocally ? [say(evaluateTexts.verifyLocally)] : []),
  ];
  return (
    <li className={`parameter ${wide ? 'wide' : ''} ${type}`} title={description ? say(description) : undefined}>
      <span className="soft parameter-title">{say(parameter.title)}</span>
      <Control {...props} />
      <span className="parameter-note dim">
        {notes.join(' · ')}
        {value !== undefined && (
          <IconButton
            icon={IconArrowBackUp}
            kind="small"
            label={say(evaluateTexts.reset)}
            onClick={() => onChange(undefined)}
          />
        )}
      </span>
    </li>
  );
}
