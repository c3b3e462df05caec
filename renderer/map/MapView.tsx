import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import type { ScenarioId } from '#core/model/ids.ts';
import { useStore } from '#renderer/state/store.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { mapTexts } from '#renderer/texts/map-texts.ts';
import type { ParcelFill } from './city-map.ts';
import { homeExtent } from './map-extents.ts';
import { MapFloats } from './MapFloats.tsx';
import type { MapShape } from './map-shapes.ts';
import { fitExtent, mapVerbs, panBy, turnNorth, zoomBy } from './map-verbs.ts';
import { type LiveMap, useCityMap } from './use-city-map.ts';
import { useMapData } from './use-map-data.ts';

interface MapViewProps {
  /** Name of the map: `main` for the one of Map and Scenario mode. */
  readonly name: string;
  readonly scenario: ScenarioId;
  readonly label: string;
  readonly shapes?: readonly MapShape[];
  readonly fill?: ParcelFill | null;
  /** Whether the map is on the page now; a hidden one keeps what it has. */
  readonly shown?: boolean;
  readonly children?: ReactNode;
}

const noShapes: readonly MapShape[] = [];
const panStep = 80;

function onMapKey(event: KeyboardEvent<HTMLElement>, map: LiveMap): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const step = event.shiftKey ? 3 * panStep : panStep;
  const verbs: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => panBy(map, -step, 0),
    ArrowRight: () => panBy(map, step, 0),
    ArrowUp: () => panBy(map, 0, step),
    ArrowDown: () => panBy(map, 0, -step),
    '+': () => zoomBy(map, 1),
    '=': () => zoomBy(map, 1),
    '-': () => zoomBy(map, -1),
    '0': () => fitExtent(map, homeExtent(map.data)),
    n: () => turnNorth(map),
    N: () => turnNorth(map),
  };
  const verb = verbs[event.key];
  if (!verb || event.target !== event.currentTarget) return;
  event.preventDefault();
  event.stopPropagation();
  verb();
}

/** A map of one scenario, with whatever floats over it as children. */
export function MapView({ name, scenario, label, shapes = noShapes, fill = null, shown = true, children }: MapViewProps) {
  const target = useRef<HTMLDivElement>(null);
  const workbench = useWorkbench();
  const say = useText();
  const map = useCityMap(target, name);
  const { data } = useMapData(scenario);
  const pick = useStore(workbench.drafts, (drafts) => drafts.mixedUse.pick);
  const way = useStore(workbench.drafts, (drafts) => drafts.corridor.way);

  useEffect(() => {
    if (!map) return undefined;
    map.data = data;
    map.city.setData(data);
    map.overlay.redraw();
    const view = map.city.map.getView();
    if (view.getCenter()?.[0] === 0) fitExtent(map, homeExtent(data), 0);
    return undefined;
  }, [map, data, shown]);

  useEffect(() => {
    if (map) map.shapes.show(shapes, map.city.palette);
  });

  useEffect(() => map?.city.setFill(fill), [map, fill]);

  useEffect(() => {
    if (pick && way) map?.takeTool();
  }, [map, pick, way]);

  useEffect(() => {
    if (!map || !target.current || name === 'right') return undefined;
    const { camera } = workbench.map;
    const view = map.city.map.getView();
    const look = (): void =>
      camera.set({ metresPerPixel: view.getResolution() ?? 0, rotation: view.getRotation() });
    look();
    view.on(['change:resolution', 'change:rotation'] as never, look);
    if (shown) workbench.map.verbs = mapVerbs(map, target.current);
    return () => view.un(['change:resolution', 'change:rotation'] as never, look);
  }, [map, name, shown, workbench]);

  useEffect(() => {
    if (!map || !target.current) return undefined;
    const { map: olMap } = map.city;
    const watcher = new ResizeObserver(() => olMap.updateSize());
    watcher.observe(target.current);
    return () => watcher.disconnect();
  }, [map]);

  return (
    <section className="map" aria-label={label}>
      {/* A map is operated with its own keys, which its description names. */}
      <div
        ref={target}
        className="map-target"
        role="application"
        aria-label={`${label}. ${say(mapTexts.mapKeys)}`}
        tabIndex={0}
        onKeyDown={(event) => map && onMapKey(event, map)}
      />
      {children}
      {map && <MapFloats live={map.live} />}
    </section>
  );
}
