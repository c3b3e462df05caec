import { type RefObject, useEffect, useState } from 'react';
import { createStore, type Store } from '#renderer/state/store.ts';
import { useProject, useWindow, useWorkbench, type Workbench } from '#renderer/state/workbench.ts';
import { CityMap, heights } from './city-map.ts';
import { createTool } from './create-tool.ts';
import type { MapData } from './map-data.ts';
import { MapPointer } from './map-pointer.ts';
import { ShapeLayers } from './map-shapes.ts';
import type { MapLive, MapScene, MapTool } from './map-tool.ts';
import { viewOf } from './map-views.ts';
import { OverlayCanvas } from './overlay-canvas.ts';
import { selectionPainter } from './paint-selection.ts';
import { mirrorPainter } from './paint-sketch.ts';

/** A map on the page with all that belongs to it. */
export interface LiveMap {
  readonly city: CityMap;
  readonly overlay: OverlayCanvas;
  readonly shapes: ShapeLayers;
  readonly pointer: MapPointer;
  readonly live: Store<MapLive>;
  tool: MapTool;
  /** Features as they are drawn now, for the tools. */
  data: MapData;
  readonly scene: MapScene;
  /** Takes the tool of the window into the hand. */
  takeTool(): void;
  dispose(): void;
}

const noTool: MapTool = { cursor: 'default' };

function calm(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

function create(workbench: Workbench, target: HTMLElement, name: string, project: string, epsg: number): LiveMap {
  const live = createStore<MapLive>({ tip: null, readout: null });
  const view = viewOf(project, epsg);
  const city = new CityMap(target, view, (event) => made.pointer.mayPan(event), calm());
  const overlay = new OverlayCanvas(city.map, () => city.palette);
  const scene: MapScene = {
    workbench,
    city,
    overlay,
    live,
    data: () => made.data,
    metresPerPixel: () => view.getResolution() ?? 1,
  };
  const pointer = new MapPointer(
    city.map,
    target,
    () => made.tool,
    (at) => city.zoomAt(at.point, at.shift),
    (at) => workbench.map.pointer.set({ point: at?.point ?? null, map: name }),
  );
  const made: LiveMap = {
    city,
    overlay,
    shapes: new ShapeLayers(city.map, heights.outlines),
    pointer,
    live,
    tool: noTool,
    data: new Map(),
    scene,
    takeTool() {
      made.tool.stop?.();
      // Sketches belong to the main map; the compared maps only select.
      made.tool = createTool(name === 'main' ? workbench.window.get().tool : 'select', scene);
      target.style.cursor = made.tool.cursor;
      overlay.redraw();
    },
    dispose() {
      made.tool.stop?.();
      pointer.dispose();
      overlay.dispose();
      city.dispose();
    },
  };
  overlay.add(() => selectionPainter(made.data, workbench.window.get().selected));
  overlay.add(() => made.tool.painter?.() ?? null);
  overlay.add(() => {
    const { point, map } = workbench.map.pointer.get();
    return point && map !== name && name !== 'main' ? mirrorPainter(point) : null;
  });
  return made;
}

/** Makes a map in `target` and keeps its colours, tool and selection as the window's. */
export function useCityMap(target: RefObject<HTMLElement | null>, name: string): LiveMap | null {
  const workbench = useWorkbench();
  const { description } = useProject();
  const theme = useWindow((state) => state.theme);
  const language = useWindow((state) => state.language);
  const tool = useWindow((state) => state.tool);
  const [map, setMap] = useState<LiveMap | null>(null);
  const { id, epsg } = description;

  useEffect(() => {
    if (!target.current) return undefined;
    const made = create(workbench, target.current, name, id, epsg);
    made.city.setTheme(workbench.window.get().theme);
    made.city.setLanguage(workbench.window.get().language);
    const stops = [
      workbench.window.subscribe(() => made.overlay.redraw()),
      workbench.drafts.subscribe(() => made.overlay.redraw()),
      ...(name === 'main' ? [] : [workbench.map.pointer.subscribe(() => made.overlay.redraw())]),
    ];
    const fonts = (): void => made.city.restyle();
    document.fonts.addEventListener('loadingdone', fonts);
    setMap(made);
    return () => {
      document.fonts.removeEventListener('loadingdone', fonts);
      for (const stop of stops) stop();
      made.dispose();
      setMap(null);
    };
  }, [workbench, target, name, id, epsg]);

  useEffect(() => {
    map?.city.setLanguage(language);
    map?.city.setTheme(theme);
    map?.overlay.redraw();
  }, [map, theme, language]);

  useEffect(() => map?.takeTool(), [map, tool]);
  return map;
}
