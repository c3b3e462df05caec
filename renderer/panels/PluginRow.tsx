import { Switch } from '@mantine/core';
import { IconDownload, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { PluginEntry } from '#core/plugins/plugin-facts.ts';
import { enablePlugin, removePlugin, savePlugin, withdrawPlugin } from '#renderer/state/plugin-commands.ts';
import type { DevelopedPlugin } from '#renderer/state/plugin-state.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { pluginTexts } from '#renderer/texts/plugin-texts.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { FaultList } from './FaultList.tsx';
import { PluginWants } from './PluginWants.tsx';

const chips = { running: 'ok', off: '', waiting: 'warn', faulty: 'bad' } as const;
const words = {
  running: pluginTexts.running,
  off: pluginTexts.off,
  waiting: pluginTexts.waiting,
  faulty: pluginTexts.bad,
} as const;

interface PluginRowProps {
  readonly entry: PluginEntry;
  /** Where it is read from while it is developed. */
  readonly developed: DevelopedPlugin | undefined;
}

/** One plugin of the project: whether it runs, which version it is, who signed it, and what can be done with it. */
export function PluginRow({ entry, developed }: PluginRowProps) {
  const workbench = useWorkbench();
  const say = useText();
  const [open, setOpen] = useState(false);
  const { id, state, origin, facts, faults, hash } = entry;
  const name = facts ? say(facts.manifest.name) : id;
  const { signer } = facts ?? {};
  const version = facts?.manifest.version ?? '?';
  return (
    <li className="plugin-row">
      <div className="plugin-head">
        {origin === 'project' && (
          <Switch
            aria-label={say(pluginTexts.enabled, { name })}
            checked={state === 'running'}
            disabled={state === 'faulty'}
            onChange={(event) => void enablePlugin(workbench, id, event.currentTarget.checked)}
          />
        )}
        <strong className="ellipsis">{name}</strong>
        <span className="dim nowrap">{id}</span>
        <span className={`chip ${origin === 'tried' ? 'accent' : chips[state]}`}>
          {say(origin === 'tried' ? pluginTexts.tried : words[state])}
        </span>
        <span className="space" />
        {facts && (
          <button type="button" className="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {say(pluginTexts.details)}
          </button>
        )}
        {origin === 'project' && entry.agreed && (
          <button
            type="button"
            className="link-button"
            title={say(pluginTexts.withdrawHint, { name })}
            onClick={() => void withdrawPlugin(workbench, id)}
          >
            {say(pluginTexts.withdraw)}
          </button>
        )}
        {origin === 'project' && facts && (
          <IconButton
            icon={IconDownload}
            label={say(pluginTexts.save, { name })}
            onClick={() => void savePlugin(workbench, entry)}
          />
        )}
        {origin === 'project' && (
          <IconButton
            icon={IconTrash}
            label={say(pluginTexts.remove, { name })}
            onClick={() => void removePlugin(workbench, entry)}
          />
        )}
      </div>
      <p className="dim">
        {say(pluginTexts.version, { version, hash: hash.slice(0, 12) })}
        {facts && ` · ${say(signer ? pluginTexts.signed : pluginTexts.unsigned, { ...signer })}`}
        {developed && ` · ${say(pluginTexts.readAt, readAt(developed))}`}
      </p>
      {faults.length > 0 && <FaultList faults={faults} />}
      {open && facts && <PluginWants facts={facts} />}
    </li>
  );
}

function readAt({ name, read }: DevelopedPlugin) {
  return { folder: name, time: new Date(read).toLocaleTimeString('en-GB') };
}
