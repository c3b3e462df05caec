import { ComparePage } from '#renderer/panels/ComparePage.tsx';
import { EvaluatePage } from '#renderer/panels/EvaluatePage.tsx';
import { MapWorkspace } from '#renderer/panels/MapWorkspace.tsx';
import { ReportPage } from '#renderer/panels/ReportPage.tsx';
import { useWindow } from '#renderer/state/workbench.ts';
import { Header } from './Header.tsx';
import { StatusBar } from './StatusBar.tsx';

/** The window while a project is open. The map stays as it is while another mode is shown. */
export function WorkbenchPage() {
  const mode = useWindow((state) => state.mode);
  return (
    <div className="workbench">
      <Header />
      <MapWorkspace shown={mode === 'map' || mode === 'scenario'} />
      {mode === 'evaluate' && <EvaluatePage />}
      {mode === 'compare' && <ComparePage />}
      {mode === 'report' && <ReportPage />}
      <StatusBar />
    </div>
  );
}
