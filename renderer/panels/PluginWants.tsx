import type { Manifest } from '#core/evaluation/contract.ts';
import { unitLabel } from '#core/model/indicator.ts';
import { roleOf } from '#core/model/role.ts';
import type { PluginFacts } from '#core/plugins/plugin-facts.ts';
import { useText } from '#renderer/state/use-text.ts';
import { pluginTexts } from '#renderer/texts/plugin-texts.ts';

function Inputs({ manifest }: { readonly manifest: Manifest }) {
  const say = useText();
  return manifest.inputs.map(({ role, geometry, fields, optional }) => (
    <li key={`${role} ${geometry}`}>
      {say(roleOf(role).label)}
      {optional && <span className="dim"> {say(pluginTexts.optional)}</span>}
      {fields.length > 0 && (
        <code>
          {fields.map(({ name, unit = '1' }) => (unit === '1' ? name : `${name} (${say(unitLabel(unit))})`)).join(', ')}
        </code>
      )}
    </li>
  ));
}

/** Who made a plugin, what it reads, what can be set, what it gives and takes, and what it is made of. */
export function PluginWants({ facts }: { readonly facts: PluginFacts }) {
  const say = useText();
  const { manifest, signer, hash, files, bytes, cases } = facts;
  const { author, licence, parameters, indicators, limits, reads = [] } = manifest;
  const row = (label: string, value: React.ReactNode) => (
    <div className="key-value">
      <dt>{label}</dt>
      <dd className="selectable">{value}</dd>
    </div>
  );
  const settings = Object.entries(parameters);
  return (
    <dl className="key-values plugin-wants">
      {row(say(pluginTexts.author), `${author} · ${licence}`)}
      {row(say(pluginTexts.signature), say(signer ? pluginTexts.signed : pluginTexts.unsigned, { ...signer }))}
      {row(
        say(pluginTexts.reads),
        <ul>
          <Inputs manifest={manifest} />
        </ul>,
      )}
      {reads.length > 0 && row(say(pluginTexts.builtOn), reads.map(({ evaluator }) => evaluator).join(', '))}
      {settings.length > 0 &&
        row(
          say(pluginTexts.parameters),
          <ul>
            {settings.map(([name, { title, default: value, unit = '1' }]) => (
              <li key={name}>
                {say(title)} <span className="dim">{`${String(value)} ${say(unitLabel(unit))}`}</span>
              </li>
            ))}
          </ul>,
        )}
      {row(
        say(pluginTexts.gives),
        <ul>
          {indicators.map(({ id, label, unit }) => (
            <li key={id}>
              {say(label)} <span className="dim">{say(unitLabel(unit))}</span>
            </li>
          ))}
        </ul>,
      )}
      {row(say(pluginTexts.limits), say(pluginTexts.limitText, limits))}
      {row(
        say(pluginTexts.content),
        <>
          {say(pluginTexts.contentText, { files, cases, kilobytes: Math.ceil(bytes / 1024) })}
          <code className="hash">{hash}</code>
        </>,
      )}
    </dl>
  );
}
