import { Checkbox, TextInput } from '@mantine/core';
import type { Field } from '#core/model/feature-table.ts';
import { useText } from '#renderer/state/use-text.ts';
import { joinTexts } from '#renderer/texts/join-texts.ts';

interface JoinFieldsProps {
  readonly fields: readonly Field[];
  /** New names by the field of the table. */
  readonly names: Readonly<Record<string, string>>;
  readonly left: ReadonlySet<string>;
  readonly onNames: (names: Readonly<Record<string, string>>) => void;
  readonly onLeft: (left: ReadonlySet<string>) => void;
}

/** Which fields are joined, and what they are called in the layer. */
export function JoinFields({ fields, names, left, onNames, onLeft }: JoinFieldsProps) {
  const say = useText();
  const toggle = (name: string): void => {
    const next = new Set(left);
    if (!next.delete(name)) next.add(name);
    onLeft(next);
  };
  return (
    <fieldset className="export-fields">
      <legend>{say(joinTexts.fields)}</legend>
      <ul className="scroll">
        {fields.map(({ name }) => (
          <li key={name} className="join-field">
            <Checkbox label={name} checked={!left.has(name)} onChange={() => toggle(name)} />
            <TextInput
              className="field-low"
              aria-label={name}
              disabled={left.has(name)}
              value={names[name] ?? name}
              onChange={(event) => onNames({ ...names, [name]: event.currentTarget.value })}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
