import { MantineProvider } from '@mantine/core';
import { useEffect } from 'react';
import { useStore } from '#renderer/state/store.ts';
import { useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { mantineTheme } from '#renderer/ui/mantine-theme.ts';
import { Dialogs } from './Dialogs.tsx';
import { DropZone } from './DropZone.tsx';
import { Notices } from './Notices.tsx';
import { StartPage } from './StartPage.tsx';
import { useHostEvents } from './use-host-events.ts';
import { useKeyboard } from './use-keyboard.ts';
import { WorkbenchPage } from './WorkbenchPage.tsx';

/** The whole window: the start page, or the workbench once a project is open. */
export function App() {
  const { project, host } = useWorkbench();
  const isOpen = useStore(project, (hold) => hold.state !== null);
  const language = useWindow((state) => state.language);
  const theme = useWindow((state) => state.theme);
  useKeyboard();
  useHostEvents();

  useEffect(() => {
    const { documentElement } = document;
    documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en';
    documentElement.dataset['theme'] = theme;
    host.setLanguage(language);
  }, [host, language, theme]);

  return (
    <MantineProvider theme={mantineTheme} forceColorScheme={theme}>
      {isOpen ? <WorkbenchPage /> : <StartPage />}
      <Notices />
      <Dialogs />
      <DropZone />
    </MantineProvider>
  );
}
