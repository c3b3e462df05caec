import View from 'ol/View.js';
import { useEffect, useRef, useState } from 'react';
import { useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { CityMap } from './city-map.ts';
import { projectProjection } from './projection.ts';
import { type PackedCity, unpackCity } from './start-city.ts';

const epsg = 4528;

/** Fills the place with the piece of city: as small a part as possible is cut off. */
function cover({ map }: CityMap, [width, height]: PackedCity['size']): void {
  map.updateSize();
  const [roomWidth = 1, roomHeight = 1] = map.getSize() ?? [];
  const resolution = Math.min(width / 10 / roomWidth, height / 10 / roomHeight);
  map.getView().setResolution(resolution);
  map.getView().setCenter([width / 20, height / 20]);
}

/** A piece of the sample city, drawn as the map draws it. It loads after the page and takes no part in anything. */
export function StartPicture() {
  const workbench = useWorkbench();
  const theme = useWindow((state) => state.theme);
  const language = useWindow((state) => state.language);
  const place = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<CityMap | null>(null);
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const view = new View({ projection: projectProjection(epsg), center: [0, 0], resolution: 2 });
    const made = new CityMap(element, view, () => false, true);
    const stop = new AbortController();
    const draw = async (): Promise<void> => {
      const { default: text } = await import('./start-city.txt?raw');
      if (stop.signal.aborted) return;
      const city = JSON.parse(text) as PackedCity;
      const { theme: now, language: said } = workbench.window.get();
      made.setTheme(now);
      made.setLanguage(said);
      made.setData(unpackCity(city));
      const fit = new ResizeObserver(() => cover(made, city.size));
      fit.observe(element);
      stop.signal.addEventListener('abort', () => fit.disconnect());
      setMap(made);
    };
    draw().catch((thrown: unknown) => workbench.activity.fail(thrown));
    return () => {
      stop.abort();
      made.dispose();
      setMap(null);
    };
  }, [workbench]);
  useEffect(() => {
    map?.setTheme(theme);
    map?.setLanguage(language);
  }, [map, theme, language]);
  return <div ref={place} className="start-map" />;
}
