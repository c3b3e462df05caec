import { useMemo } from 'react';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { MapControls } from '#renderer/map/MapControls.tsx';
import { MapView } from '#renderer/map/MapView.tsx';
import type { MapShape } from '#renderer/map/map-shapes.ts';
import { ScaleBar } from '#renderer/map/ScaleBar.tsx';
import { useChangedShapes } from '#renderer/map/use-changed-shapes.ts';
import { useDifference } from '#renderer/map/use-difference.ts';
import { useLetGo } from '#renderer/map/use-let-go.ts';
import { useMapData } from '#renderer/map/use-map-data.ts';
import { useMassing } from '#renderer/map/use-massing.ts';
import { useShownResult } from '#renderer/map/use-shown-result.ts';
import { chooseImportFiles } from '#renderer/state/import-commands.ts';
import type { DockPanel } from '#renderer/state/panel-places.ts';
import { useStore } from '#renderer/state/store.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useDescription, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { mapTexts } from '#renderer/texts/map-texts.ts';
import { panelTexts } from '#renderer/texts/panel-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';
import { InTurn } from '#renderer/ui/InTurn.tsx';
import { QueryFault } from '#renderer/ui/QueryFault.tsx';
import { Splitter } from '#renderer/ui/Splitter.tsx';
import { BookmarkMenu } from './BookmarkMenu.tsx';
import { DifferenceLegend } from './DifferenceLegend.tsx';
import { DockColumn } from './DockColumn.tsx';
import { Drawer } from './Drawer.tsx';
import { EditPanel } from './EditPanel.tsx';
import { GraticuleMenu } from './GraticuleMenu.tsx';
import { MassingLegend, MassingToggle } from './Massing.tsx';
import { ResultLegend } from './ResultLegend.tsx';
import { SketchPanel } from './SketchPanel.tsx';
import { ToolStrip } from './ToolStrip.tsx';
import { usePanelDrag } from './use-panel-drag.ts';
import { usePanelSize } from './use-panel-size.ts';

const columnMinimum = 220;

/** Outlines of the step that is being prepared: the outermost limit dotted, those inside solid. */
function usePreviewShapes(): readonly MapShape[] {
  const { preview } = useWorkbench();
  const { outcome, step } = useStore(preview, (state) => state);
  return useMemo(() => {
    if (!outcome || !step) return [];
    const last = outcome.outlines.length - 1;
    return outcome.outlines.map(({ geometry }, place): MapShape => {
      const limit = place === last && last > 0 ? 'outer-limit' : 'inner-limit';
      return { key: `preview ${place}`, geometry, look: step.sketch === 'tod' ? limit : 'corridor' };
    });
  }, [outcome, step]);
}

/** Corridors that were suggested, as lines over the land. */
function useSuggestedShapes(): readonly MapShape[] {
  const { drafts } = useWorkbench();
  const suggested = useStore(drafts, ({ corridor }) => corridor.suggested);
  return useMemo(() => {
    if (!suggested || suggested.length === 0) return [];
    const packer = new GeometryPacker('line');
    for (const { line } of suggested) packer.addFeature([[line.flat()]]);
    return [{ key: 'suggested corridors', geometry: packer.finish(), look: 'link' }];
  }, [suggested]);
}

