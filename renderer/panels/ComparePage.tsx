import type { ScenarioId } from '#core/model/ids.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useDescription, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { compareTexts } from '#renderer/texts/compare-texts.ts';
import { panelTexts } from '#renderer/texts/panel-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';
import { Splitter } from '#renderer/ui/Splitter.tsx';
import { CompareMaps } from './CompareMaps.tsx';
import { CompareSide } from './CompareSide.tsx';
import { ComparisonPanel } from './ComparisonPanel.tsx';
import { usePanelSize } from './use-panel-size.ts';

/** Compare mode: maps that look at the same place, and the indicators of all scenarios below. */
export function ComparePage() {
  const workbench = useWorkbench();
  const say = useText();
  const description = useDescription();
  const [left, right] = useWindow((state) => state.compared) as readonly [ScenarioId, ScenarioId];
  const below = usePanelSize('comparison', 160, 0.6, 'height');
  const [baseline] = description.scenarios;
  if (description.scenarios.length < 2 && baseline) {
    return (
      <main className="workspace">
        <section className="panel column centre">
          <Empty centred text={say(compareTexts.onlyOne)}>
            <button
              type="button"
              className="button primary"
              onClick={() => workbench.window.set({ dialog: { kind: 'new-scenario', parent: baseline.id } })}
            >
              {say(compareTexts.newScenario)}
            </button>
          </Empty>
        </section>
      </main>
    );
  }
  return (
    <main className="workspace compare">
      <CompareMaps />
      <Splitter {...below} orientation="horizontal" direction={-1} label={say(panelTexts.resizeComparison)} />
      <div className="compare-below" style={{ height: below.size }}>
        <ComparisonPanel />
        <CompareSide left={left} right={right} />
      </div>
    </main>
  );
}
