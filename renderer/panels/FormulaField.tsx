import { Textarea } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useText } from '#renderer/state/use-text.ts';
import { indicatorTexts } from '#renderer/texts/indicator-texts.ts';
import { type FormulaName, suggestedNames, wordAt } from './formula-names.ts';

interface FormulaFieldProps {
  readonly value: string;
  readonly names: readonly FormulaName[];
  readonly error: string | undefined;
  /** Place of what is wrong, from 1. */
  readonly errorAt: number | undefined;
  readonly onChange: (value: string) => void;
}

const suggestionLimit = 8;

/** The formula around a place that does not fit, with the place marked. */
function FaultPlace({ formula, at }: { readonly formula: string; readonly at: number }) {
  const from = Math.max(0, at - 1);
  const marked = /^[\p{L}_"][\p{L}\p{N}_"-]*|^./u.exec(formula.slice(from))?.[0] ?? ' ';
  return (
    <p className="formula-fault" aria-hidden>
      {formula.slice(0, from)}
      <mark>{marked}</mark>
      {formula.slice(from + marked.length)}
    </p>
  );
}

/** Where a formula is written: names are completed, and what does not fit is shown at its place. */
export function FormulaField({ value, names, error, errorAt, onChange }: FormulaFieldProps) {
  const say = useText();
  const area = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const found = caret === null ? [] : suggestedNames(names, value, caret, suggestionLimit);
  const close = (): void => setCaret(null);

  const choose = ({ insert, kind }: FormulaName): void => {
    if (caret === null) return;
    const { from } = wordAt(value, caret) ?? { from: caret };
    const written = kind === 'count' ? `${insert}(` : insert;
    const next = from + written.length;
    onChange(value.slice(0, from) + written + value.slice(caret));
    close();
    requestAnimationFrame(() => area.current?.setSelectionRange(next, next));
    area.current?.focus();
  };

  const keyed = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (found.length === 0) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setActive((active + step + found.length) % found.length);
    else if (event.key === 'Enter' || event.key === 'Tab') choose(found[Math.min(active, found.length - 1)]!);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="formula-field">
      <Textarea
        ref={area}
        data-autofocus
        className="formula-input"
        label={say(indicatorTexts.formula)}
        description={say(indicatorTexts.formulaHint)}
        error={error}
        autosize
        minRows={2}
        spellCheck={false}
        value={value}
        onChange={(event) => {
          onChange(event.currentTarget.value);
          setCaret(event.currentTarget.selectionStart);
          setActive(0);
        }}
        onBlur={close}
        onKeyDown={keyed}
      />
      {found.length > 0 && (
        <ul className="formula-names">
          {found.map((name, at) => (
            <li key={`${name.kind} ${name.insert}`}>
              <button
                type="button"
                tabIndex={-1}
                aria-current={at === active}
                // The text keeps the focus, whose loss would close the list.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(name)}
              >
                <code>{name.insert}</code>
                {name.label !== name.insert && <span className="dim">{name.label}</span>}
              </button>
            </li>
          ))}
        </ul>
      )}
      {errorAt !== undefined && value !== '' && <FaultPlace formula={value} at={errorAt} />}
    </div>
  );
}
