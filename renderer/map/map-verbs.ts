import type { Extent, MapPlace, MapVerbs } from '#renderer/state/map-link.ts';
import { codesOf } from './map-data.ts';
import { featuresExtent, homeExtent, layersExtent } from './map-extents.ts';
import type { LiveMap } from './use-city-map.ts';

const flight = 260;
/** Closest scale that fitting goes to: a single parcel stays recognisable in its surroundings. */
const closest = 0.35;

function calmDuration(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : flight;
}

/** Looks at an extent with some room around it. */
export function fitExtent({ city }: LiveMap, extent: Extent | null, duration = calmDuration()): void {
  const size = city.map.getSize();
  if (!extent || !size || size[0] === 0) return;
  const [left, bottom, right, top] = extent;
  city.map.getView().fit([left, bottom, right, top], {
    size,
    padding: [60, 36, 44, 36],
    minResolution: closest,
    duration,
  });
}

export function zoomBy({ city }: LiveMap, steps: number): void {
  const view = city.map.getView();
  const zoom = view.getZoom();
  if (zoom === undefined) return;
  view.animate({ zoom: zoom + steps, duration: calmDuration() * 0.6 });
}

export function panBy({ city }: LiveMap, right: number, up: number): void {
  const view = city.map.getView();
  const centre = view.getCenter();
  const resolution = view.getResolution();
  if (!centre || resolution === undefined) return;
  view.animate({
    center: [centre[0]! + right * resolution, centre[1]! + up * resolution],
    duration: calmDuration() * 0.4,
  });
}

/** Scale at which a place is looked at, unless the map is closer already. */
const placeMetresPerPixel = 1.3;

/** How much of the map something small that is looked at takes, pixels. */
const placePixels = 120;
/** Closest scale that a place is looked at: a centimetre is a pixel. */
const closestPlace = 0.01;

function goTo({ city }: LiveMap, [x, y]: readonly [number, number], metres?: number): void {
  const view = city.map.getView();
  const wanted = metres === undefined ? placeMetresPerPixel : Math.max(closestPlace, metres / placePixels);
  const present = view.getResolution() ?? wanted;
  const resolution = metres === undefined ? Math.min(present, wanted) : wanted;
  view.animate({ center: [x, y], resolution, duration: calmDuration() });
}

function turnNorth({ city }: LiveMap): void {
  city.map.getView().animate({ rotation: 0, duration: calmDuration() });
}

/** What the map shows; null while it has no place yet. */
export function viewNow({ city }: LiveMap): MapPlace | null {
  const view = city.map.getView();
  const [x, y] = view.getCenter() ?? [];
  const metresPerPixel = view.getResolution();
  if (x === undefined || y === undefined || metresPerPixel === undefined) return null;
  const rotation = Math.round((view.getRotation() * 180) / Math.PI);
  return { x, y, metresPerPixel, ...(rotation === 0 ? {} : { rotation }) };
}

/** Shows a place just so. */
export function lookAt(
  { city }: LiveMap,
  { x, y, metresPerPixel, rotation = 0 }: MapPlace,
  duration = calmDuration(),
): void {
  const turned = (rotation * Math.PI) / 180;
  city.map.getView().animate({ center: [x, y], resolution: metresPerPixel, rotation: turned, duration });
}

function turn({ city }: LiveMap, degrees: number): void {
  const view = city.map.getView();
  view.animate({ rotation: view.getRotation() + (degrees * Math.PI) / 180, duration: calmDuration() * 0.6 });
}

/** The whole map as a small picture. */
function picture({ city }: LiveMap, width: number, height: number): string | null {
  const [mapWidth = 0, mapHeight = 0] = city.map.getSize() ?? [];
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context || mapWidth === 0 || mapHeight === 0) return null;
  context.fillStyle = city.palette.ground;
  context.fillRect(0, 0, width, height);
  const scale = Math.max(width / mapWidth, height / mapHeight);
  for (const layer of city.map.getViewport()?.querySelectorAll<HTMLCanvasElement>('.ol-layer canvas') ?? []) {
    const [w, h] = [mapWidth * scale, mapHeight * scale];
    context.drawImage(layer, (width - w) / 2, (height - h) / 2, w, h);
  }
  return canvas.toDataURL('image/jpeg', 0.82);
}

/** What the rest of the window may ask of this map. */
export function mapVerbs(map: LiveMap, element: HTMLElement): MapVerbs {
  const { workbench } = map.scene;
  return {
    fitAll: () => fitExtent(map, homeExtent(map.data)),
    fitLayers: (layers) => fitExtent(map, layersExtent(map.data, layers)),
    async fitFeatures(layer, features) {
      let data = map.data.get(layer);
      if (!data) {
        // A hidden layer is not on the map, but its features have a place.
        const { scenario } = workbench.window.get();
        const description = workbench.project.get().state?.description;
        const record = description?.layers.find((one) => one.id === layer);
        if (!description || !record) return;
        const table = await workbench.queries.fetch('layer/read', { layer, scenario, fields: [] });
        data = { layer: record, table, codes: codesOf(description, record), style: description.styles[record.id] };
      }
      fitExtent(map, featuresExtent(data.table, features));
    },
    goTo: (point, metres) => goTo(map, point, metres),
    view: () => viewNow(map),
    look: (place) => lookAt(map, place),
    turn: (degrees) => turn(map, degrees),
    zoomBy: (steps) => zoomBy(map, steps),
    turnNorth: () => turnNorth(map),
    focus: () => element.focus(),
    key: (event) => map.tool.key?.(event) === true,
    holdSpace(held) {
      map.pointer.spaceHeld = held;
      element.style.cursor = held ? 'grab' : map.tool.cursor;
    },
    picture: (width, height) => picture(map, width, height),
  };
}
