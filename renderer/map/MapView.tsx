import { type ReactNode, useCallback, useEffect } from 'react';
import type { ScenarioId } from '#core/model/ids.ts';
import type { Volume } from '#core/symbology/massing.ts';
import { keepPlace, keptPlace } from '#renderer/state/map-places.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useDescription, useWorkbench } from '#renderer/state/workbench.ts';
import { mapTexts } from '#renderer/texts/map-texts.ts';
import { BasemapCredit } from './BasemapCredit.tsx';
import type { LayerFill } from './city-map.ts';
import { MapFloats } from './MapFloats.tsx';
import { homeExtent } from './map-extents.ts';
import { onMapKey } from './map-keys.ts';
import type { MapShape } from './map-shapes.ts';
import { fitExtent, lookAt, mapVerbs, viewNow } from './map-verbs.ts';
import { useCityMap } from './use-city-map.ts';
import { useGlimpses } from './use-glimpses.ts';
import { useMapData } from './use-map-data.ts';

interface MapViewProps {
  /** Name of the map: `main` for the one of Map and Scenario mode. */
  readonly name: string;
  readonly scenario: ScenarioId;
  readonly label: string;
  readonly shapes?: readonly MapShape[];
  readonly fill?: LayerFill | null;
  /** What stands on the land, in an oblique view. */
  readonly volumes?: readonly Volume[];
  /** Whether it answers for all maps on the page: the main one does, and the first of several. */
  readonly leads?: boolean;
  /** Whether the map is on the page now; a hidden one keeps what it has. */
  readonly shown?: boolean;
  readonly children?: ReactNode;
}

const noShapes: readonly MapShape[] = [];

/** What comes after the first picture waits for it so long, ms. */
const longestWait = 2500;
const noVolumes: readonly Volume[] = [];

/** A map of one scenario, with whatever floats over it as children. */
export function MapView({
  name,
  scenario,
  label,
  shapes = noShapes,
  fill = null,
  volumes = noVolumes,
  leads = true,
  shown = true,
  children,
}: MapViewProps) {
  const { map: link } = useWorkbench();
  const say = useText();
  const { place, map } = useCityMap(name);
  const { data, loading } = useMapData(scenario);
  const glimpses = useGlimpses(scenario);
  const project = useDescription().id;
  const description = `${label}. ${say(mapTexts.mapKeys)}`;

  useEffect(() => map?.city.setGlimpses(glimpses), [map, glimpses]);
  useEffect(() => map?.show(data), [map, data]);

  useEffect(() => {
    if (!map) return;
    // Until all layers are there the plan may turn out to be larger.
    const view = map.city.map.getView();
    if (view.get('home') === true) return;
    const kept = keptPlace(project);
    if (kept) {
      lookAt(map, kept, 0);
      view.set('home', true, true);
      return;
    }
    fitExtent(map, homeExtent(new Map([...data, ...glimpses])), 0);
    if (!loading && data.size > 0) view.set('home', true, true);
  }, [map, data, glimpses, loading, project]);

  // Where a person leaves the map it is found again, in the next session too.
  useEffect(() => {
    if (!map) return undefined;
    const keep = (): void => {
      const place = viewNow(map);
      if (place && map.city.map.getView().get('home') === true) keepPlace(project, place);
    };
    map.city.map.on('moveend', keep);
    return () => map.city.map.un('moveend', keep);
  }, [map, project]);

  useEffect(() => {
    if (!map || loading || link.filling.get().isFilled) return undefined;
    const fill = (): void => link.filling.set({ isFilled: true, glimpses: [] });
    map.city.whenPainted(fill);
    // A map that is not in sight is never painted.
    const timer = setTimeout(fill, longestWait);
    return () => clearTimeout(timer);
  }, [map, loading, link]);

  useEffect(() => map?.city.setFill(fill), [map, fill]);

  useEffect(() => {
    if (!map) return;
    map.shapes.show(shapes, map.city.palette);
    map.massing.show(volumes, map.city.palette.parcelEdge);
  });

  useEffect(() => {
    const element = map?.city.map.getTargetElement();
    if (!map || !element || !shown || !leads) return undefined;
    const view = map.city.map.getView();
    const look = (): void =>
      link.camera.set({ metresPerPixel: view.getResolution() ?? 0, rotation: view.getRotation() });
    look();
    view.on('change:resolution', look);
    view.on('change:rotation', look);
    const stop = link.answer(mapVerbs(map, element));
    return () => {
      stop();
      view.un('change:resolution', look);
      view.un('change:rotation', look);
    };
  }, [map, leads, shown, link]);

  // A map is operated with keys of its own, which its description names.
  const operate = useCallback(
    (element: HTMLElement) => {
      if (!map) return undefined;
      const target = map.city.map.getTargetElement();
      if (!target) return undefined;
      target.tabIndex = 0;
      target.setAttribute('role', 'application');
      target.setAttribute('aria-label', description);
      const stop = new AbortController();
      element.addEventListener('keydown', (event) => event.target === target && onMapKey(event, map), stop);
      // Shift held while clicking would count as use of the keyboard, and the ring would flash with every click.
      element.addEventListener('pointerdown', () => target.setAttribute('data-clicked', ''), stop);
      target.addEventListener('blur', () => target.removeAttribute('data-clicked'), stop);
      return () => stop.abort();
    },
    [map, description],
  );

  return (
    <section ref={operate} className="map" aria-label={label}>
      <div ref={place} className="map-target" />
      {children}
      {map && <MapFloats live={map.live} />}
      <BasemapCredit />
    </section>
  );
}
