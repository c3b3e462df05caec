import type { Manifest } from '#core/evaluation/contract.ts';
import type { IndicatorValue } from '#core/model/indicator.ts';
import { chooseImportFiles } from '#renderer/state/import-commands.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useDescription, useWorkbench } from '#renderer/state/workbench.ts';
import { evaluateTexts } from '#renderer/texts/evaluate-texts.ts';
import { IndicatorStatus } from '#renderer/ui/IndicatorStatus.tsx';

/** An evaluator that could not assess anything: why, and what unlocks it. */
export function RefusedCard({ manifest, value }: { readonly manifest: Manifest; readonly value: IndicatorValue }) {
  const workbench = useWorkbench();
  const say = useText();
  const description = useDescription();
  const lacking = manifest.inputs.filter(
    ({ role, optional }) => !optional && !description.layers.some((layer) => layer.role === role),
  );
  return (
    <section className="card small" aria-label={say(manifest.name)}>
      <div className="card-head">
        <h3>{say(manifest.name)}</h3>
        <span className="space" />
        <IndicatorStatus value={value} />
      </div>
      {value.reason && <p className="soft">{say(value.reason)}</p>}
      {lacking.map(({ role, purpose }) =>
        say(purpose) === '' ? null : (
          <p key={role} className="dim">
            {say(purpose)}
          </p>
        ),
      )}
      {lacking.length > 0 && (
        <button type="button" className="button low" onClick={() => void chooseImportFiles(workbench)}>
          {say(evaluateTexts.importLayers)}
        </button>
      )}
    </section>
  );
}
