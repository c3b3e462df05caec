import { InputBase, Select, type SelectProps } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useRef, useState } from 'react';
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

/**
 * A select that looks, reads and takes the focus like any other, and becomes one when somebody comes near it, by pointer or
 * keyboard: where dozens stand below each other, their closed lists would be nearly all of the work of the page.
 */
export function LateSelect(props: LateSelectProps) {
  const [isNear, setNear] = useState(false);
  const hasFocus = useRef(false);
  const isOpened = useRef(false);
  if (isNear)
    return (
      <Select
        {...props}
        defaultDropdownOpened={isOpened.current}
        ref={(input) => {
          if (hasFocus.current) input?.focus();
          hasFocus.current = false;
        }}
      />
    );
  const { className, label, disabled, data, value, 'aria-label': name } = props;
  return (
    <InputBase
      className={className}
      label={label}
      aria-label={name}
      disabled={disabled ?? false}
      role="combobox"
      aria-haspopup="listbox"
      aria-expanded={false}
      pointer
      readOnly
      value={data.find((choice) => choice.value === value)?.label ?? ''}
      rightSection={<IconChevronDown size={14} stroke={1.5} />}
      rightSectionPointerEvents="none"
      // A press that begins on one element and ends on another is no click: the change is over before it.
      onPointerEnter={() => flushSync(() => setNear(true))}
      onFocus={() => {
        hasFocus.current = true;
        setNear(true);
      }}
      // What reads the page aloud clicks without coming near.
      onClick={() => {
        hasFocus.current = true;
        isOpened.current = true;
        setNear(true);
      }}
    />
  );
}
