import { TextInput } from '@mantine/core';
import { useRef } from 'react';
import { focusField } from './focus-field.ts';

interface RenameFieldProps {
  readonly name: string;
  readonly label: string;
  /** Called once, when the field is left: with the new name, or null when it stays as it was. */
  readonly onFinish: (next: string | null) => void;
}

/** A name that is being typed in its place: Enter or leaving keeps it, Escape does not. */
export function RenameField({ name, label, onFinish }: RenameFieldProps) {
  const finished = useRef(false);
  const finish = (text: string): void => {
    // Whoever listens moves the focus, which leaves the field once more.
    if (finished.current) return;
    finished.current = true;
    const next = text.trim();
    onFinish(next === '' || next === name ? null : next);
  };
  return (
    <TextInput
      ref={focusField}
      className="layer-rename field-low"
      defaultValue={name}
      aria-label={label}
      data-autofocus
      onClick={(event) => event.stopPropagation()}
      onBlur={(event) => finish(event.currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') finish(event.currentTarget.value);
        if (event.key === 'Escape') finish(name);
      }}
    />
  );
}
