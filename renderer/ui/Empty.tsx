import type { ReactNode } from 'react';

interface EmptyProps {
  /** One sentence of what would be here. */
  readonly text: string;
  /** The one action that fills it. */
  readonly children?: ReactNode;
  readonly centred?: boolean;
}

/** What a place says while there is nothing in it. */
export function Empty({ text, children, centred = false }: EmptyProps) {
  return (
    <div className={`empty ${centred ? 'centred' : ''}`}>
      <p>{text}</p>
      {children}
    </div>
  );
}
