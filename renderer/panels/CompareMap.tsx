import { Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import type { ScenarioId } from '#core/model/ids.ts';
import { MapView } from '#renderer/map/MapView.tsx';
import { useChangedShapes } from '#renderer/map/use-changed-shapes.ts';
import { useMapData } from '#renderer/map/use-map-data.ts';
import { useShownResult } from '#renderer/map/use-shown-result.ts';
import { useText } from '#renderer/state/use-text.ts';
import { scenarioOf, useProject } from '#renderer/state/workbench.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { ScenarioBadge } from '#renderer/ui/ScenarioBadge.tsx';
import { ResultLegend } from './ResultLegend.tsx';

interface CompareMapProps {
  readonly name: 'left' | 'right';
  readonly scenario: ScenarioId;
  readonly label: string;
  readonly pickLabel: string;
  readonly onPick: (id: ScenarioId) => void;
  readonly children: ReactNode;
}

/** One of the two maps of Compare, with the choice of its scenario. */
export function CompareMap({ name, scenario: id, label, pickLabel, onPick, children }: CompareMapProps) {
  const say = useText();
  const { description } = useProject();
  const scenario = scenarioOf(description, id);
  const { data } = useMapData(id);
  const changed = useChangedShapes(id, data);
  const result = useShownResult(id, data);
  const shapes = useMemo(() => [...changed, ...result.shapes], [changed, result.shapes]);
  return (
    <MapView name={name} scenario={id} label={`${label}: ${say(scenario.name)}`} shapes={shapes} fill={result.fill}>
      <Menu>
        <Menu.Target>
          <button type="button" className="compare-pick float">
            <span className="visually-hidden">{pickLabel}: </span>
            <ScenarioBadge scenario={scenario} />
            <strong>{say(scenario.name)}</strong>
            <Icon of={IconChevronDown} size={14} />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {description.scenarios.map((one) => (
            <Menu.Item key={one.id} leftSection={<ScenarioBadge scenario={one} />} onClick={() => onPick(one.id)}>
              {say(one.name)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {result.legend && (
        <div className="compare-legend">
          <ResultLegend legend={result.legend} />
        </div>
      )}
      {children}
    </MapView>
  );
}
