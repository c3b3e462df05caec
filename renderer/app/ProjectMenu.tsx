import { Menu } from '@mantine/core';
import { IconCheck, IconChevronDown, IconPointFilled } from '@tabler/icons-react';
import { useStore } from '#renderer/state/store.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useDescription, useProject, useWorkbench } from '#renderer/state/workbench.ts';
import { exportTexts } from '#renderer/texts/export-texts.ts';
import { headerTexts } from '#renderer/texts/header-texts.ts';
import { helpTexts } from '#renderer/texts/help-texts.ts';
import { printTexts } from '#renderer/texts/print-texts.ts';
import { tourTexts } from '#renderer/texts/tour-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Logo } from '#renderer/ui/Logo.tsx';
import { MenuKeys } from '#renderer/ui/MenuKeys.tsx';
import { clockTime } from '#renderer/ui/time-text.ts';
import { commandById } from './commands.ts';

const items = [
  ['project/save', headerTexts.save],
  ['project/save-as', headerTexts.saveAs],
  ['import/choose-files', headerTexts.importFiles],
  ['layer/export', exportTexts.open],
  ['project/print', printTexts.open],
  ['project/new', headerTexts.newProject],
  ['project/open', headerTexts.open],
  ['help/topic', helpTexts.title],
  ['help/tour', tourTexts.title],
  ['help/shortcuts', headerTexts.shortcuts],
  ['project/close', headerTexts.closeProject],
] as const;

/** Whether everything is in the file. */
function SavedState() {
  const { project } = useWorkbench();
  const say = useText();
  const { unsavedSteps } = useProject();
  const { savedAt, saving, place } = useStore(project, (hold) => hold);
  if (saving) return <span className="saved-state">{say(headerTexts.saving)}</span>;
  if (unsavedSteps > 0) {
    return (
      <span className="saved-state unsaved" data-steps={unsavedSteps}>
        <Icon of={IconPointFilled} size={12} />
        {say(headerTexts.unsaved)}
      </span>
    );
  }
  if (!place) return <span className="saved-state">{say(headerTexts.neverSaved)}</span>;
  return (
    <span className="saved-state done">
      <Icon of={IconCheck} size={13} />
      {savedAt ? say(headerTexts.saved, { time: clockTime(savedAt) }) : say(headerTexts.savedBefore)}
    </span>
  );
}

/** The name of the project, whether it is saved, and what can be done with it. */
export function ProjectMenu() {
  const workbench = useWorkbench();
  const say = useText();
  const description = useDescription();
  return (
    <div className="header-start">
      <Logo size={24} />
      <div className="project-title">
        <Menu offset={20}>
          <Menu.Target>
            <button
              type="button"
              className="project-name"
              aria-label={`${say(headerTexts.project)}: ${description.name}`}
            >
              <span className="ellipsis">{description.name}</span>
              <Icon of={IconChevronDown} size={14} />
            </button>
          </Menu.Target>
          <Menu.Dropdown miw={220}>
            {items.map(([id, label]) => {
              const command = commandById(id);
              return (
                <Menu.Item
                  key={id}
                  rightSection={<MenuKeys keys={command?.keys} />}
                  onClick={() => command?.run(workbench)}
                >
                  {say(label)}
                </Menu.Item>
              );
            })}
          </Menu.Dropdown>
        </Menu>
        <SavedState />
      </div>
    </div>
  );
}
