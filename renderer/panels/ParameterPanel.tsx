import { IconArrowBackUp } from '@tabler/icons-react';
import type { Manifest } from '#core/evaluation/contract.ts';
import { roleOf } from '#core/model/role.ts';
import { setParameter } from '#renderer/state/evaluation-commands.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useDescription, useScenario, useWorkbench } from '#renderer/state/workbench.ts';
import { evaluateTexts } from '#renderer/texts/evaluate-texts.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { dayText } from '#renderer/ui/time-text.ts';
import { ParameterField } from './ParameterField.tsx';
import { RunHistory } from './RunHistory.tsx';
import type { EvaluationView } from './use-evaluation.ts';

interface ParameterPanelProps {
  readonly manifest: Manifest;
  readonly evaluation: EvaluationView;
}

/** The first and last digits of a hash, by which a person compares it. */
function shortHash(hash: string): string {
  return `${hash.slice(0, 4)} ${hash.slice(4, 8)} … ${hash.slice(-4)}`;
}

/** What stands behind the result of one evaluator: its formula, its inputs and its hashes. */
function Origin({ manifest, evaluation }: ParameterPanelProps) {
  const say = useText();
  const language = useLanguage();
  const scenario = useScenario();
  const record = evaluation.resultOf(manifest.id, scenario.id)?.record;
  const [headline] = manifest.indicators;
  return (
    <section>
      <div className="panel-head">
        <h2>{say(evaluateTexts.origin)}</h2>
      </div>
      {headline && <p className="formula selectable">{headline.formula}</p>}
      <dl className="key-values">
        {(
          [
            [evaluateTexts.evaluator, `${manifest.id} ${manifest.version}`],
            [evaluateTexts.author, manifest.author],
            [evaluateTexts.licence, manifest.licence],
            ...(record
              ? ([
                  [evaluateTexts.inputsHash, shortHash(record.inputsHash)],
                  [evaluateTexts.resultHash, shortHash(record.resultHash)],
                  [evaluateTexts.ran, dayText(record.created, language)],
                  ...(record.plugin ? ([[evaluateTexts.pluginHash, shortHash(record.plugin.hash)]] as const) : []),
                  ...(record.plugin?.signedBy
                    ? ([[evaluateTexts.signedBy, record.plugin.signedBy.name]] as const)
                    : []),
                ] as const)
              : []),
          ] as const
        ).map(([label, value]) => (
          <div key={label.en} className="key-value">
            <dt>{say(label)}</dt>
            <dd className="selectable">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The layers an evaluator reads, and whether the project has them. */
function Needs({ manifest }: { readonly manifest: Manifest }) {
  const say = useText();
  const description = useDescription();
  return (
    <section>
      <div className="panel-head">
        <h2>{say(evaluateTexts.needs)}</h2>
      </div>
      {manifest.inputs.length === 0 && <p className="note">{say(evaluateTexts.readsResults)}</p>}
      <dl className="key-values">
        {manifest.inputs.map(({ role, optional }) => {
          const present = description.layers.some((layer) => layer.role === role);
          const missing = optional ? (
            <span className="dim">{say(evaluateTexts.missing)}</span>
          ) : (
            <span className="chip warn">{say(evaluateTexts.missing)}</span>
          );
          return (
            <div key={role} className="key-value">
              <dt>
                {say(roleOf(role).label)}
                {optional && ` (${say(evaluateTexts.optional)})`}
              </dt>
              <dd>{present ? say(evaluateTexts.present) : missing}</dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

/** Parameters of the chosen evaluator; they act on the next run. */
export function ParameterPanel({ manifest, evaluation }: ParameterPanelProps) {
  const workbench = useWorkbench();
  const say = useText();
  const own = evaluation.parameters[manifest.id] ?? {};
  const entries = Object.entries(manifest.parameters);
  return (
    <section className="panel" aria-label={say(evaluateTexts.parameters)}>
      <div className="panel-head">
        <h2>{say(manifest.name)}</h2>
        <span className="note">{say(evaluateTexts.parameters)}</span>
        <span className="space" />
        <IconButton
          icon={IconArrowBackUp}
          label={say(evaluateTexts.resetAll)}
          disabled={Object.keys(own).length === 0}
          onClick={() =>
            workbench.evaluation.set(({ parameters }) => ({ parameters: { ...parameters, [manifest.id]: {} } }))
          }
        />
      </div>
      <div className="scroll">
        {entries.length === 0 && <p className="empty">{say(evaluateTexts.noParameters)}</p>}
        <ul className="parameter-list">
          {entries.map(([name, parameter]) => (
            <ParameterField
              key={name}
              parameter={parameter}
              value={own[name]}
              onChange={(value) => setParameter(workbench, manifest.id, name, value)}
            />
          ))}
        </ul>
        <Needs manifest={manifest} />
        <Origin manifest={manifest} evaluation={evaluation} />
        <RunHistory manifest={manifest} evaluation={evaluation} />
      </div>
    </section>
  );
}
