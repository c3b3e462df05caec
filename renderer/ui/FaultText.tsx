import type { WorkbenchError } from '#core/model/workbench-error.ts';
import { useLanguage } from '#renderer/state/use-text.ts';

/** What went wrong and what to do about it, read out when it appears; nothing without a fault. */
export function FaultText({
  fault,
  className = 'warn-text selectable',
}: {
  readonly fault: WorkbenchError | null | undefined;
  readonly className?: string;
}) {
  const language = useLanguage();
  if (!fault) return null;
  return (
    <p role="alert" className={className}>
      {fault.describe(language)} {fault.hint(language)}
    </p>
  );
}
