import { TextInput } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useText } from '#renderer/state/use-text.ts';
import { tableTexts } from '#renderer/texts/table-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';

interface TableFilterProps {
  readonly filter: string;
  /** Whether it cannot be worked out; the reason stands above the rows. */
  readonly isFaulty: boolean;
  readonly onFilter: (text: string) => void;
}

/** The condition or the words that rows of the attribute table have to meet. */
export function TableFilter({ filter, isFaulty, onFilter }: TableFilterProps) {
  const say = useText();
  return (
    <TextInput
      className="field-low table-filter"
      data-find
      leftSection={<Icon of={IconFilter} size={14} />}
      aria-label={say(tableTexts.filterName)}
      placeholder={say(tableTexts.filter)}
      value={filter}
      error={isFaulty}
      onChange={(event) => onFilter(event.currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') onFilter('');
      }}
    />
  );
}
