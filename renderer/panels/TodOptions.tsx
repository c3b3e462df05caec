import { Checkbox, NumberInput, SegmentedControl, Select } from '@mantine/core';
import { IconPlus, IconTrash, IconX } from '@tabler/icons-react';
import { unitLabel } from '#core/model/indicator.ts';
import type { TodDraft } from '#renderer/state/sketch-draft.ts';
import { useStore } from '#renderer/state/store.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { sketchTexts } from '#renderer/texts/sketch-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { ProtectList } from './ProtectList.tsx';
import { TodTargets } from './TodTargets.tsx';
import { TypeSelect } from './TypeSelect.tsx';
import { type Station, useStations } from './use-stations.ts';

/** As many bands there can be; their names tell them apart. */
const bandNames = ['inner', 'second', 'third', 'outer'] as const;

/** Stations, bands around them and what each band becomes. */
export function TodOptions() {
  const { drafts } = useWorkbench();
  const say = useText();
  const language = useLanguage();
  const draft = useStore(drafts, (state) => state.tod);
  const { stations, lines } = useStations();
  const change = (part: Partial<TodDraft>): void => drafts.set(({ tod }) => ({ tod: { ...tod, ...part } }));
  if (stations === null) return <p className="sketch-body soft">{say(sketchTexts.noStations)}</p>;
  const labelOf = (name: string): string => stations.find(({ value }) => value === name)?.label ?? name;
  const left = (of: readonly Station[]) => of.filter(({ value }) => !draft.stations.includes(value));
  const limitName = draft.mode === 'ring' ? 'metres' : 'minutes';
  const limits = draft[limitName];
  const setLimit = (place: number, value: number): void => {
    // A band ends further out than the one inside it.
    const next = limits.map((limit, at) => (at === place ? value : limit));
    for (let at = place + 1; at < next.length; at++) next[at] = Math.max(next[at]!, next[at - 1]! + 1);
    for (let at = place - 1; at >= 0; at--) next[at] = Math.min(next[at]!, next[at + 1]! - 1);
    change({ [limitName]: next });
  };
  const addBand = (): void => {
    const step = draft.mode === 'ring' ? 300 : 5;
    change({ [limitName]: [...limits, limits.at(-1)! + step], types: [...draft.types.slice(0, limits.length), null] });
  };
  const removeBand = (place: number): void =>
    change({
      [limitName]: limits.filter((_limit, at) => at !== place),
      types: draft.types.filter((_type, at) => at !== place),
    });
  return (
    <div className="sketch-body">
      <Select
        className="field-low"
        searchable
        aria-label={say(sketchTexts.stations)}
        placeholder={say(sketchTexts.pickStations)}
        data={[
          { group: say(sketchTexts.stations), items: left(stations.filter(({ rail }) => rail)) },
          { group: say(sketchTexts.stops), items: left(stations.filter(({ rail }) => !rail)) },
        ].filter(({ items }) => items.length > 0)}
        value={null}
        onChange={(name) => name && change({ stations: [...draft.stations, name] })}
      />
      <div className="sketch-line">
        <Checkbox
          label={say(sketchTexts.placeStations)}
          checked={draft.placing}
          onChange={(event) => change({ placing: event.currentTarget.checked })}
        />
        {lines.length > 0 && (
          <Select
            className="field-low space"
            aria-label={say(sketchTexts.wholeLine)}
            placeholder={say(sketchTexts.wholeLine)}
            data={lines.filter((line) => !draft.lines.includes(line))}
            value={null}
            onChange={(line) => line && change({ lines: [...draft.lines, line] })}
          />
        )}
      </div>
      {draft.lines.length + draft.place.length > 0 && (
        <ul className="chip-list" aria-label={say(sketchTexts.wholeLine)}>
          {draft.lines.map((line) => (
            <li key={line} className="chip accent">
              {say(sketchTexts.allOf, { line })}
              <button
                type="button"
                aria-label={say(sketchTexts.removeChosen, { name: line })}
                onClick={() => change({ lines: draft.lines.filter((one) => one !== line) })}
              >
                <Icon of={IconX} size={12} />
              </button>
            </li>
          ))}
          {draft.place.map((station) => (
            <li key={station.name} className="chip accent">
              {station.name}
              <button
                type="button"
                aria-label={say(sketchTexts.removeChosen, { name: station.name })}
                onClick={() => change({ place: draft.place.filter((one) => one !== station) })}
              >
                <Icon of={IconX} size={12} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {draft.stations.length > 0 && (
        <ul className="chip-list" aria-label={say(sketchTexts.stations)}>
          {draft.stations.map((name) => (
            <li key={name} className="chip accent">
              {labelOf(name)}
              <button
                type="button"
                aria-label={say(sketchTexts.removeChosen, { name: labelOf(name) })}
                onClick={() => change({ stations: draft.stations.filter((one) => one !== name) })}
              >
                <Icon of={IconX} size={12} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <SegmentedControl
        fullWidth
        aria-label={say(sketchTexts.bands)}
        data={[
          { value: 'walk', label: say(sketchTexts.walk) },
          { value: 'ring', label: say(sketchTexts.ring) },
        ]}
        value={draft.mode}
        onChange={(mode) => change({ mode })}
      />
      <ol className="band-list" aria-label={say(sketchTexts.bands)}>
        {limits.map((limit, place) => (
          <li key={bandNames[place]}>
            <span className="dim">≤</span>
            <NumberInput
              className="field-low band-limit"
              aria-label={say(sketchTexts.limit, { place: place + 1 })}
              min={1}
              max={draft.mode === 'ring' ? 5000 : 60}
              allowDecimal={false}
              suffix={` ${unitLabel(draft.mode === 'ring' ? 'm' : 'min')[language]}`}
              value={limit}
              onChange={(value) => typeof value === 'number' && value >= 1 && setLimit(place, value)}
            />
            <TypeSelect
              optional
              label={say(sketchTexts.bandType, { place: place + 1 })}
              value={draft.types[place] ?? null}
              onChange={(type) =>
                change({ types: limits.map((_limit, at) => (at === place ? type : (draft.types[at] ?? null))) })
              }
            />
            <IconButton
              icon={IconTrash}
              kind="small"
              label={say(sketchTexts.removeBand, { place: place + 1 })}
              disabled={limits.length === 1}
              onClick={() => removeBand(place)}
            />
          </li>
        ))}
      </ol>
      <div className="sketch-line">
        <button
          type="button"
          className="link-button with-icon"
          disabled={limits.length >= bandNames.length}
          onClick={addBand}
        >
          <Icon of={IconPlus} size={14} />
          {say(sketchTexts.addBand)}
        </button>
        <span className="space" />
        <Checkbox
          label={say(sketchTexts.allowLower)}
          checked={draft.allowLowerDensity}
          onChange={(event) => change({ allowLowerDensity: event.currentTarget.checked })}
        />
      </div>
      <TodTargets draft={draft} change={change} />
      <ProtectList />
    </div>
  );
}
