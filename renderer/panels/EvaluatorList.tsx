import { Checkbox } from '@mantine/core';
import { IconPuzzle, IconShieldCheck } from '@tabler/icons-react';
import type { Manifest } from '#core/evaluation/contract.ts';
import { roleOf } from '#core/model/role.ts';
import type { PluginEntry } from '#core/plugins/plugin-facts.ts';
import { managePlugins } from '#renderer/state/plugin-commands.ts';
import { useStore } from '#renderer/state/store.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { evaluateTexts } from '#renderer/texts/evaluate-texts.ts';
import { pluginTexts } from '#renderer/texts/plugin-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import type { EvaluationView } from './use-evaluation.ts';

function memory(megabytes: number): string {
  return megabytes >= 1024 ? `${megabytes / 1024} GB` : `${megabytes} MB`;
}

/** What an evaluator reads and how much it may take. */
function Needs({ manifest }: { readonly manifest: Manifest }) {
  const say = useText();
  const language = useLanguage();
  const roles = manifest.inputs.map(({ role }) => say(roleOf(role).label));
  const list = language === 'zh' ? roles.join('、') : roles.map((role) => role.toLowerCase()).join(', ');
  const { seconds, megabytes } = manifest.limits;
  return (
    <span className="evaluator-needs dim">
      <span>{roles.length === 0 ? say(evaluateTexts.readsResults) : say(evaluateTexts.reads, { roles: list })}</span>
      <span className="nowrap">{say(evaluateTexts.limits, { seconds, memory: memory(megabytes) })}</span>
    </span>
  );
}

/** Which version it is; of plugins also of which content, because that is what results are pinned to. */
function Version({ manifest, plugin }: { readonly manifest: Manifest; readonly plugin: PluginEntry | undefined }) {
  const say = useText();
  return (
    <span className="dim nowrap">
      {plugin && (
        <span className="chip accent">{say(plugin.origin === 'tried' ? pluginTexts.tried : pluginTexts.plugin)}</span>
      )}{' '}
      {manifest.version}
      {plugin && ` · ${plugin.hash.slice(0, 8)}`}
    </span>
  );
}

/** The evaluators, and which of them the next run takes. */
export function EvaluatorList({ evaluation }: { readonly evaluation: EvaluationView }) {
  const workbench = useWorkbench();
  const { evaluation: store } = workbench;
  const say = useText();
  const { data: plugins = [] } = useQuery('plugin/list', {});
  const waiting = plugins.filter(({ state }) => state === 'waiting').length;
  const faults = useStore(workbench.plugins, ({ developed }) =>
    developed.reduce((sum, each) => sum + each.faults.length, 0),
  );
  const { manifests, chosen, current } = evaluation;
  const ids = chosen.map(({ id }) => id);
  const toggle = (id: string): void =>
    store.set({ chosen: ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id] });
  const all = chosen.length === manifests.length;
  return (
    <section className="panel" aria-label={say(evaluateTexts.evaluators)}>
      <div className="panel-head">
        <h2>{say(evaluateTexts.evaluators)}</h2>
        <span className="note">{say(evaluateTexts.chosen, { chosen: chosen.length, count: manifests.length })}</span>
        <span className="space" />
        <Checkbox
          className="head-check"
          label={say(evaluateTexts.all)}
          labelPosition="left"
          checked={all && manifests.length > 0}
          indeterminate={!all && chosen.length > 0}
          onChange={() => store.set({ chosen: all ? [] : manifests.map(({ id }) => id) })}
        />
      </div>
      <p className="isolated">
        <Icon of={IconShieldCheck} />
        {say(evaluateTexts.isolated)}
      </p>
      <div className="plugin-note">
        <button type="button" className="button low" onClick={() => managePlugins(workbench)}>
          <Icon of={IconPuzzle} size={14} />
          {say(pluginTexts.plugins)}
        </button>
        {faults > 0 && <span className="chip warn">{say(pluginTexts.changeFaulty, { count: faults })}</span>}
        {waiting > 0 && <span className="chip warn">{say(pluginTexts.brought, { count: waiting })}</span>}
      </div>
      <ul className="scroll">
        {manifests.map((manifest) => (
          <li key={manifest.id} className={`evaluator ${manifest.id === current?.id ? 'selected' : ''}`}>
            <Checkbox
              aria-label={say(evaluateTexts.include, { name: say(manifest.name) })}
              checked={ids.includes(manifest.id)}
              onChange={() => toggle(manifest.id)}
            />
            <button
              type="button"
              aria-current={manifest.id === current?.id}
              title={say(manifest.summary)}
              onClick={() => store.set({ current: manifest.id })}
            >
              <span className="evaluator-name">
                <strong>{say(manifest.name)}</strong>
                <Version
                  manifest={manifest}
                  plugin={plugins.find(({ id, state }) => id === manifest.id && state === 'running')}
                />
              </span>
              <Needs manifest={manifest} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
