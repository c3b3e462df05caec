import { IconLayersLinked } from '@tabler/icons-react';
import { formatNumber } from '#core/model/text.ts';
import { MapControls } from '#renderer/map/MapControls.tsx';
import { ScaleBar } from '#renderer/map/ScaleBar.tsx';
import { scaleDenominator } from '#renderer/state/map-link.ts';
import { useStore } from '#renderer/state/store.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useProject, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { compareTexts } from '#renderer/texts/compare-texts.ts';
import { panelTexts } from '#renderer/texts/panel-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Splitter } from '#renderer/ui/Splitter.tsx';
import { CompareMap } from './CompareMap.tsx';
import { ComparisonTable } from './ComparisonTable.tsx';
import { LandChange } from './LandChange.tsx';
import { usePanelSize } from './use-panel-size.ts';

function SyncedScale() {
  const { map } = useWorkbench();
  const say = useText();
  const metresPerPixel = useStore(map.camera, (camera) => camera.metresPerPixel);
  if (metresPerPixel <= 0) return null;
  return (
    <span className="synced float">
      <Icon of={IconLayersLinked} />
      {say(compareTexts.synced, { scale: formatNumber(scaleDenominator(metresPerPixel)) })}
    </span>
  );
}

/** Compare mode: two maps that look at the same place, and the indicators of all scenarios below. */
export function ComparePage() {
  const workbench = useWorkbench();
  const say = useText();
  const { description } = useProject();
  const { left, right } = useWindow((state) => state);
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
      <div className="compare-maps">
        <CompareMap
          name="left"
          scenario={left}
          label={say(compareTexts.leftMap)}
          pickLabel={say(compareTexts.left)}
          onPick={(id) => workbench.window.set({ left: id })}
        >
          <div className="map-corner">
            <ScaleBar />
          </div>
        </CompareMap>
        <span className="compare-line" />
        <CompareMap
          name="right"
          scenario={right}
          label={say(compareTexts.rightMap)}
          pickLabel={say(compareTexts.right)}
          onPick={(id) => workbench.window.set({ right: id })}
        >
          <SyncedScale />
          <MapControls />
        </CompareMap>
      </div>
      <Splitter {...below} orientation="horizontal" direction={-1} label={say(panelTexts.resizeComparison)} />
      <div className="compare-below" style={{ height: below.size }}>
        <ComparisonTable />
        <LandChange left={left} right={right} />
      </div>
    </main>
  );
}
