import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { applyFix } from '#renderer/state/readiness-commands.ts';
import type { PreparedFix } from '#renderer/state/readiness-state.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { readinessTexts } from '#renderer/texts/readiness-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';

/** What a fix would do, feature by feature, before it is done. */
export function FixPreview({ fix }: { readonly fix: PreparedFix }) {
  const workbench = useWorkbench();
  const say = useText();
  const [busy, setBusy] = useState(false);
  const { layer, changed, removed, notes, left } = fix.outcome;
  const look = (feature: (typeof notes)[number]['feature']) => {
    workbench.window.set({ selected: { layer, features: [feature] }, tableLayer: layer });
    workbench.map.verbs?.fitFeatures(layer, [feature]);
  };
  const isEmpty = notes.length === 0;
  return (
    <>
      <ul className="finding-list" aria-label={say(readinessTexts.previewing)}>
        {notes.map((note) => (
          <li key={`${note.feature} ${note.text.en}`} className="finding">
            <span className="finding-detail ellipsis">{say(note.text)}</span>
            <button type="button" className="link-button" onClick={() => look(note.feature)}>
              {say(readinessTexts.zoom)}
            </button>
          </li>
        ))}
        {left.map((note) => (
          <li key={`left ${note.feature} ${note.text.en}`} className="finding warning">
            <Icon of={IconAlertTriangle} size={14} />
            <span className="finding-detail ellipsis">{say(note.text)}</span>
            <button type="button" className="link-button" onClick={() => look(note.feature)}>
              {say(readinessTexts.zoom)}
            </button>
          </li>
        ))}
      </ul>
      <div className="fix-foot">
        <span className="soft">
          {isEmpty
            ? say(readinessTexts.nothingToFix)
            : say(readinessTexts.willChange, { changed: changed.length, removed: removed.length })}
        </span>
        <span className="space" />
        <button type="button" className="button low" onClick={() => workbench.readiness.set({ fix: null })}>
          {say(readinessTexts.back)}
        </button>
        {!isEmpty && (
          <button
            type="button"
            className="button low primary"
            disabled={busy}
            onClick={() => {
              setBusy(true);
              void applyFix(workbench).finally(() => setBusy(false));
            }}
          >
            {say(readinessTexts.apply)}
          </button>
        )}
      </div>
    </>
  );
}
