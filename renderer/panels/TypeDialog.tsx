import { ColorInput, NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DevelopmentType } from '#core/model/development-type.ts';
import { unitLabel } from '#core/model/indicator.ts';
import { landUseDefinitions, landUses } from '#core/model/land-use.ts';
import { type FloorUse, floorUseLabels, floorUses } from '#core/model/role.ts';
import { formatNumber } from '#core/model/text.ts';
import type { Mix } from '#renderer/state/mix.ts';
import { addType, changeType } from '#renderer/state/type-commands.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { scenarioOf, useDescription, useWorkbench } from '#renderer/state/workbench.ts';
import { sketchTexts } from '#renderer/texts/sketch-texts.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { MixSliders } from './MixSliders.tsx';

/** What the change does to the parcels painted with the type, scenario by scenario. */
function Effect({ type }: { readonly type: DevelopmentType }) {
  const say = useText();
  const language = useLanguage();
  const description = useDescription();
  const { data: effects, error } = useQuery('types/preview', { type });
  if (error) return <p className="warn-text">{error.describe(language)}</p>;
  if (!effects) return null;
  if (effects.length === 0) return <p className="dim">{say(sketchTexts.noEffect)}</p>;
  const change = (before: number, after: number): string => `${formatNumber(before, 0)} → ${formatNumber(after, 0)}`;
  return (
    <table className="type-effect" data-effect>
      <thead>
        <tr>
          <th>{say(sketchTexts.effect)}</th>
          <th>{say(sketchTexts.effectParcels)}</th>
          <th>{say(sketchTexts.people)}</th>
          <th>{say(sketchTexts.jobsHere)}</th>
        </tr>
      </thead>
      <tbody>
        {effects.map(({ scenario, parcels, locked, before, after }) => (
          <tr key={scenario}>
            <td>
              {say(scenarioOf(description, scenario).name)}
              {locked && <span className="dim"> · {say(sketchTexts.lockedScenario)}</span>}
            </td>
            <td>{formatNumber(parcels, 0)}</td>
            <td>{change(before.residents, after.residents)}</td>
            <td>{change(before.jobs, after.jobs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface TypeDialogProps {
  readonly type: DevelopmentType;
  /** True for a type that is not kept yet. */
  readonly isNew: boolean;
  readonly onClose: () => void;
}

/** A development type in all its numbers; what a change does is shown before it is applied or kept as a new type. */
export function TypeDialog({ type, isNew, onClose }: TypeDialogProps) {
  const workbench = useWorkbench();
  const say = useText();
  const language = useLanguage();
  const [draft, setDraft] = useState(type);
  const set = (part: Partial<DevelopmentType>): void => setDraft({ ...draft, ...part });
  const isBuilt = floorUses.some((use) => draft.shares[use] > 0);
  const mix = Object.fromEntries(floorUses.map((use) => [use, Math.round(draft.shares[use] * 100)])) as Mix;
  const setMix = (next: Mix): void =>
    set({ shares: Object.fromEntries(floorUses.map((use) => [use, next[use] / 100])) as Record<FloorUse, number> });
  const number = (
    label: string,
    value: number | undefined,
    unit: string,
    onChange: (value: number | undefined) => void,
    most = 10_000,
  ) => (
    <NumberInput
      label={label}
      min={0}
      max={most}
      decimalScale={2}
      placeholder={say(sketchTexts.assumed)}
      suffix={unit === '' ? '' : ` ${unit}`}
      value={value ?? ''}
      onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
    />
  );
  const ratio = (label: string, name: 'buildingCoverage' | 'greenRatio') =>
    number(label, Math.round(draft[name] * 1000) / 10, '%', (value) => set({ [name]: (value ?? 0) / 100 }), 100);
  const setPerJob = (use: FloorUse, value: number | undefined): void => {
    const { [use]: _old, ...others } = draft.floorAreaPerJob ?? {};
    set({ floorAreaPerJob: value === undefined ? others : { ...others, [use]: value } });
  };
  const named = draft.label.zh.trim() !== '' && draft.label.en.trim() !== '' && draft.code.trim() !== '';
  const close = async (work: Promise<boolean>): Promise<void> => {
    if (await work) onClose();
  };
  const perResident = (value: number | undefined): void => {
    const { floorAreaPerResident: _old, ...others } = draft;
    setDraft(value === undefined ? others : { ...others, floorAreaPerResident: value });
  };
  return (
    <Dialog
      title={`${say(sketchTexts.typeTitle)} · ${say(draft.label)}`}
      width={720}
      onClose={onClose}
      foot={
        isNew ? (
          <button
            type="button"
            className="button primary large"
            disabled={!named}
            onClick={() => void close(addType(workbench, draft))}
          >
            {say(sketchTexts.addType)}
          </button>
        ) : (
          <>
            <button
              type="button"
              className="button large"
              disabled={!named}
              onClick={() => void close(addType(workbench, draft))}
            >
              {say(sketchTexts.branchType)}
            </button>
            <button
              type="button"
              className="button primary large"
              data-apply-type
              disabled={!named}
              onClick={() => void close(changeType(workbench, draft))}
            >
              {say(sketchTexts.applyType)}
            </button>
          </>
        )
      }
    >
      <div className="type-form">
        <TextInput
          label={say(sketchTexts.nameZh)}
          value={draft.label.zh}
          onChange={(event) => set({ label: { ...draft.label, zh: event.currentTarget.value } })}
        />
        <TextInput
          label={say(sketchTexts.nameEn)}
          value={draft.label.en}
          onChange={(event) => set({ label: { ...draft.label, en: event.currentTarget.value } })}
        />
        <TextInput
          label={say(sketchTexts.code)}
          value={draft.code}
          onChange={(event) => set({ code: event.currentTarget.value })}
        />
        <Select
          label={say(sketchTexts.landUse)}
          searchable
          data={landUses.map((value) => ({ value, label: say(landUseDefinitions[value].label) }))}
          value={draft.landUse}
          onChange={(landUse) => landUse && set({ landUse })}
        />
        <ColorInput
          label={say(sketchTexts.colour)}
          format="hex"
          value={draft.colour ?? ''}
          placeholder={landUseDefinitions[draft.landUse].colours.light}
          onChange={(colour) => {
            const { colour: _old, ...others } = draft;
            setDraft(/^#[0-9a-f]{6}$/i.test(colour) ? { ...others, colour } : others);
          }}
        />
        {number(say(sketchTexts.far), draft.far, '', (value) => set({ far: value ?? 0 }), 50)}
        {ratio(say(sketchTexts.coverage), 'buildingCoverage')}
        {ratio(say(sketchTexts.greenRatio), 'greenRatio')}
        {number(say(sketchTexts.perResident), draft.floorAreaPerResident, 'm²', perResident, 1000)}
        {number(say(sketchTexts.energy), draft.energyUse, unitLabel('kWh/m2')[language], (value) =>
          set({ energyUse: value ?? 0 }),
        )}
        {number(say(sketchTexts.parking), draft.parking, '/ 100 m²', (value) => set({ parking: value ?? 0 }), 100)}
        {floorUses
          .filter((use) => use !== 'residential' && draft.shares[use] > 0)
          .map((use) => (
            <div key={use}>
              {number(
                say(sketchTexts.perJob, { use: say(floorUseLabels[use]) }),
                draft.floorAreaPerJob?.[use],
                'm²',
                (value) => setPerJob(use, value),
              )}
            </div>
          ))}
      </div>
      <ul className="mix-list type-mix">
        <MixSliders mix={isBuilt ? mix : { ...mix, residential: 0 }} onChange={setMix} />
      </ul>
      {!isNew && <Effect type={draft} />}
    </Dialog>
  );
}
