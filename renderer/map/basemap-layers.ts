import type ImageTile from 'ol/ImageTile.js';
import ImageLayer from 'ol/layer/Image.js';
import type Layer from 'ol/layer/Layer.js';
import TileLayer from 'ol/layer/Tile.js';
import type OlMap from 'ol/Map.js';
import type Projection from 'ol/proj/Projection.js';
import { transformExtent } from 'ol/proj.js';
import ImageStatic from 'ol/source/ImageStatic.js';
import TileImage from 'ol/source/TileImage.js';
import type Tile from 'ol/Tile.js';
import TileGrid from 'ol/tilegrid/TileGrid.js';
import type { BasemapPicture } from '#core/formats/basemap.ts';
import type { EngineClient } from '#core/rpc/requests.ts';
import type { ShownBasemap } from '#renderer/state/basemaps.ts';
import { placedLayer } from './placed-picture.ts';
import { connectedProjection } from './projection.ts';

/** Below everything else on the map: the pictures of many features lie at −10⁹. */
const lowest = -2e9;

/** Half of the world in Web Mercator, and the side of a tile in pixels. */
const halfWorld = 20_037_508.342789244;
const tileSize = 256;

/** A picture of one clear pixel, for tiles that a file does not have. */
const clear = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

async function loadTile(engine: EngineClient, id: number, tile: Tile): Promise<void> {
  const image = (tile as ImageTile).getImage() as HTMLImageElement;
  const [zoom, column, row] = tile.getTileCoord() as [number, number, number];
  let url = clear;
  try {
    const bytes = await engine.request('basemap/tile', { id, zoom, column, row });
    if (bytes) {
      url = URL.createObjectURL(new Blob([bytes.slice()]));
      const revoke = (): void => URL.revokeObjectURL(url);
      image.addEventListener('load', revoke, { once: true });
      image.addEventListener('error', revoke, { once: true });
    }
  } catch {
    // A tile that cannot be read leaves a gap, as one that is not there does.
  }
  image.src = url;
}

function tileLayer(engine: EngineClient, { id, facts }: ShownBasemap): Layer | undefined {
  if (facts.content.kind !== 'tiles') return undefined;
  const { minZoom, maxZoom, bounds } = facts.content;
  const source = new TileImage({
    projection: 'EPSG:3857',
    tileGrid: new TileGrid({
      origin: [-halfWorld, halfWorld],
      resolutions: Array.from({ length: maxZoom + 1 }, (_, zoom) => (2 * halfWorld) / tileSize / 2 ** zoom),
      minZoom,
      extent: transformExtent([...bounds], 'EPSG:4326', 'EPSG:3857'),
      tileSize,
    }),
    tileUrlFunction: ([zoom, column, row]) => `${id}/${zoom}/${column}/${row}`,
    tileLoadFunction: (tile) => void loadTile(engine, id, tile),
    attributions: facts.attribution,
  });
  return new TileLayer({ source });
}

async function pictureUrl({ width, height, rgba }: BasemapPicture): Promise<string> {
  const canvas = new OffscreenCanvas(width, height);
  const drawing = canvas.getContext('2d')!;
  drawing.putImageData(new ImageData(new Uint8ClampedArray(rgba), width, height), 0, 0);
  return URL.createObjectURL(await canvas.convertToBlob());
}

async function pictureLayer(
  engine: EngineClient,
  { id, facts }: ShownBasemap,
  projection: Projection,
): Promise<Layer | undefined> {
  if (facts.content.kind !== 'picture') return undefined;
  const { extent } = facts.content;
  const picture = await engine.request('basemap/picture', { id });
  const source = new ImageStatic({ url: await pictureUrl(picture), imageExtent: [...extent], projection });
  return new ImageLayer({ source });
}

async function layerOf(engine: EngineClient, basemap: ShownBasemap, epsg: number): Promise<Layer | undefined> {
  const { content } = basemap.facts;
  if (content.kind === 'plain') return placedLayer(basemap, epsg);
  const projection = await connectedProjection(epsg, content.kind === 'tiles' ? 'EPSG:3857' : content.crs);
  return tileLayer(engine, basemap) ?? pictureLayer(engine, basemap, projection);
}

/** A basemap that is drawn, or about to be. */
interface Drawn {
  readonly place: ShownBasemap['place'];
  layer?: Layer;
}

/** The basemaps on one map, drawn under everything and brought to the project's system on the fly. */
export class BasemapLayers {
  readonly #map: OlMap;
  readonly #engine: EngineClient;
  readonly #fail: (thrown: unknown) => void;
  readonly #layers = new Map<number, Drawn>();
  readonly #epsg: number;
  #wanted: readonly ShownBasemap[] = [];

  constructor(map: OlMap, engine: EngineClient, epsg: number, fail: (thrown: unknown) => void) {
    this.#map = map;
    this.#engine = engine;
    this.#epsg = epsg;
    this.#fail = fail;
  }

  /** Draws these and no others, the first on top. */
  show(wanted: readonly ShownBasemap[]): void {
    this.#wanted = wanted;
    for (const [id, { layer, place }] of this.#layers) {
      if (wanted.some((one) => one.id === id && one.place === place)) continue;
      if (layer) this.#map.removeLayer(layer);
      this.#layers.delete(id);
    }
    for (const basemap of wanted) if (!this.#layers.has(basemap.id)) void this.#add(basemap);
    this.#restyle();
  }

  async #add(basemap: ShownBasemap): Promise<void> {
    const { id, place } = basemap;
    const drawn: Drawn = { place };
    this.#layers.set(id, drawn);
    try {
      const layer = await layerOf(this.#engine, basemap, this.#epsg);
      // It may have been removed or placed anew meanwhile.
      if (!layer || this.#layers.get(id) !== drawn) return;
      drawn.layer = layer;
      this.#map.addLayer(layer);
      this.#restyle();
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  #restyle(): void {
    for (const [place, { id, visible, opacity }] of this.#wanted.entries()) {
      const layer = this.#layers.get(id)?.layer;
      layer?.setZIndex(lowest - place);
      layer?.setVisible(visible);
      layer?.setOpacity(opacity);
    }
  }
}
