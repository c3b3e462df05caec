import { SegmentedControl } from '@mantine/core';
import {
  IconColumns2,
  IconFlipHorizontal,
  IconLayersDifference,
  IconLayersLinked,
  IconPlus,
} from '@tabler/icons-react';
import type { ScenarioId } from '#core/model/ids.ts';
import { formatNumber } from '#core/model/text.ts';
import { MapControls } from '#renderer/map/MapControls.tsx';
import { ScaleBar } from '#renderer/map/ScaleBar.tsx';
import { compareViews, mapLimit } from '#renderer/state/compare-choices.ts';
import { scaleDenominator } from '#renderer/state/map-link.ts';
import { useStore } from '#renderer/state/store.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useDescription, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { compareMapTexts } from '#renderer/texts/compare-map-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { CompareMap } from './CompareMap.tsx';
import { SwipeMaps } from './SwipeMaps.tsx';

/** Maps keep their place whatever scenario they show. */
const mapNames = ['first', 'second', 'third', 'fourth'] as const;

const viewIcons = { side: IconColumns2, swipe: IconFlipHorizontal, difference: IconLayersDifference } as const;

/** The scale of all maps, and a further map where there is room for one. */
function MapsCorner({ onAdd }: { readonly onAdd: (() => void) | undefined }) {
  const { map } = useWorkbench();
  const say = useText();
  const metresPerPixel = useStore(map.camera, (camera) => camera.metresPerPixel);
  return (
    <div className="maps-corner">
      {onAdd && (
        <button type="button" className="synced float" onClick={onAdd}>
          <Icon of={IconPlus} />
          {say(compareMapTexts.add)}
        </button>
      )}
      {metresPerPixel > 0 && (
        <span className="synced float">
          <Icon of={IconLayersLinked} />
          {say(compareMapTexts.synced, { scale: formatNumber(scaleDenominator(metresPerPixel)) })}
        </span>
      )}
    </div>
  );
}

/** Chooses between maps beside each other, a swipe, and a map of the difference. */
function ViewChoice() {
  const { window } = useWorkbench();
  const say = useText();
  const view = useWindow((state) => state.compare.view);
  return (
    <div className="view-choice float">
      <SegmentedControl
        aria-label={say(compareMapTexts.layout)}
        value={view}
        data={compareViews.map((one) => ({
          value: one,
          label: (
            <span className="view-name">
              <Icon of={viewIcons[one]} />
              {say(compareMapTexts[one])}
            </span>
          ),
        }))}
        onChange={(next) => {
          const chosen = compareViews.find((one) => one === next);
          if (chosen) window.set(({ compare }) => ({ compare: { ...compare, view: chosen } }));
        }}
      />
    </div>
  );
}

/** The maps of Compare: two to four beside each other, two with a swipe, or one with what differs beside it. */
export function CompareMaps() {
  const { window } = useWorkbench();
  const description = useDescription();
  const compared = useWindow((state) => state.compared);
  const view = useWindow((state) => state.compare.view);
  const [first, second] = compared as readonly [ScenarioId, ScenarioId];
  const pick = (place: number, id: ScenarioId): void =>
    window.set({ compared: compared.map((one, at) => (at === place ? id : one)) });
  const next = description.scenarios.find(({ id }) => !compared.includes(id)) ?? description.scenarios[0]!;
  const onAdd =
    view === 'side' && compared.length < mapLimit ? () => window.set({ compared: [...compared, next.id] }) : undefined;
  const scale = (
    <div className="map-corner">
      <ScaleBar />
    </div>
  );
  const last = (
    <>
      <MapsCorner onAdd={onAdd} />
      <MapControls />
    </>
  );
  return (
    <div className={`compare-maps ${view}`} data-maps={view === 'side' ? compared.length : 2}>
      {view === 'side' &&
        compared.map((id, place) => (
          <CompareMap
            key={mapNames[place]}
            place={place}
            scenario={id}
            onPick={(chosen) => pick(place, chosen)}
            onRemove={
              compared.length > 2 ? () => window.set({ compared: compared.filter((_, at) => at !== place) }) : undefined
            }
          >
            {place === 0 && scale}
            {place === compared.length - 1 && last}
          </CompareMap>
        ))}
      {view === 'swipe' && (
        <SwipeMaps left={first} right={second} onPick={pick}>
          {scale}
          {last}
        </SwipeMaps>
      )}
      {view === 'difference' && (
        <>
          <CompareMap place={0} scenario={second} onPick={(id) => pick(1, id)}>
            {scale}
          </CompareMap>
          <CompareMap place={1} scenario={second} against={first} picked={first} onPick={(id) => pick(0, id)}>
            {last}
          </CompareMap>
        </>
      )}
      <ViewChoice />
    </div>
  );
}
