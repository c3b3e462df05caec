import { ColorInput } from '@mantine/core';
import { useState } from 'react';
import { categoryColours } from '#core/model/colour-ramps.ts';

const greys = ['#FFFFFF', '#DADDE1', '#9AA3AD', '#5E6975', '#22303A', '#000000'];

interface ColourFieldProps {
  readonly label: string;
  readonly colour: string;
  readonly onChange: (colour: string) => void;
}

/** A colour by its code, from a palette or from a picker; what is chosen counts once the pointer lets go. */
export function ColourField({ label, colour, onChange }: ColourFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const settle = (next: string): void => {
    setDraft(null);
    const wanted = next.toUpperCase();
    if (/^#[0-9A-F]{6}$/u.test(wanted) && wanted !== colour.toUpperCase()) onChange(wanted);
  };
  return (
    <ColorInput
      className="field-low colour-field"
      aria-label={label}
      format="hex"
      fixOnBlur
      swatches={[...categoryColours.slice(0, 8), ...greys]}
      swatchesPerRow={7}
      value={draft ?? colour}
      onChange={setDraft}
      onChangeEnd={settle}
      onBlur={() => draft !== null && settle(draft)}
    />
  );
}
