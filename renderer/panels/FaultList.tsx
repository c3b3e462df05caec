import type { Fault } from '#core/evaluation/fault.ts';
import { useText } from '#renderer/state/use-text.ts';

/** What is wrong with a plugin: where, what, and how to put it right. */
export function FaultList({ faults }: { readonly faults: readonly Fault[] }) {
  const say = useText();
  return (
    <ul className="fault-list">
      {faults.map(({ path, message, fix }) => (
        <li key={`${path} ${message.en}`}>
          <code className="selectable">{path}</code>
          <span>
            {say(message)} <span className="dim">{say(fix)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
