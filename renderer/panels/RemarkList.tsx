import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { tableTexts } from '#renderer/texts/table-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import type { ListedRemark } from './use-remarks.ts';

/** What there is to know about data and results, with the way to the place it is about. */
export function RemarkList({ remarks }: { readonly remarks: readonly ListedRemark[] }) {
  const workbench = useWorkbench();
  const say = useText();
  if (remarks.length === 0) return <Empty text={say(tableTexts.noRemarks)} />;
  return (
    <ul className="remark-list scroll">
      {remarks.map(({ key, severity, from, text, hint, places }) => (
        <li key={key} className={`remark ${severity}`}>
          <Icon of={severity === 'warning' ? IconAlertTriangle : IconInfoCircle} size={14} />
          <span className="visually-hidden">
            {say(severity === 'warning' ? tableTexts.kindWarning : tableTexts.kindInfo)}
          </span>
          <span className="remark-from dim ellipsis">{say(from)}</span>
          <span className="remark-text selectable">
            {say(text)}
            {say(hint) !== '' && <span className="dim"> {say(hint)}</span>}
          </span>
          {places && (
            <button
              type="button"
              className="link-button"
              onClick={() => {
                workbench.window.set({ selected: places, tableLayer: places.layer });
                workbench.map.verbs?.fitFeatures(places.layer, places.features);
              }}
            >
              {say(tableTexts.zoomTo)}
              {places.features.length > 1 ? ` · ${say(tableTexts.places, { count: places.features.length })}` : ''}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
