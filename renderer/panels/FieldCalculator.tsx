import { SegmentedControl, Select, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import type { FeatureId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { editDirectly } from '#renderer/state/edit-commands.ts';
import { shortId } from '#renderer/state/feature-name.ts';
import { filledText } from '#renderer/state/filled-text.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useProject, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { projectTexts } from '#renderer/texts/project-texts.ts';
import { tableTexts } from '#renderer/texts/table-texts.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { fieldLabel, fieldValue } from '#renderer/ui/field-text.ts';

interface FieldCalculatorProps {
  readonly layer: Layer;
  readonly field: string;
  /** Rows that the table shows or that are selected, where they are not all. */
  readonly only: ReadonlySet<FeatureId> | null;
  readonly onClose: () => void;
}

/** Gives a field the values of an expression; what would change is shown before it does. */
export function FieldCalculator({ layer, field: first, only, onClose }: FieldCalculatorProps) {
  const workbench = useWorkbench();
  const say = useText();
  const language = useLanguage();
  const { featureCounts } = useProject();
  const scenario = useWindow((state) => state.scenario);
  const [name, setName] = useState(first);
  const [expression, setExpression] = useState('');
  const [scope, setScope] = useState<'all' | 'only'>(only ? 'only' : 'all');
  const [refused, setRefused] = useState<WorkbenchError | null>(null);
  const field = layer.fields.find((one) => one.name === name);
  const among = useMemo(() => (scope === 'only' && only ? { only: [...only] } : {}), [scope, only]);
  const request = { layer: layer.id, field: name, expression, ...among };
  // A moment after the last letter: an expression is wrong while it is being typed.
  const [asked] = useDebouncedValue(expression, 250);
  const isAsked = asked === expression && expression.trim() !== '';
  // The same object as long as it asks the same: it may name most of a city.
  const question = useMemo(
    () => (isAsked ? { layer: layer.id, field: name, expression: asked, ...among, scenario } : null),
    [isAsked, layer.id, name, asked, among, scenario],
  );
  const { data: preview, error } = useQuery('table/preview-calculation', question);
  const fault = refused ?? error;

  const run = async (): Promise<void> => {
    const label = filledText(tableTexts.calculated, { name: fieldLabel(layer.role, name)[language] });
    try {
      const done = await editDirectly(workbench, 'table/calculate', { ...request, label });
      if (done) onClose();
    } catch (thrown) {
      setRefused(WorkbenchError.from(thrown));
    }
  };
  return (
    <Dialog
      title={`${say(tableTexts.calculate)} · ${layer.name}`}
      width={520}
      onClose={onClose}
      foot={
        <>
          <span className="dim">{preview && say(tableTexts.calculateChanges, { count: preview.count })}</span>
          <span className="space" />
          <button type="button" className="button large" onClick={onClose}>
            {say(projectTexts.cancel)}
          </button>
          <button
            type="button"
            className="button primary large"
            disabled={!preview || preview.count === 0 || fault !== undefined}
            onClick={() => void run()}
          >
            {say(tableTexts.apply)}
          </button>
        </>
      }
    >
      <div className="form">
        <Select
          label={say(tableTexts.calculateTarget)}
          data={layer.fields.map((one) => ({
            value: one.name,
            label: `${say(fieldLabel(layer.role, one.name))} (${one.name})`,
          }))}
          searchable
          value={name}
          onChange={(next) => next !== null && setName(next)}
        />
        <Textarea
          data-autofocus
          label={say(tableTexts.calculateExpression)}
          description={say(tableTexts.calculateHint)}
          error={fault && `${fault.describe(language)} ${fault.hint(language)}`}
          autosize
          minRows={2}
          value={expression}
          onChange={(event) => {
            setExpression(event.currentTarget.value);
            setRefused(null);
          }}
        />
        {only && (
          <SegmentedControl
            data={[
              {
                value: 'only',
                label: `${say(tableTexts.calculateOnly)} · ${say(tableTexts.calculateScope, { count: only.size })}`,
              },
              {
                value: 'all',
                label: `${say(tableTexts.calculateAll)} · ${say(tableTexts.calculateScope, { count: featureCounts[layer.id] ?? 0 })}`,
              },
            ]}
            value={scope}
            onChange={(next) => setScope(next as 'all' | 'only')}
          />
        )}
        {preview && field && preview.rows.length > 0 && (
          <table className="preview-table" aria-label={say(tableTexts.calculatePreview)}>
            <thead>
              <tr>
                <th>{say(tableTexts.id)}</th>
                <th className="number">{say(tableTexts.before)}</th>
                <th className="number">{say(tableTexts.after)}</th>
              </tr>
            </thead>
            <tbody>
              {preview.rows.map(({ feature, before, after }) => (
                <tr key={feature}>
                  <td>{shortId(feature)}</td>
                  <td className="number">{fieldValue(field, before, language) || '—'}</td>
                  <td className="number">{fieldValue(field, after, language) || '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </Dialog>
  );
}
