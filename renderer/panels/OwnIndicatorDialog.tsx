import { NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { derivedParcelFields } from '#core/model/derived-fields.ts';
import type { IndicatorDefinition } from '#core/model/indicator.ts';
import { mostDecimals, type OwnIndicator } from '#core/model/own-indicator.ts';
import { shownScenarios } from '#core/model/scenario.ts';
import type { WorkbenchError } from '#core/model/workbench-error.ts';
import { putOwnIndicator } from '#renderer/state/indicator-commands.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useDescription, useWorkbench } from '#renderer/state/workbench.ts';
import { indicatorTexts } from '#renderer/texts/indicator-texts.ts';
import { projectTexts } from '#renderer/texts/project-texts.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { fieldLabel } from '#renderer/ui/field-text.ts';
import { IndicatorStatus } from '#renderer/ui/IndicatorStatus.tsx';
import { measureOf, writeNumber } from '#renderer/ui/measure.ts';
import { FormulaField } from './FormulaField.tsx';
import type { FormulaName } from './formula-names.ts';

interface OwnIndicatorDialogProps {
  /** The indicator that is changed; a new one when absent. */
  readonly edited?: OwnIndicator;
  readonly onClose: () => void;
}

const empty: OwnIndicator = { id: '', name: '', formula: '', unit: '', decimals: 1, better: 'neutral', source: '' };

/** Derived quantities that do not add up to anything. */
const outOfFormulas = /_(low|high|x|y)$/;

/** A name as one word, for formulas. */
function wordOf(name: string): string {
  const word = name.trim().replaceAll(/[^\p{L}\p{N}_]+/gu, '_');
  return /^\p{N}/u.test(word) ? `_${word}` : word;
}

/** What can stand in a formula, with what a person calls it. */
function useFormulaNames(own: string): readonly FormulaName[] {
  const say = useText();
  const description = useDescription();
  const baseline = description.scenarios[0];
  const { data } = useQuery('indicators/live', baseline ? { scenarios: [baseline.id] } : null);
  return useMemo(() => {
    const stored = description.layers.filter(({ role }) => role === 'parcel').flatMap(({ fields }) => fields);
    const derived = derivedParcelFields.filter(({ name }) => !outOfFormulas.test(name));
    const fields = new Set([...stored, ...derived].map(({ name }) => name));
    const word = (id: string) => (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(id) ? id : `"${id}"`);
    return [
      ...(['sum', 'mean', 'count', 'share'] as const).map((insert): FormulaName => {
        return { insert, kind: 'count', label: say(indicatorTexts[insert]) };
      }),
      ...[...fields].map((name): FormulaName => {
        return { insert: word(name), kind: 'field', label: say(fieldLabel('parcel', name)) };
      }),
      ...(data?.definitions ?? [])
        .filter(({ id }) => id !== own)
        .map(({ id, label }): FormulaName => ({ insert: word(id), kind: 'indicator', label: say(label) })),
    ];
  }, [description.layers, data?.definitions, own, say]);
}

/** The value in each scenario, as it would be. */
function Preview({ indicator }: { readonly indicator: OwnIndicator }) {
  const say = useText();
  const language = useLanguage();
  const description = useDescription();
  const shown = shownScenarios(description.scenarios);
  const { data } = useQuery('indicators/preview-own', { indicator, scenarios: shown.map(({ id }) => id) });
  if (!data) return null;
  const measure = measureOf(data.unit, indicator.decimals, language, 0);
  return (
    <>
      <table className="preview-table" aria-label={say(indicatorTexts.preview)}>
        <tbody>
          {shown.map(({ id, name }, at) => {
            const value = data.values[at];
            return (
              <tr key={id}>
                <td>{say(name)}</td>
                <td className="number">
                  {value?.value === undefined
                    ? value && <IndicatorStatus value={value} />
                    : `${writeNumber(value.value, measure)} ${measure.unit}`}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {data.settled.length > 0 && <p className="dim">{say(indicatorTexts.settled)}</p>}
    </>
  );
}

/** An indicator of a person's own: its name, its formula, and what it comes to while it is written. */
export function OwnIndicatorDialog({ edited, onClose }: OwnIndicatorDialogProps) {
  const workbench = useWorkbench();
  const say = useText();
  const language = useLanguage();
  const [draft, setDraft] = useState<OwnIndicator>(edited ?? empty);
  const [refused, setRefused] = useState<WorkbenchError | null>(null);
  const id = edited?.id ?? (draft.id || wordOf(draft.name));
  const names = useFormulaNames(id);
  const change = (part: Partial<OwnIndicator>): void => {
    setDraft({ ...draft, ...part });
    setRefused(null);
  };
  const whole: OwnIndicator = { ...draft, id };
  // A moment after the last letter: a formula is wrong while it is being typed.
  const [asked] = useDebouncedValue(JSON.stringify(whole), 300);
  const isAsked = draft.formula.trim() !== '' && asked === JSON.stringify(whole);
  // What it is called has nothing to do with what it comes to.
  const tried: OwnIndicator = { ...whole, id: id || 'draft', name: draft.name || 'draft' };
  const description = useDescription();
  const shown = shownScenarios(description.scenarios).map((scenario) => scenario.id);
  const { error } = useQuery('indicators/preview-own', isAsked ? { indicator: tried, scenarios: shown } : null);
  const fault = refused ?? error;
  const position = fault?.code === 'recipe/expression' ? Number(fault.parameters.position) : undefined;
  const isComplete = draft.name.trim() !== '' && draft.formula.trim() !== '';

  const save = async (): Promise<void> => {
    const failure = await putOwnIndicator(workbench, { ...whole, name: draft.name.trim() }, edited === undefined);
    if (failure) setRefused(failure);
    else onClose();
  };
  const betters: readonly IndicatorDefinition['better'][] = ['higher', 'lower', 'neutral'];
  return (
    <Dialog
      title={say(edited ? indicatorTexts.editOwn : indicatorTexts.newOwn)}
      width={560}
      onClose={onClose}
      foot={
        <>
          <span className="space" />
          <button type="button" className="button large" onClick={onClose}>
            {say(projectTexts.cancel)}
          </button>
          <button
            type="button"
            className="button primary large"
            disabled={!isComplete || fault !== undefined}
            onClick={() => void save()}
          >
            {say(indicatorTexts.save)}
          </button>
        </>
      }
    >
      <div className="form">
        <div className="form-pair">
          <TextInput
            label={say(indicatorTexts.name)}
            value={draft.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <TextInput
            label={say(indicatorTexts.inFormulas)}
            value={id}
            readOnly={edited !== undefined}
            onChange={(event) => change({ id: event.currentTarget.value })}
          />
        </div>
        <FormulaField
          value={draft.formula}
          names={names}
          error={
            fault && draft.formula !== ''
              ? `${fault.describe(language)} ${fault.code === 'recipe/expression' ? '' : fault.hint(language)}`
              : undefined
          }
          errorAt={position}
          onChange={(formula) => change({ formula })}
        />
        <div className="form-pair">
          <TextInput
            label={say(indicatorTexts.unit)}
            placeholder={say(indicatorTexts.unitFollows)}
            value={draft.unit}
            onChange={(event) => change({ unit: event.currentTarget.value })}
          />
          <NumberInput
            label={say(indicatorTexts.decimals)}
            min={0}
            max={mostDecimals}
            value={draft.decimals}
            onChange={(value) => typeof value === 'number' && change({ decimals: value })}
          />
        </div>
        <SegmentedControl
          aria-label={say(indicatorTexts.better)}
          data={betters.map((value) => ({ value, label: say(indicatorTexts[value]) }))}
          value={draft.better}
          onChange={(better) => change({ better: better as OwnIndicator['better'] })}
        />
        <TextInput
          label={say(indicatorTexts.source)}
          value={draft.source}
          onChange={(event) => change({ source: event.currentTarget.value })}
        />
        {isAsked && !fault && <Preview indicator={tried} />}
      </div>
    </Dialog>
  );
}
