import type { KeyboardEvent, ReactNode } from 'react';

export interface TabItem<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly extra?: ReactNode;
}

interface TabsProps<Id extends string> {
  readonly label: string;
  readonly items: readonly TabItem<Id>[];
  readonly current: Id;
  readonly onChange: (id: Id) => void;
  /** Prefix of the ids of the panels that the tabs control. */
  readonly panel: string;
}

/** A row of tabs; arrow keys move between them. */
export function Tabs<Id extends string>({ label, items, current, onChange, panel }: TabsProps<Id>) {
  const move = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    const at = items.findIndex((item) => item.id === current);
    const next = items[(at + step + items.length) % items.length]!;
    onChange(next.id);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
  };
  return (
    <div className="tabs" role="tablist" aria-label={label} tabIndex={-1} onKeyDown={move}>
      {items.map(({ id, label: name, extra }) => (
        <button
          key={id}
          type="button"
          role="tab"
          className="tab"
          data-tab={id}
          id={`${panel}-tab-${id}`}
          aria-selected={id === current}
          aria-controls={`${panel}-panel`}
          tabIndex={id === current ? 0 : -1}
          onClick={() => onChange(id)}
        >
          {name}
          {extra}
        </button>
      ))}
    </div>
  );
}
