import { Menu } from '@mantine/core';
import { IconArchive, IconDots, IconLock, IconPlus } from '@tabler/icons-react';
import { Fragment } from 'react';
import { baselineId } from '#core/model/ids.ts';
import { type Scenario, shownScenarios } from '#core/model/scenario.ts';
import { archiveScenario, changeScenario, deleteScenario } from '#renderer/state/record-commands.ts';
import { useScenarioRoom } from '#renderer/state/use-scenario-room.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useDescription, useProject, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { headerTexts } from '#renderer/texts/header-texts.ts';
import { scenarioTexts } from '#renderer/texts/scenario-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { ScenarioBadge } from '#renderer/ui/ScenarioBadge.tsx';

/** What can be done with the scenario that is worked on. */
function ScenarioMenu({ scenario }: { readonly scenario: Scenario }) {
  const workbench = useWorkbench();
  const say = useText();
  const name = say(scenario.name);
  const isBaseline = scenario.parent === null;
  const conflicts = useProject().conflictCounts[scenario.id] ?? 0;
  const full = !useScenarioRoom();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className="icon-button small" aria-label={say(headerTexts.scenarioMenu, { name })}>
          <Icon of={IconDots} size={14} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          disabled={full}
          onClick={() => workbench.window.set({ dialog: { kind: 'new-scenario', parent: scenario.id } })}
        >
          {say(full ? headerTexts.fullHouse : headerTexts.branchFrom)}
        </Menu.Item>
        <Menu.Item onClick={() => workbench.window.set({ dialog: { kind: 'edit-scenario', scenario: scenario.id } })}>
          {say(headerTexts.edit)}
        </Menu.Item>
        {!isBaseline && (
          <>
            <Menu.Item onClick={() => void changeScenario(workbench, scenario, { locked: !scenario.locked })}>
              {say(scenario.locked ? headerTexts.unlock : headerTexts.lock)}
            </Menu.Item>
            <Menu.Item onClick={() => workbench.window.set({ dialog: { kind: 'recipe', scenario: scenario.id } })}>
              {say(headerTexts.recipe)}
            </Menu.Item>
            {conflicts > 0 && (
              <Menu.Item onClick={() => workbench.window.set({ dialog: { kind: 'conflicts', scenario: scenario.id } })}>
                {say(scenarioTexts.conflicts)} ({conflicts})
              </Menu.Item>
            )}
            <Menu.Divider />
            <Menu.Item onClick={() => void archiveScenario(workbench, scenario)}>
              {say(scenarioTexts.archive)}
            </Menu.Item>
            <Menu.Item onClick={() => void deleteScenario(workbench, scenario)}>{say(headerTexts.remove)}</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Scenarios that were put out of sight, to be brought back. */
function ArchivedMenu() {
  const workbench = useWorkbench();
  const say = useText();
  const archived = useDescription().scenarios.filter((scenario) => scenario.archived);
  const full = !useScenarioRoom();
  if (archived.length === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button
          type="button"
          className="icon-button small"
          aria-label={say(scenarioTexts.archivedCount, { count: archived.length })}
        >
          <Icon of={IconArchive} size={14} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {full && <Menu.Label>{say(headerTexts.fullHouse)}</Menu.Label>}
        {archived.map((scenario) => (
          <Menu.Item
            key={scenario.id}
            disabled={full}
            onClick={() => void changeScenario(workbench, scenario, { archived: false })}
          >
            {say(scenarioTexts.bringBack, { name: say(scenario.name) })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The baseline and its scenarios; the chosen one is shown and worked on. */
export function ScenarioBar() {
  const workbench = useWorkbench();
  const say = useText();
  const { description, changeCounts, conflictCounts } = useProject();
  const current = useWindow((state) => state.scenario);
  const scenarios = shownScenarios(description.scenarios);
  const full = !useScenarioRoom();

  return (
    <div className="scenario-bar">
      <div role="radiogroup" aria-label={say(headerTexts.scenarios)} className="scenario-list">
        {scenarios.map((scenario, place) => {
          const active = scenario.id === current;
          const count = changeCounts[scenario.id] ?? 0;
          return (
            <Fragment key={scenario.id}>
              {place === 1 && <span className="branch-line" />}
              <label className="scenario" data-scenario={scenario.id} title={say(scenario.name)}>
                <input
                  type="radio"
                  name="scenario"
                  className="visually-hidden"
                  checked={active}
                  onChange={() => workbench.window.set({ scenario: scenario.id })}
                />
                <ScenarioBadge scenario={scenario} />
                <span className="ellipsis">{say(scenario.name)}</span>
                {scenario.locked && scenario.id !== baselineId && (
                  <span className="lock">
                    <Icon of={IconLock} size={13} />
                    <span className="visually-hidden">{say(headerTexts.locked)}</span>
                  </span>
                )}
                {(conflictCounts[scenario.id] ?? 0) > 0 && (
                  <span
                    className="chip warn small"
                    title={say(scenarioTexts.conflictCount, { count: conflictCounts[scenario.id]! })}
                  >
                    !<span className="visually-hidden">{say(scenarioTexts.conflicts)}</span>
                  </span>
                )}
                {active && count > 0 && <em>{say(headerTexts.edits, { count })}</em>}
              </label>
              {active && <ScenarioMenu scenario={scenario} />}
            </Fragment>
          );
        })}
      </div>
      <ArchivedMenu />
      <IconButton
        icon={IconPlus}
        label={say(full ? headerTexts.fullHouse : headerTexts.branch)}
        disabled={full}
        onClick={() => workbench.window.set({ dialog: { kind: 'new-scenario', parent: current } })}
      />
    </div>
  );
}
