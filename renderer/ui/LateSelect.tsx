import { InputBase, Select, type SelectProps } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { flushSync } from 'react-dom';

/** Something to choose. */
interface Choice {
  readonly value: string;
  readonly label: string;
}

interface LateSelectProps extends Pick<SelectProps, 'className' | 'label' | 'aria-label' | 'disabled' | 'onChange'> {
  readonly data: readonly Choice[];
  readonly value: string | null;
}

/** What a closed select says of itself. */
const closed = { role: 'combobox', 'aria-haspopup': 'listbox', 'aria-expanded': false } as const;

function takeFocus(input: HTMLInputElement | null): void {
  input?.focus();
}

/**
 * A select that looks, reads and takes the focus like any other, and becomes one when somebody comes near it, by pointer or
 * keyboard: where dozens stand below each other, their closed lists would be nearly all of the work of the page.
 */
export function LateSelect(props: LateSelectProps) {
  const [near, setNear] = useState<'pointer' | 'focus' | 'click' | null>(null);
  if (near === 'pointer') return <Select {...props} />;
  if (near) return <Select {...props} defaultDropdownOpened={near === 'click'} ref={takeFocus} />;
  const { className, label, disabled, data, value, 'aria-label': name } = props;
  return (
    <InputBase
      {...closed}
      className={className}
      label={label}
      aria-label={name}
      disabled={disabled ?? false}
      pointer
      readOnly
      value={data.find((choice) => choice.value === value)?.label ?? ''}
      rightSection={<IconChevronDown size={14} stroke={1.5} />}
      rightSectionPointerEvents="none"
      // A press that begins on one element and ends on another is no click: the change is over before it.
      onPointerEnter={() => flushSync(() => setNear('pointer'))}
      onFocus={() => setNear('focus')}
      // What reads the page aloud clicks without coming near.
      onClick={() => setNear('click')}
    />
  );
}
