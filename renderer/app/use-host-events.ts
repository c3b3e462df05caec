import { useEffect } from 'react';
import { closeWindow, openProject } from '#renderer/state/project-commands.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { commandById } from './commands.ts';

/** Does what the program around the page asks for: menu commands, files opened from outside, closing. */
export function useHostEvents(): void {
  const workbench = useWorkbench();
  useEffect(
    () =>
      workbench.host.onEvent((event) => {
        if (event.type === 'open-project') void openProject(workbench, event.place);
        else if (event.type === 'close-requested') void closeWindow(workbench);
        else {
          const command = commandById(event.command);
          const isOpen = workbench.project.get().state !== null;
          if (command && (isOpen || !command.needsProject)) command.run(workbench);
        }
      }),
    [workbench],
  );
}
