import { Checkbox, NumberInput, SegmentedControl, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { nameColumn, nameFields, shortId } from '#renderer/state/feature-name.ts';
import { type CorridorDraft, corridorWidths } from '#renderer/state/sketch-draft.ts';
import { useStore } from '#renderer/state/store.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useDescription, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { sketchTexts } from '#renderer/texts/sketch-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { CorridorSuggestions } from './CorridorSuggestions.tsx';
import { ProtectList } from './ProtectList.tsx';
import { ResistanceTable } from './ResistanceTable.tsx';
import { TypeSelect } from './TypeSelect.tsx';

/** Green spaces that can be joined, by what a person calls them. */
function useGreenSpaces(): readonly { readonly value: string; readonly label: string }[] {
  const language = useLanguage();
  const description = useDescription();
  const scenario = useWindow((state) => state.scenario);
  const layer = description.layers.find(({ role }) => role === 'green-space');
  const { data: table } = useQuery(
    'layer/read',
    layer ? { layer: layer.id, scenario, fields: nameFields(layer) } : null,
  );
  if (!table) return [];
  const names = nameColumn(table, language);
  return table.ids
    .map((id, row) => ({ value: id as string, label: names?.[row] ?? shortId(id), named: Boolean(names?.[row]) }))
    .sort((a, b) => Number(b.named) - Number(a.named) || a.label.localeCompare(b.label, 'zh-Hans'));
}

/** Green spaces in the order in which they are joined. */
function BetweenChooser({
  draft,
  change,
}: {
  readonly draft: CorridorDraft;
  readonly change: (part: Partial<CorridorDraft>) => void;
}) {
  const say = useText();
  const greens = useGreenSpaces();
  const labels = new Map(greens.map(({ value, label }) => [value, label]));
  return (
    <>
      <Select
        className="field-low"
        searchable
        aria-label={say(sketchTexts.greenSpaces)}
        placeholder={say(sketchTexts.betweenHint)}
        data={greens.filter(({ value }) => !draft.between.includes(value))}
        value={null}
        onChange={(id) => id && change({ between: [...draft.between, id] })}
      />
      {draft.between.length > 0 && (
        <ol className="chip-list" aria-label={say(sketchTexts.greenSpaces)}>
          {draft.between.map((id) => (
            <li key={id} className="chip accent">
              {labels.get(id) ?? id}
              <button
                type="button"
                aria-label={say(sketchTexts.removeChosen, { name: labels.get(id) ?? id })}
                onClick={() => change({ between: draft.between.filter((one) => one !== id) })}
              >
                <Icon of={IconX} size={12} />
              </button>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

/** Centre line, width and what happens to the parcels underneath. */
export function CorridorOptions() {
  const { drafts } = useWorkbench();
  const say = useText();
  const description = useDescription();
  const draft = useStore(drafts, (state) => state.corridor);
  const change = (part: Partial<CorridorDraft>): void =>
    drafts.set(({ corridor }) => ({ corridor: { ...corridor, ...part } }));
  const hasBuildings = description.layers.some(({ role }) => role === 'building');
  return (
    <div className="sketch-body">
      <SegmentedControl
        fullWidth
        aria-label={say(sketchTexts.way)}
        data={[
          { value: 'draw', label: say(sketchTexts.draw) },
          { value: 'between', label: say(sketchTexts.between) },
        ]}
        value={draft.way}
        onChange={(way) => change({ way })}
      />
      {draft.way === 'between' && <BetweenChooser draft={draft} change={change} />}
      <div className="sketch-line">
        <span className="dim">{say(sketchTexts.width)}</span>
        <NumberInput
          className="field-low corridor-width"
          data-corridor-width
          aria-label={say(sketchTexts.widthLabel)}
          min={corridorWidths.minimum}
          max={corridorWidths.maximum}
          allowDecimal={false}
          suffix=" m"
          value={draft.widthMetres}
          onChange={(value) =>
            typeof value === 'number' &&
            value >= corridorWidths.minimum &&
            value <= corridorWidths.maximum &&
            change({ widthMetres: value })
          }
        />
        <Select
          className="field-low space"
          aria-label={say(sketchTexts.parcelsLabel)}
          data={[
            { value: 'split', label: say(sketchTexts.split) },
            { value: 'convert', label: say(sketchTexts.convert) },
          ]}
          value={draft.parcels}
          onChange={(parcels) => change({ parcels: parcels === 'convert' ? 'convert' : 'split' })}
        />
        {draft.parcels === 'convert' && (
          <NumberInput
            className="field-low corridor-share"
            aria-label={say(sketchTexts.share)}
            min={1}
            max={100}
            allowDecimal={false}
            prefix="≥ "
            suffix=" %"
            value={Math.round(draft.convertShare * 100)}
            onChange={(value) => typeof value === 'number' && value >= 1 && change({ convertShare: value / 100 })}
          />
        )}
      </div>
      <div className="sketch-line">
        <span className="dim">{say(sketchTexts.taper)}</span>
        {(['startWidthMetres', 'endWidthMetres'] as const).map((end) => (
          <NumberInput
            key={end}
            className="field-low corridor-width"
            aria-label={say(end === 'startWidthMetres' ? sketchTexts.startWidth : sketchTexts.endWidth)}
            placeholder={`${draft.widthMetres} m`}
            min={corridorWidths.minimum}
            max={corridorWidths.maximum}
            allowDecimal={false}
            suffix=" m"
            value={draft[end] ?? ''}
            onChange={(value) =>
              change({ [end]: typeof value === 'number' && value >= corridorWidths.minimum ? value : null })
            }
          />
        ))}
      </div>
      <div className="sketch-line">
        <span className="dim">{say(sketchTexts.atStreets)}</span>
        <Select
          className="field-low space"
          aria-label={say(sketchTexts.atStreets)}
          data={[
            { value: 'gap', label: say(sketchTexts.gap) },
            { value: 'ecoduct', label: say(sketchTexts.ecoduct) },
          ]}
          value={draft.streets}
          onChange={(streets) => change({ streets: streets === 'ecoduct' ? 'ecoduct' : 'gap' })}
        />
      </div>
      <div className="sketch-line">
        <ProtectList />
        <span className="space" />
        <ResistanceTable draft={draft} change={change} />
      </div>
      <CorridorSuggestions draft={draft} change={change} />
      <div className="sketch-line">
        <span className="dim">{say(sketchTexts.becomes)}</span>
        <TypeSelect label={say(sketchTexts.becomes)} value={draft.type} onChange={(type) => type && change({ type })} />
        {hasBuildings && (
          <Checkbox
            label={say(sketchTexts.keepBuildings)}
            checked={draft.keepBuildings}
            onChange={(event) => change({ keepBuildings: event.currentTarget.checked })}
          />
        )}
      </div>
    </div>
  );
}
