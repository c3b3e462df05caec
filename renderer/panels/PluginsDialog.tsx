import { IconFileZip, IconFolderOpen } from '@tabler/icons-react';
import { choosePlugin, dropCandidate } from '#renderer/state/plugin-commands.ts';
import { useStore } from '#renderer/state/store.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { pluginTexts } from '#renderer/texts/plugin-texts.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { Empty } from '#renderer/ui/Empty.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { FaultList } from './FaultList.tsx';
import { PluginCandidate } from './PluginCandidate.tsx';
import { PluginRow } from './PluginRow.tsx';

/** The plugins of the project: adding, looking into, switching and removing them. */
export function PluginsDialog({ onClose }: { readonly onClose: () => void }) {
  const workbench = useWorkbench();
  const say = useText();
  const { candidate, busy, developed, lost } = useStore(workbench.plugins, (state) => state);
  const { data: entries = [] } = useQuery('plugin/list', {});
  const close = (): void => {
    dropCandidate(workbench);
    onClose();
  };
  return (
    <Dialog title={say(pluginTexts.title)} width={760} onClose={close}>
      <section className="plugins" aria-label={say(pluginTexts.title)}>
        <p className="soft">{say(pluginTexts.intro)}</p>
        <div className="plugin-add">
          <button type="button" className="button" disabled={busy} onClick={() => void choosePlugin(workbench, 'file')}>
            <Icon of={IconFileZip} />
            {say(pluginTexts.addFile)}
          </button>
          <button
            type="button"
            className="button"
            disabled={busy}
            onClick={() => void choosePlugin(workbench, 'folder')}
          >
            <Icon of={IconFolderOpen} />
            {say(pluginTexts.addFolder)}
          </button>
          <span className="dim" aria-live="polite">
            {say(busy ? pluginTexts.looking : pluginTexts.drop)}
          </span>
        </div>
        {candidate && <PluginCandidate key={candidate.inspection.facts?.hash} candidate={candidate} busy={busy} />}
        {lost && <p className="plugin-warning">{say(pluginTexts.lost)}</p>}
        {developed
          .filter(({ faults }) => faults.length > 0)
          .map(({ name, faults }) => (
            <div key={name} className="plugin-candidate">
              <h3>{say(pluginTexts.newestFaulty, { folder: name, count: faults.length })}</h3>
              <FaultList faults={faults} />
            </div>
          ))}
        {entries.length === 0 ? (
          !candidate && <Empty text={say(pluginTexts.none)} />
        ) : (
          <ul className="plugin-list">
            {entries.map((entry) => (
              <PluginRow
                key={`${entry.origin} ${entry.id}`}
                entry={entry}
                developed={
                  entry.origin === 'tried'
                    ? developed.find((each) => each.id === entry.id && each.hash === entry.hash)
                    : undefined
                }
              />
            ))}
          </ul>
        )}
      </section>
    </Dialog>
  );
}
