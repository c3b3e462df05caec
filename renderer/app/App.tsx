import { MantineProvider } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { keysOfCommand } from '#renderer/state/shortcuts.ts';
import { useStore } from '#renderer/state/store.ts';
import { useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { ChangedKeys } from '#renderer/ui/current-keys.ts';
import { mantineTheme } from '#renderer/ui/mantine-theme.ts';
import { useMadeLater } from '#renderer/ui/use-made-later.ts';
import { commands } from './commands.ts';
import { Dialogs } from './Dialogs.tsx';
import { DropZone } from './DropZone.tsx';
import { HelpPanel } from './HelpPanel.tsx';
import { Notices } from './Notices.tsx';
import { StartPage } from './StartPage.tsx';
import { Tour } from './Tour.tsx';
import { useHostEvents } from './use-host-events.ts';
import { WindowFault } from './WindowFault.tsx';
import { WorkbenchPage } from './WorkbenchPage.tsx';

/** The whole window: the start page, or the workbench once a project is open. */
export function App() {
  const { project, host } = useWorkbench();
  const isOpen = useStore(project, (hold) => hold.state !== null);
  // The workbench is hundreds of parts: they are made bit by bit while the start page still answers.
  const isMade = useMadeLater(isOpen);
  const language = useWindow((state) => state.language);
  const theme = useWindow((state) => state.theme);
  const shortcuts = useWindow((state) => state.shortcuts);
  const changedKeys = useMemo(
    () =>
      new Map(
        commands.flatMap((command) => {
          const { id, keys } = command;
          return keys !== undefined && shortcuts[id] !== undefined
            ? [[keys, keysOfCommand(command, shortcuts) ?? ''] as const]
            : [];
        }),
      ),
    [shortcuts],
  );
  useHostEvents();

  useEffect(() => {
    const { documentElement } = document;
    documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en';
    documentElement.dataset['theme'] = theme;
    host.setLanguage(language);
  }, [host, language, theme]);
  useEffect(() => host.setShortcuts(shortcuts), [host, shortcuts]);

  return (
    <MantineProvider theme={mantineTheme} forceColorScheme={theme}>
      <ChangedKeys value={changedKeys}>
        <WindowFault>{isMade ? <WorkbenchPage /> : <StartPage />}</WindowFault>
        <Notices />
        <Dialogs />
        <DropZone />
        <HelpPanel />
        <Tour />
      </ChangedKeys>
    </MantineProvider>
  );
}
