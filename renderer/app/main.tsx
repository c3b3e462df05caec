import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@mantine/core/styles.css';
import '#renderer/styles/fonts.css';
import '#renderer/styles/tokens.css';
import '#renderer/styles/base.css';
import '#renderer/styles/controls.css';
import '#renderer/styles/mantine.css';
import '#renderer/styles/shell.css';
import '#renderer/styles/map.css';
import '#renderer/styles/panels.css';
import '#renderer/styles/readiness.css';
import '#renderer/styles/export.css';
import '#renderer/styles/style-panel.css';
import '#renderer/styles/start.css';
import '#renderer/styles/evaluate.css';
import '#renderer/styles/plugins.css';
import '#renderer/styles/compare.css';
import '#renderer/styles/suggest.css';
import '#renderer/styles/report.css';
import '#renderer/styles/print.css';
import '#renderer/styles/import.css';
import '#renderer/styles/import-narrow.css';
import '#renderer/styles/narrow.css';
import { chooseHost } from '#renderer/platform/choose-host.ts';
import { followDevelopedPlugins } from '#renderer/state/developed-plugins.ts';
import { keepProjectAlive } from '#renderer/state/engine-recovery.ts';
import { keepWork } from '#renderer/state/kept-work.ts';
import { keepPreferences, loadPreferences } from '#renderer/state/preferences.ts';
import { createStore } from '#renderer/state/store.ts';
import { initialWindowState } from '#renderer/state/window-state.ts';
import { createWorkbench, WorkbenchProvider } from '#renderer/state/workbench.ts';
import { App } from './App.tsx';
import { listenToKeys } from './listen-to-keys.ts';
import { startEngine } from './start-engine.ts';

const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no element #root');
const windowState = createStore({ ...initialWindowState(), ...loadPreferences() });
keepPreferences(windowState);
const engine = startEngine();
const workbench = createWorkbench(engine, chooseHost(), windowState);
keepProjectAlive(workbench, engine);
keepWork(workbench);
followDevelopedPlugins(workbench);
listenToKeys(workbench);
createRoot(root).render(
  <StrictMode>
    <WorkbenchProvider value={workbench}>
      <App />
    </WorkbenchProvider>
  </StrictMode>,
);
