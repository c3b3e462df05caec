import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { KeyChange } from '#core/plugins/plugin-facts.ts';
import { dropCandidate, installCandidate } from '#renderer/state/plugin-commands.ts';
import type { PluginCandidate as Candidate } from '#renderer/state/plugin-state.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { pluginTexts } from '#renderer/texts/plugin-texts.ts';
import { FaultList } from './FaultList.tsx';
import { PluginWants } from './PluginWants.tsx';

const keyTexts: Readonly<Record<Exclude<KeyChange, 'none'>, { readonly zh: string; readonly en: string }>> = {
  same: pluginTexts.keySame,
  added: pluginTexts.keyAdded,
  changed: pluginTexts.keyChanged,
  lost: pluginTexts.keyLost,
};

/** A package before it is installed: what it wants and who made it, or everything that is wrong with it. */
export function PluginCandidate({ candidate, busy }: { readonly candidate: Candidate; readonly busy: boolean }) {
  const workbench = useWorkbench();
  const say = useText();
  const [accepted, setAccepted] = useState(false);
  const { facts, faults, remarks, installed, keyChange, name, isPlugin } = candidate.inspection;
  const needsAccept = keyChange === 'changed' || keyChange === 'lost';
  const label = installed
    ? say(installed.hash === facts?.hash ? pluginTexts.again : pluginTexts.update, { version: installed.version })
    : say(pluginTexts.install);
  return (
    <section className="plugin-candidate" aria-label={facts ? say(facts.manifest.name) : name}>
      {facts ? (
        <>
          <h3>
            {say(facts.manifest.name)} <span className="dim">{facts.manifest.version}</span>
          </h3>
          <p className="soft">{say(facts.manifest.summary)}</p>
          <PluginWants facts={facts} />
        </>
      ) : (
        <>
          <h3>{isPlugin ? say(pluginTexts.faulty, { name, count: faults.length }) : say(pluginTexts.dropNothing)}</h3>
          <FaultList faults={faults} />
        </>
      )}
      {remarks.map((remark) => (
        <p key={remark.en} className="dim">
          {say(remark)}
        </p>
      ))}
      {keyChange !== 'none' && (
        <p className={needsAccept ? 'plugin-warning' : 'dim'} role={needsAccept ? 'alert' : undefined}>
          {say(keyTexts[keyChange])}
        </p>
      )}
      <div className="plugin-actions">
        {needsAccept && (
          <Checkbox
            label={say(pluginTexts.acceptKey)}
            checked={accepted}
            onChange={(event) => setAccepted(event.currentTarget.checked)}
          />
        )}
        <span className="space" />
        <button type="button" className="button" onClick={() => dropCandidate(workbench)}>
          {say(pluginTexts.cancel)}
        </button>
        {facts && (
          <button
            type="button"
            className="button primary"
            disabled={busy || (needsAccept && !accepted)}
            onClick={() => void installCandidate(workbench, accepted)}
          >
            {label}
          </button>
        )}
      </div>
    </section>
  );
}
