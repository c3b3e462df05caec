import { useText } from '#renderer/state/use-text.ts';
import { useProject, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { inspectorTexts } from '#renderer/texts/inspector-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';
import { Tabs } from '#renderer/ui/Tabs.tsx';
import { AssumptionList } from './AssumptionList.tsx';
import { FeatureInspector } from './FeatureInspector.tsx';
import { IdentifiedList } from './IdentifiedList.tsx';
import { Provenance } from './Provenance.tsx';
import { SelectionSummary } from './SelectionSummary.tsx';
import { StylePanel } from './StylePanel.tsx';

/** What is selected: one feature with its values now and in the baseline, or a summary of many; where they came from, and what all numbers take for granted. */
export function Inspector() {
  const say = useText();
  const { description } = useProject();
  const { layer: layerId, features } = useWindow((state) => state.selected);
  const workbench = useWorkbench();
  const tab = useWindow((state) => state.inspectorTab);
  const layer = description.layers.find((one) => one.id === layerId);
  const [first] = features;
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
        {tab === 'assumptions' ? (
          <AssumptionList />
        ) : tab === 'style' ? (
          <StylePanel />
        ) : !layer || !first ? (
          <Empty text={say(inspectorTexts.nothing)} />
        ) : tab === 'source' ? (
          <Provenance layer={layer} features={features} />
        ) : features.length === 1 ? (
          <>
            <IdentifiedList />
            <FeatureInspector key={first} layer={layer} feature={first} />
          </>
        ) : (
          <SelectionSummary layer={layer} features={features} />
        )}
      </div>
    </section>
  );
}
