import { NumberInput, SegmentedControl, Slider, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { featureAreas } from '#core/geometry/measure.ts';
import { floorUseLabels, floorUses } from '#core/model/role.ts';
import { drawnFields } from '#renderer/map/drawn-fields.ts';
import { rowsById } from '#renderer/map/map-data.ts';
import { withShare } from '#renderer/state/mix.ts';
import type { MixedUseDraft } from '#renderer/state/sketch-draft.ts';
import { useStore } from '#renderer/state/store.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useProject, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { sketchTexts } from '#renderer/texts/sketch-texts.ts';
import { writeArea } from '#renderer/ui/measure.ts';
import { TypeSelect } from './TypeSelect.tsx';

/** How many parcels are picked, and how much land that is. */
function usePicked(): { readonly count: number; readonly area: number } {
  const { description } = useProject();
  const { selected, scenario } = useWindow((state) => state);
  const layer = description.layers.find(({ id }) => id === selected.layer);
  const isParcels = layer?.role === 'parcel';
  const { data: table } = useQuery(
    'layer/read',
    isParcels ? { layer: layer.id, scenario, fields: drawnFields(layer) } : null,
  );
  return useMemo(() => {
    if (!table) return { count: 0, area: 0 };
    const byId = rowsById(table);
    const areas = featureAreas(table.geometry);
    const rows = selected.features.flatMap((id) => byId.get(id) ?? []);
    return { count: rows.length, area: rows.reduce((sum, row) => sum + areas[row]!, 0) };
  }, [table, selected]);
}

/** A slider with a number box for each use; together they always make 100 %. */
function MixSliders({
  draft,
  change,
}: {
  readonly draft: MixedUseDraft;
  readonly change: (part: Partial<MixedUseDraft>) => void;
}) {
  const say = useText();
  return (
    <ul className="mix-list">
      {floorUses.map((use) => {
        const label = say(sketchTexts.shareOf, { use: say(floorUseLabels[use]) });
        const set = (percent: number): void => change({ mix: withShare(draft.mix, use, percent) });
        return (
          <li key={use}>
            <span className="soft ellipsis">{say(floorUseLabels[use])}</span>
            <Slider min={0} max={100} step={5} value={draft.mix[use]} thumbLabel={label} onChange={set} />
            <NumberInput
              className="field-low"
              aria-label={label}
              min={0}
              max={100}
              allowDecimal={false}
              suffix=" %"
              value={draft.mix[use]}
              onChange={(value) => typeof value === 'number' && set(value)}
            />
          </li>
        );
      })}
      <li>
        <span className="soft">{say(sketchTexts.far)}</span>
        <Slider
          min={0}
          max={8}
          step={0.1}
          value={draft.far}
          thumbLabel={say(sketchTexts.far)}
          onChange={(far) => change({ far })}
        />
        <NumberInput
          className="field-low"
          aria-label={say(sketchTexts.far)}
          min={0}
          max={20}
          decimalScale={2}
          value={draft.far}
          onChange={(value) => typeof value === 'number' && change({ far: value })}
        />
      </li>
    </ul>
  );
}

/** Which parcels, and the type or mix they are painted with. */
export function MixedUseOptions() {
  const { drafts } = useWorkbench();
  const say = useText();
  const language = useLanguage();
  const draft = useStore(drafts, (state) => state.mixedUse);
  const picked = usePicked();
  const change = (part: Partial<MixedUseDraft>): void =>
    drafts.set(({ mixedUse }) => ({ mixedUse: { ...mixedUse, ...part } }));
  const chosen =
    picked.count > 0
      ? say(sketchTexts.chosen, { count: picked.count, area: writeArea(picked.area, language) })
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
          ]}
          value={draft.pick}
          onChange={(pick) => change({ pick })}
        />
        <span className="space" />
        <span className={picked.count > 0 ? '' : 'dim'}>{draft.where.trim() === '' ? chosen : ''}</span>
      </div>
      <TextInput
        className="field-low"
        aria-label={say(sketchTexts.expression)}
        placeholder={`${say(sketchTexts.expression)}: ${say(sketchTexts.expressionExample)}`}
        value={draft.where}
        onChange={(event) => change({ where: event.currentTarget.value })}
      />
      <SegmentedControl
        fullWidth
        aria-label={say(sketchTexts.paint)}
        data={[
          { value: 'type', label: say(sketchTexts.paintType) },
          { value: 'mix', label: say(sketchTexts.paintMix) },
        ]}
        value={draft.paint}
        onChange={(paint) => change({ paint })}
      />
      {draft.paint === 'type' ? (
        <TypeSelect label={say(sketchTexts.type)} value={draft.type} onChange={(type) => type && change({ type })} />
      ) : (
        <MixSliders draft={draft} change={change} />
      )}
    </div>
  );
}
