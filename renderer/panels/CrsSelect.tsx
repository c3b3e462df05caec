import { Select } from '@mantine/core';
import { useEffect, useState } from 'react';
import { crsLabel } from '#core/crs/crs-label.ts';
import { type CrsDefinitions, loadDefinitions } from '#core/crs/definitions.ts';
import type { Language } from '#core/model/text.ts';
import { useLanguage } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, step) => from + step);
}

/** Systems that planners work in: CGCS2000 in zones of 3° (with number, then by meridian) and of 6°, then UTM. */
const usual: readonly number[] = [...range(4513, 4554), ...range(4491, 4512), ...range(32_643, 32_653)];

interface CrsSelectProps {
  readonly label: string;
  readonly description?: string;
  /** EPSG code. */
  readonly value: number;
  /** Codes above the usual ones; systems in degrees among them are offered as well. */
  readonly first?: readonly number[];
  /** Whether systems in degrees can be typed. */
  readonly degrees?: boolean;
  readonly inPopover?: boolean;
  readonly onChange: (epsg: number) => void;
}

/** The usual systems, or the one whose code is being typed. */
function options(
  definitions: CrsDefinitions | null,
  typed: string,
  { first = [], degrees = false }: Pick<CrsSelectProps, 'first' | 'degrees'>,
  language: Language,
) {
  if (!definitions) return [];
  const code = Number(/^\D*(\d{4,5})$/.exec(typed.trim())?.[1]);
  return [...new Set([...(code ? [code] : []), ...first, ...usual])].flatMap((one) => {
    const found = definitions.find(one);
    if (!found || (found.kind === 'geographic' && !degrees)) return [];
    return [{ value: String(one), label: `${crsLabel(found.name, language)} · EPSG:${one}` }];
  });
}

/** A coordinate system by its name or code. */
export function CrsSelect({ label, description, value, inPopover = false, onChange, ...offer }: CrsSelectProps) {
  const { activity } = useWorkbench();
  const language = useLanguage();
  const [typed, setTyped] = useState('');
  const [definitions, setDefinitions] = useState<CrsDefinitions | null>(null);
  useEffect(() => {
    loadDefinitions()
      .then(setDefinitions)
      .catch((thrown: unknown) => activity.fail(thrown));
  }, [activity]);
  return (
    <Select
      searchable
      label={label}
      description={description}
      data={options(definitions, typed, offer, language)}
      value={String(value)}
      maxDropdownHeight={260}
      // In a popover a click on the list beside it would count as one outside, and close it first.
      comboboxProps={{ withinPortal: !inPopover }}
      onSearchChange={setTyped}
      onChange={(code) => code && onChange(Number(code))}
    />
  );
}
