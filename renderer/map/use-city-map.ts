import { type RefCallback, useCallback, useEffect, useState } from 'react';
import { createStore, type Store } from '#renderer/state/store.ts';
import type { Tool } from '#renderer/state/window-state.ts';
import { useDescription, useWindow, useWorkbench, type Workbench } from '#renderer/state/workbench.ts';
import { BasemapLayers } from './basemap-layers.ts';
import { CityMap, heights } from './city-map.ts';
import { createTool } from './create-tool.ts';
import type { MapData } from './map-data.ts';
import { MapPointer } from './map-pointer.ts';
import { ShapeLayers } from './map-shapes.ts';
import type { MapLive, MapScene, MapTool } from './map-tool.ts';
import { viewOf } from './map-views.ts';
import { MassingLayer } from './massing-layer.ts';
import { OverlayCanvas } from './overlay-canvas.ts';
import { type Geographic, graticulePainter } from './paint-graticule.ts';
import { selectionPainter } from './paint-selection.ts';
import { mirrorPainter } from './paint-sketch.ts';
import { geographic } from './projection.ts';

/** A map on the page with all that belongs to it. */
export interface LiveMap {
  readonly city: CityMap;
  readonly overlay: OverlayCanvas;
  readonly shapes: ShapeLayers;
  readonly basemaps: BasemapLayers;
  readonly massing: MassingLayer;
  readonly pointer: MapPointer;
  readonly live: Store<MapLive>;
  readonly tool: MapTool;
  /** Features as they are drawn now. */
  readonly data: MapData;
  show(data: MapData): void;
  readonly scene: MapScene;
  /** Takes the tool of the window into the hand. */
  takeTool(tool: Tool): void;
  dispose(): void;
}

const noTool: MapTool = { cursor: 'default' };

function calm(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

function create(workbench: Workbench, target: HTMLElement, name: string, project: string, epsg: number): LiveMap {
  const live = createStore<MapLive>({ tip: null, readout: null });
  let held = noTool;
  let drawn: MapData = new Map();
  const view = viewOf(project, epsg);
  const city = new CityMap(target, view, (event) => made.pointer.mayPan(event), calm());
  const overlay = new OverlayCanvas(city.map, () => city.palette);
  const scene: MapScene = {
    workbench,
    city,
    overlay,
    live,
    data: () => drawn,
    metresPerPixel: () => view.getResolution() ?? 1,
  };
  const massing = new MassingLayer(heights.massing);
  city.map.addLayer(massing);
  const pointer = new MapPointer(
    city.map,
    target,
    () => held,
    (at) => city.zoomAt(at.point, at.shift),
    (at) => workbench.map.pointer.set({ point: at?.point ?? null, map: name }),
  );
  const made: LiveMap = {
    city,
    overlay,
    shapes: new ShapeLayers(city.map, heights.outlines),
    basemaps: new BasemapLayers(city.map, workbench.engine, epsg, (thrown) => workbench.activity.fail(thrown)),
    massing,
    pointer,
    live,
    get tool() {
      return held;
    },
    get data() {
      return drawn;
    },
    show(data) {
      drawn = data;
      city.setData(data);
      overlay.redraw();
    },
    scene,
    takeTool(tool) {
      held.stop?.();
      // Sketches belong to the main map; the compared maps only select.
      held = createTool(name === 'main' ? tool : 'select', scene);
      target.style.cursor = held.cursor;
      overlay.redraw();
    },
    dispose() {
      held.stop?.();
      pointer.dispose();
      overlay.dispose();
      city.dispose();
    },
  };
  let degrees: Geographic | null = null;
  const learnDegrees = async (): Promise<void> => {
    degrees = await geographic(epsg);
    overlay.redraw();
  };
  overlay.add(() => {
    const { graticule } = workbench.window.get();
    if (graticule.degrees && !degrees) void learnDegrees();
    return graticulePainter(graticule.grid, graticule.degrees ? degrees : null);
  });
  overlay.add(() => selectionPainter(drawn, workbench.window.get().selected));
  overlay.add(() => held.painter?.() ?? null);
  overlay.add(() => {
    const { point, map } = workbench.map.pointer.get();
    return point && map !== name && name !== 'main' ? mirrorPainter(point) : null;
  });
  return made;
}

/** Makes a map in the element that gets `place` as its `ref`, and keeps its colours and tool as the window's. */
export function useCityMap(name: string): {
  readonly place: RefCallback<HTMLDivElement>;
  readonly map: LiveMap | null;
} {
  const workbench = useWorkbench();
  const description = useDescription();
  const theme = useWindow((state) => state.theme);
  const language = useWindow((state) => state.language);
  const tool = useWindow((state) => state.tool);
  const [map, setMap] = useState<LiveMap | null>(null);
  const { id, epsg } = description;

  const place = useCallback(
    (element: HTMLDivElement) => {
      const made = create(workbench, element, name, id, epsg);
      const drawBasemaps = (): void => made.basemaps.show(workbench.basemaps.get().shown);
      drawBasemaps();
      const stops = [
        workbench.basemaps.subscribe(drawBasemaps),
        workbench.window.subscribe(() => made.overlay.redraw()),
        workbench.drafts.subscribe(() => made.overlay.redraw()),
        ...(name === 'main' ? [] : [workbench.map.pointer.subscribe(() => made.overlay.redraw())]),
      ];
      const fonts = (): void => made.city.restyle();
      document.fonts.addEventListener('loadingdone', fonts);
      const watcher = new ResizeObserver(() => made.city.map.updateSize());
      watcher.observe(element);
      setMap(made);
      return () => {
        watcher.disconnect();
        document.fonts.removeEventListener('loadingdone', fonts);
        for (const stop of stops) stop();
        made.dispose();
        setMap(null);
      };
    },
    [workbench, name, id, epsg],
  );

  useEffect(() => {
    map?.city.setLanguage(language);
    map?.city.setTheme(theme);
    map?.overlay.redraw();
  }, [map, theme, language]);

  useEffect(() => map?.takeTool(tool), [map, tool]);
  return { place, map };
}
