import type { Icon as TablerIcon } from '@tabler/icons-react';
import type { ComponentProps } from 'react';
import { Icon } from './Icon.tsx';
import { Tip } from './Tip.tsx';

type IconButtonProps = Omit<ComponentProps<'button'>, 'type' | 'children'> & {
  readonly icon: TablerIcon;
  readonly label: string;
  readonly keys?: string | undefined;
  readonly kind?: 'small' | 'tool' | undefined;
  readonly tipSide?: 'top' | 'bottom' | 'left' | 'right';
};

const sizes = { small: 14, tool: 18 } as const;

/** A button that is only an icon: its name is the label, shown with its key on hover and focus. */
export function IconButton({ icon, label, keys, kind, tipSide, className = '', ...rest }: IconButtonProps) {
  const button = (
    <button type="button" className={`icon-button ${kind ?? ''} ${className}`} aria-label={label} {...rest}>
      <Icon of={icon} size={kind ? sizes[kind] : 16} />
    </button>
  );
  return (
    <Tip label={label} keys={keys} {...(tipSide ? { side: tipSide } : {})}>
      {button}
    </Tip>
  );
}
