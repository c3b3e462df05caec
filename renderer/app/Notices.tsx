import { IconAlertTriangle, IconInfoCircle, IconX } from '@tabler/icons-react';
import { useStore } from '#renderer/state/store.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { appTexts } from '#renderer/texts/app-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';

/** What a person has to know: it stays until it is dismissed. */
export function Notices() {
  const { activity } = useWorkbench();
  const say = useText();
  const notices = useStore(activity.store, (state) => state.notices);
  return (
    <div className="notices" aria-live="assertive">
      {notices.map(({ id, severity, message, hint, action }) => (
        <div key={id} className={`notice float ${severity}`} role={severity === 'error' ? 'alert' : 'status'}>
          <Icon of={severity === 'error' ? IconAlertTriangle : IconInfoCircle} size={18} />
          <div className="notice-text">
            <p className="selectable">{say(message)}</p>
            {say(hint) !== '' && <p className="soft selectable">{say(hint)}</p>}
            {action && (
              <button
                type="button"
                className="link-button"
                onClick={() => {
                  activity.dismiss(id);
                  action.run();
                }}
              >
                {say(action.label)}
              </button>
            )}
          </div>
          <IconButton icon={IconX} label={say(appTexts.dismiss)} kind="small" onClick={() => activity.dismiss(id)} />
        </div>
      ))}
    </div>
  );
}
