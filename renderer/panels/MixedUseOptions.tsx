import { NumberInput, SegmentedControl, Slider, TextInput } from '@mantine/core';
import type { RecipeStep } from '#core/model/recipe.ts';
import type { SketchSelection } from '#core/rpc/requests.ts';
import type { MixedUseDraft } from '#renderer/state/sketch-draft.ts';
import { useStore } from '#renderer/state/store.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useDescription, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { sketchTexts } from '#renderer/texts/sketch-texts.ts';
import { writeArea } from '#renderer/ui/measure.ts';
import { FloorOptions } from './FloorOptions.tsx';
import { LocalMixCard } from './LocalMixCard.tsx';
import { MixSliders } from './MixSliders.tsx';
import { ProtectList } from './ProtectList.tsx';
import { SelectMore } from './SelectMore.tsx';
import { TypeSelect } from './TypeSelect.tsx';

/** What the picked parcels, or those of the expression, come to. */
function usePicked(where: string): { readonly selection: SketchSelection | undefined } {
  const { drafts } = useWorkbench();
  const description = useDescription();
  const { selected, scenario } = useWindow((state) => state);
  const protect = useStore(drafts, (state) => state.protect);
  const isParcels = description.layers.find(({ id }) => id === selected.layer)?.role === 'parcel';
  const condition = where.trim();
  const select = condition === '' ? (isParcels ? { ids: selected.features } : null) : { where: condition };
  const request = select && { scenario, select, ...(protect === null ? {} : { protect }) };
  const { data } = useQuery('sketch/select', request);
  return { selection: request ? data : undefined };
}

/** Which parcels, and the type or mix they are painted with. */
export function MixedUseOptions({ step }: { readonly step: RecipeStep | undefined }) {
  const { drafts } = useWorkbench();
  const say = useText();
  const language = useLanguage();
  const draft = useStore(drafts, (state) => state.mixedUse);
  const { selection } = usePicked(draft.where);
  const count = selection?.features.length ?? 0;
  const { selected } = useWindow((state) => state);
  const change = (part: Partial<MixedUseDraft>): void =>
    drafts.set(({ mixedUse }) => ({ mixedUse: { ...mixedUse, ...part } }));
  const chosen =
    selection && count > 0
      ? say(sketchTexts.chosen, { count, area: writeArea(selection.areaSquareMetres, language) })
      : say(sketchTexts.noneChosen);
  return (
    <div className="sketch-body">
      <div className="sketch-line">
        <SegmentedControl
          aria-label={say(sketchTexts.pick)}
          data={[
            { value: 'click', label: say(sketchTexts.click) },
            { value: 'box', label: say(sketchTexts.box) },
            { value: 'polygon', label: say(sketchTexts.polygon) },
            { value: 'lasso', label: say(sketchTexts.lasso) },
          ]}
          value={draft.pick}
          onChange={(pick) => change({ pick })}
        />
      </div>
      <div className="sketch-line wrap">
        <span data-chosen className={count > 0 ? '' : 'dim'}>
          {chosen}
        </span>
        {selection && count > 0 && (
          <span className="dim">
            {say(sketchTexts.developable, { area: writeArea(selection.developableSquareMetres, language) })}
          </span>
        )}
        {selection?.skipped.map(({ reason, count: left }) => (
          <span key={reason.en} className="chip">
            {say(sketchTexts.skipped, { count: left, reason: say(reason) })}
          </span>
        ))}
      </div>
      <TextInput
        className="field-low"
        aria-label={say(sketchTexts.expression)}
        placeholder={`${say(sketchTexts.expression)}: ${say(sketchTexts.expressionExample)}`}
        value={draft.where}
        onChange={(event) => change({ where: event.currentTarget.value })}
      />
      <SelectMore />
      <ProtectList />
      <SegmentedControl
        fullWidth
        aria-label={say(sketchTexts.paint)}
        data={[
          { value: 'type', label: say(sketchTexts.paintType) },
          { value: 'mix', label: say(sketchTexts.paintMix) },
          { value: 'floors', label: say(sketchTexts.paintFloors) },
        ]}
        value={draft.paint}
        onChange={(paint) => change({ paint })}
      />
      {draft.paint === 'type' && (
        <TypeSelect label={say(sketchTexts.type)} value={draft.type} onChange={(type) => type && change({ type })} />
      )}
      {draft.paint === 'mix' && (
        <ul className="mix-list">
          <MixSliders mix={draft.mix} onChange={(mix) => change({ mix })} />
          <DensitySlider far={draft.far} onChange={(far) => change({ far })} />
        </ul>
      )}
      {draft.paint === 'floors' && <FloorOptions floors={draft.floors} onChange={(floors) => change({ floors })} />}
      <LocalMixCard features={draft.where.trim() === '' ? selected.features : []} step={step} />
    </div>
  );
}

/** The floor-area ratio below the sliders of the mix. */
function DensitySlider({ far, onChange }: { readonly far: number; readonly onChange: (far: number) => void }) {
  const say = useText();
  return (
    <li>
      <span className="soft">{say(sketchTexts.far)}</span>
      <Slider min={0} max={8} step={0.1} value={far} thumbLabel={say(sketchTexts.far)} onChange={onChange} />
      <NumberInput
        className="field-low"
        aria-label={say(sketchTexts.far)}
        min={0}
        max={20}
        decimalScale={2}
        value={far}
        onChange={(value) => typeof value === 'number' && onChange(value)}
      />
    </li>
  );
}
