import { memo } from 'react';
import { useText } from '#renderer/state/use-text.ts';
import type { InspectorTab, Selected } from '#renderer/state/window-state.ts';
import { useDescription, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { inspectorTexts } from '#renderer/texts/inspector-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';
import { Tabs } from '#renderer/ui/Tabs.tsx';
import { useAfterPaint } from '#renderer/ui/use-after-paint.ts';
import { AssumptionList } from './AssumptionList.tsx';
import { FeatureInspector } from './FeatureInspector.tsx';
import { IdentifiedList } from './IdentifiedList.tsx';
import { Provenance } from './Provenance.tsx';
import { SelectionSummary } from './SelectionSummary.tsx';
import { StylePanel } from './StylePanel.tsx';

/** What the chosen tab says of what is selected. */
const InspectorPage = memo(function InspectorPage({
  tab,
  selected: { layer: layerId, features },
}: {
  readonly tab: InspectorTab;
  readonly selected: Selected;
}) {
  const say = useText();
  const description = useDescription();
  const layer = description.layers.find((one) => one.id === layerId);
  const [first] = features;
  if (tab === 'assumptions') return <AssumptionList />;
  if (tab === 'style') return <StylePanel />;
  if (!layer || !first) return <Empty text={say(inspectorTexts.nothing)} />;
  if (tab === 'source') return <Provenance layer={layer} features={features} />;
  if (features.length > 1) return <SelectionSummary layer={layer} features={features} />;
  return (
    <>
      <IdentifiedList />
      <FeatureInspector key={first} layer={layer} feature={first} />
    </>
  );
});

/** What is selected: one feature with its values now and in the baseline, or a summary of many; where they came from, and what all numbers take for granted. */
export function Inspector() {
  const say = useText();
  const workbench = useWorkbench();
  const tab = useWindow((state) => state.inspectorTab);
  // That something is selected is seen on the map and in the table first.
  const selected = useAfterPaint(useWindow((state) => state.selected));
  return (
    <section className="panel inspector" aria-label={say(inspectorTexts.inspector)}>
      <div className="panel-head">
        <Tabs
          label={say(inspectorTexts.tabs)}
          panel="inspector"
          items={[
            { id: 'values', label: say(inspectorTexts.inspector) },
            { id: 'source', label: say(inspectorTexts.provenance) },
            { id: 'style', label: say(inspectorTexts.style) },
            { id: 'assumptions', label: say(inspectorTexts.assumptions) },
          ]}
          current={tab}
          onChange={(inspectorTab) => workbench.window.set({ inspectorTab })}
        />
      </div>
      <div className="scroll" role="tabpanel" id="inspector-panel" aria-labelledby={`inspector-tab-${tab}`}>
        <InspectorPage tab={tab} selected={selected} />
      </div>
    </section>
  );
}
