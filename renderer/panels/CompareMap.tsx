import { Menu } from '@mantine/core';
import { IconChevronDown, IconX } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import type { ScenarioId } from '#core/model/ids.ts';
import { shownScenarios } from '#core/model/scenario.ts';
import { MapView } from '#renderer/map/MapView.tsx';
import { useChangedShapes } from '#renderer/map/use-changed-shapes.ts';
import { useDifference } from '#renderer/map/use-difference.ts';
import { useMapData } from '#renderer/map/use-map-data.ts';
import { useShownResult } from '#renderer/map/use-shown-result.ts';
import { useText } from '#renderer/state/use-text.ts';
import { scenarioOf, useDescription } from '#renderer/state/workbench.ts';
import { compareMapTexts } from '#renderer/texts/compare-map-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { ScenarioBadge } from '#renderer/ui/ScenarioBadge.tsx';
import { DifferenceLegend } from './DifferenceLegend.tsx';
import { ResultLegend } from './ResultLegend.tsx';

interface CompareMapProps {
  /** Place among the maps, from 0. */
  readonly place: number;
  readonly scenario: ScenarioId;
  /** Draws how the scenario differs from this one instead of its land use. */
  readonly against?: ScenarioId;
  /** The scenario whose choice stands on the map; the one that is drawn unless given. */
  readonly picked?: ScenarioId;
  readonly onPick: (id: ScenarioId) => void;
  readonly onRemove?: (() => void) | undefined;
  readonly children?: ReactNode;
}

/** One of the maps of Compare, with the choice of its scenario. */
export function CompareMap({ place, scenario: id, against, picked, onPick, onRemove, children }: CompareMapProps) {
  const say = useText();
  const description = useDescription();
  const scenario = scenarioOf(description, picked ?? id);
  const { data } = useMapData(id);
  const changed = useChangedShapes(id, data);
  const result = useShownResult(id, data);
  const difference = useDifference(against ?? null, id, data);
  const isDifference = against !== undefined;
  const shapes = useMemo(
    () => (isDifference ? difference.shapes : [...changed, ...result.shapes]),
    [isDifference, difference.shapes, changed, result.shapes],
  );
  const number = { place: place + 1 };
  return (
    <MapView
      name={`compare ${place}`}
      scenario={id}
      label={`${say(compareMapTexts.map, number)}: ${say(scenario.name)}`}
      shapes={shapes}
      fill={isDifference ? difference.fill : result.fill}
      leads={place === 0}
    >
      <div className={`compare-pick float ${isDifference ? 'against' : ''}`}>
        <Menu>
          <Menu.Target>
            <button type="button" className="compare-picked">
              <span className="visually-hidden">{say(compareMapTexts.pick, number)}: </span>
              <ScenarioBadge scenario={scenario} />
              <strong>{say(scenario.name)}</strong>
              <Icon of={IconChevronDown} size={14} />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {shownScenarios(description.scenarios).map((one) => (
              <Menu.Item key={one.id} leftSection={<ScenarioBadge scenario={one} />} onClick={() => onPick(one.id)}>
                {say(one.name)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        {onRemove && <IconButton icon={IconX} kind="small" label={say(compareMapTexts.remove)} onClick={onRemove} />}
      </div>
      {(isDifference || result.legend) && (
        <div className="compare-legend">
          {isDifference ? <DifferenceLegend legend={difference.legend} /> : <ResultLegend legend={result.legend} />}
        </div>
      )}
      {children}
    </MapView>
  );
}
