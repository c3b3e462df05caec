import { Select } from '@mantine/core';
import { useText } from '#renderer/state/use-text.ts';
import { useDescription } from '#renderer/state/workbench.ts';
import { sketchTexts } from '#renderer/texts/sketch-texts.ts';
import { LandSwatch } from '#renderer/ui/LandSwatch.tsx';

interface TypeSelectProps {
  readonly label: string;
  readonly value: string | null;
  /** Offers "leave as it is". */
  readonly optional?: boolean;
  readonly onChange: (type: string | null) => void;
}

const leave = ' leave';

/** Chooses a development type by its name and colour. */
export function TypeSelect({ label, value, optional = false, onChange }: TypeSelectProps) {
  const say = useText();
  const { developmentTypes } = useDescription();
  const byId = new Map(developmentTypes.map((type) => [type.id as string, type]));
  const chosen = value === null ? undefined : byId.get(value);
  return (
    <Select
      className="field-low type-select"
      aria-label={label}
      data={[
        ...(optional ? [{ value: leave, label: say(sketchTexts.leave) }] : []),
        ...developmentTypes.map(({ id, label: name }) => ({ value: id as string, label: say(name) })),
      ]}
      value={value ?? leave}
      leftSection={chosen && <LandSwatch landUse={chosen.landUse} code={chosen.code} size={12} />}
      renderOption={({ option }) => {
        const type = byId.get(option.value);
        return (
          <span className="type-option">
            {type ? <LandSwatch landUse={type.landUse} code={type.code} /> : <span className="swatch-space" />}
            <span className="space">{option.label}</span>
            <span className="dim">{type?.code}</span>
          </span>
        );
      }}
      onChange={(next) => onChange(next === leave ? null : next)}
    />
  );
}