/** The map with everything that floats over it. */
function MainMap({ shown }: { readonly shown: boolean }) {
  const workbench = useWorkbench();
  const say = useText();
  const description = useDescription();
  const scenario = useWindow((state) => state.scenario);
  const mode = useWindow((state) => state.mode);
  const tool = useWindow((state) => state.tool);
  const differenceFrom = useWindow((state) => state.differenceFrom);
  const { data, loading, error } = useMapData(scenario);
  useLetGo(data);
  const result = useShownResult(scenario, data);
  const changed = useChangedShapes(scenario, data);
  const difference = useDifference(differenceFrom === scenario ? null : differenceFrom, scenario, data);
  const { volumes, loading: rising } = useMassing(scenario);
  const preview = usePreviewShapes();
  const suggested = useSuggestedShapes();
  // A line that is being drawn shows its own corridor.
  const drawing = useStore(workbench.drafts, ({ corridor }) => tool === 'corridor' && corridor.way === 'draw');
  const shapes = useMemo(
    () => [
      ...difference.shapes,
      ...changed,
      ...result.shapes,
      ...(mode === 'scenario' && !drawing ? preview : []),
      ...(tool === 'corridor' ? suggested : []),
    ],
    [difference.shapes, changed, result.shapes, preview, suggested, mode, drawing, tool],
  );
  return (
    <MapView
      name="main"
      scenario={scenario}
      label={say(mapTexts.map)}
      shapes={shapes}
      fill={difference.fill ?? result.fill}
      volumes={volumes}
      shown={shown}
    >
      <InTurn>
        <ToolStrip />
        {mode === 'scenario' && <SketchPanel />}
        <EditPanel />
      </InTurn>
      <InTurn>
        <MapControls>
          <MassingToggle />
          <GraticuleMenu />
          <BookmarkMenu />
        </MapControls>
      </InTurn>
      <div className="map-corner">
        <DifferenceLegend legend={difference.legend} alone />
        {!difference.legend && <ResultLegend legend={result.legend} />}
        <MassingLegend volumes={volumes} loading={rising} />
        <ScaleBar />
      </div>
      {description.layers.length === 0 && (
        <div className="map-empty float">
          <Empty centred text={say(mapTexts.empty)}>
            <button type="button" className="button primary" onClick={() => void chooseImportFiles(workbench)}>
              {say(mapTexts.importFiles)}
            </button>
          </Empty>
        </div>
      )}
      {error && (
        <div className="map-fault float">
          <QueryFault error={error} />
        </div>
      )}
      {loading && data.size === 0 && description.layers.length > 0 && (
        <p className="map-loading float">{say(mapTexts.loading)}</p>
      )}
    </MapView>
  );
}

/** Map and Scenario mode: the map with its drawer in the middle, and panels on both sides where a person put them. */
export function MapWorkspace({ shown }: { readonly shown: boolean }) {
  const say = useText();
  const mode = useWindow((state) => state.mode);
  const drawerOpen = useWindow((state) => state.drawerOpen);
  const left = usePanelSize('left', columnMinimum, 0.34);
  const right = usePanelSize('right', columnMinimum, 0.4);
  const drawer = usePanelSize('drawer', 120, 0.6, 'height');
  const places = useWindow((state) => state.panelPlaces);
  const { drag, handlers } = usePanelDrag(places);
  // Development types belong to sketching.
  const inMode = (panel: DockPanel): boolean => mode === 'scenario' || panel !== 'types';
  const onLeft = places.left.filter(inMode);
  const onRight = places.right.filter(inMode);
  return (
    <main className="workspace" hidden={!shown} data-moving={drag !== null} {...handlers}>
      <DockColumn side="left" panels={onLeft} drag={drag} width={left.size} />
      {onLeft.length > 0 && (
        <Splitter {...left} orientation="vertical" direction={1} label={say(panelTexts.resizeLeft)} />
      )}
      <div className="column centre">
        <MainMap shown={shown} />
        {drawerOpen ? (
          <Splitter {...drawer} orientation="horizontal" direction={-1} label={say(panelTexts.resizeDrawer)} />
        ) : (
          <span className="rule" />
        )}
        <div className="column-part" style={drawerOpen ? { height: drawer.size } : {}}>
          <InTurn atOnce={!drawerOpen}>
            <Drawer />
          </InTurn>
        </div>
      </div>
      {onRight.length > 0 && (
        <Splitter {...right} orientation="vertical" direction={-1} label={say(panelTexts.resizeRight)} />
      )}
      <DockColumn side="right" panels={onRight} drag={drag} width={right.size} />
    </main>
  );
}
