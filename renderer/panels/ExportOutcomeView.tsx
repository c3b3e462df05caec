import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react';
import { describeRemark } from '#core/model/remark.ts';
import type { ExportOutcome } from '#renderer/state/export-commands.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { exportTexts } from '#renderer/texts/export-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';

/** Where an export went, and what the format could not keep. */
export function ExportOutcomeView({ outcome }: { readonly outcome: ExportOutcome }) {
  const say = useText();
  const language = useLanguage();
  const { name, features, remarks } = outcome;
  return (
    <div className="export-outcome">
      <p>
        <Icon of={IconCheck} size={16} /> {say(exportTexts.saved, { name, count: features })}
        {remarks.length === 0 && <span className="soft"> {say(exportTexts.noRemarks)}</span>}
      </p>
      <ul className="scroll">
        {remarks.map((remark) => (
          <li key={describeRemark(remark, 'en')} className={`remark ${remark.severity}`}>
            <Icon of={remark.severity === 'warning' ? IconAlertTriangle : IconInfoCircle} size={14} />
            <span className="remark-text selectable">{describeRemark(remark, language)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
