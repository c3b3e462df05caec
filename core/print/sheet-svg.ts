import type { Box } from '#core/geometry/measure.ts';
import { extentOf } from '#core/geometry/measure.ts';
import { paperSize, type SheetBox, type SheetElementId } from '#core/model/print-layout.ts';
import { escapeHtml } from '#core/report/html-escape.ts';
import type { MapFrame } from '#core/report/map-frame.ts';
import type { OccupiedBox } from '#core/report/map-labels.ts';
import { metresPerPixelAt } from '#core/symbology/drawn-scales.ts';
import type { LayerData } from '#core/symbology/layer-data.ts';
import { isBulk, type PaintContext } from '#core/symbology/layer-paint.ts';
import { palettes } from '#core/symbology/map-palette.ts';
import { lineColoursOf } from '#core/symbology/transit-lines.ts';
import { legendSvg } from './legend-svg.ts';
import { graticuleSvg, northSvg, scaleBarSvg, scenarioPlate } from './map-furniture.ts';
import { type MapView, printFrame, unitsPerMillimetre, viewOf } from './print-frame.ts';
import { labelsSvg } from './print-labels.ts';
import { type NewName, type PaintedLayer, paintLayer } from './print-layer.ts';
import { legendOf } from './print-legend.ts';
import { boxesMeet, sheetBoxes } from './sheet-boxes.ts';
import type { SheetInput, SheetMap } from './sheet-input.ts';
import { notesSvg, sourceSvg, subtitleSvg, titleSvg } from './sheet-words.ts';
import { short } from './svg-paint.ts';

/** A sheet as an SVG document in mm, with what a window needs to know of it. */
export interface Sheet {
  readonly svg: string;
  readonly widthMillimetres: number;
  readonly heightMillimetres: number;
  /** The scale is 1:`denominator` on the ground in the middle of the map. */
  readonly denominator: number;
  /** What lies in the middle of the maps, m. */
  readonly centre: readonly [x: number, y: number];
  /** Metres of the coordinate system in a mm of the sheet. */
  readonly metresPerMillimetre: number;
  readonly boxes: readonly { readonly id: SheetElementId; readonly box: SheetBox }[];
}

const mapElements = ['map', 'second-map'] as const;
const fontFamilies = "'Noto Sans SC','Noto Sans SC Variable',sans-serif";

/** Where the plan is: its boundary, or else its parcels, or else everything that is drawn. */
function planExtent(layers: readonly LayerData[]): Box {
  const finite = ({ minX, maxX, minY, maxY }: Box) => [minX, maxX, minY, maxY].every(Number.isFinite);
  for (const role of ['boundary', 'parcel'] as const) {
    const found = layers.find(({ layer, table }) => layer.role === role && finite(extentOf(table.geometry)));
    if (found) return extentOf(found.table.geometry);
  }
  const boxes = layers.map(({ table }) => extentOf(table.geometry)).filter(finite);
  if (boxes.length === 0) return { minX: 0, minY: 0, maxX: 1000, maxY: 1000 };
  return {
    minX: Math.min(...boxes.map(({ minX }) => minX)),
    minY: Math.min(...boxes.map(({ minY }) => minY)),
    maxX: Math.max(...boxes.map(({ maxX }) => maxX)),
    maxY: Math.max(...boxes.map(({ maxY }) => maxY)),
  };
}

/** Layers from the bottom up, as the window draws them. */
function drawingOrder(layers: readonly PaintedLayer[]): readonly PaintedLayer[] {
  const upward = [...layers].reverse();
  const isGround = ({ data }: PaintedLayer) => isBulk(data.layer.role);
  return [...upward.filter(isGround), ...upward.filter((layer) => !isGround(layer))];
}

/** A box of the sheet in the units of a map. */
function inMap(box: SheetBox, map: SheetBox): OccupiedBox {
  const unit = (value: number) => value * unitsPerMillimetre;
  return [unit(box.x - map.x), unit(box.y - map.y), unit(box.x + box.width - map.x), unit(box.y + box.height - map.y)];
}

/** An element that stands on a map: words on a ground of their own, the others with a light edge. */
function onMap(id: SheetElementId, svg: string, { x, y, width, height }: SheetBox): string {
  if (id === 'logo') return svg;
  if (id === 'north' || id === 'scale-bar')
    return `<g paint-order="stroke" stroke="#FFFFFF" stroke-width=".9" stroke-linejoin="round">${svg}</g>`;
  return `<rect x="${short(x - 1)}" y="${short(y - 1)}" width="${short(width + 2)}" height="${short(height + 2)}" fill="#FFFFFF" fill-opacity=".92"/>${svg}`;
}

interface DrawnMap {
  readonly svg: string;
  readonly layers: readonly PaintedLayer[];
}

class SheetDrawing {
  readonly #input: SheetInput;
  readonly #view: MapView;
  readonly #boxes: ReadonlyMap<SheetElementId, SheetBox>;
  readonly #context: PaintContext;
  #names = 0;

  constructor(input: SheetInput, view: MapView, boxes: ReadonlyMap<SheetElementId, SheetBox>) {
    this.#input = input;
    this.#view = view;
    this.#boxes = boxes;
    const land = input.layout.colours === 'drawing' ? 'drawing' : 'light';
    const lines = lineColoursOf(input.maps.flatMap(({ layers }) => layers));
    this.#context = { palette: palettes.light, land, lines, fill: null };
  }

  #name: NewName = () => `s${++this.#names}`;

  #map(map: SheetMap, box: SheetBox): DrawnMap {
    const { layout } = this.#input;
    const frame: MapFrame = printFrame(this.#view, box);
    const metresPerPixel = metresPerPixelAt(frame.denominator);
    const layers = map.layers.map((data) => paintLayer(data, this.#context, frame, metresPerPixel, this.#name));
    const label = scenarioPlate(map.mark, box, layout.language);
    const others = [...this.#boxes].filter(
      ([id, other]) => id !== 'map' && id !== 'second-map' && boxesMeet(other, box),
    );
    const occupied = [label.box, ...others.map(([, other]) => other)].map((other) => inMap(other, box));
    const graticule = layout.graticule ? graticuleSvg(frame, occupied) : { svg: '', taken: [] };
    const taken = [...occupied, ...graticule.taken, ...layers.flatMap(({ marks }) => marks)];
    const labels = labelsSvg(map.layers, layout.language, this.#context, frame, metresPerPixel, taken);
    const clip = this.#name();
    const size = `width="${short(frame.width)}" height="${short(frame.height)}"`;
    const svg = [
      `<clipPath id="${clip}"><rect ${size}/></clipPath>`,
      `<g transform="translate(${short(box.x)} ${short(box.y)}) scale(${1 / unitsPerMillimetre})"><g clip-path="url(#${clip})">`,
      `<rect ${size} fill="${this.#context.palette.ground}"/><g data-content="map">`,
      ...drawingOrder(layers).map((layer) => layer.svg),
      graticule.svg,
      labels,
      '</g></g></g>',
      label.svg,
      `<rect x="${short(box.x)}" y="${short(box.y)}" width="${short(box.width)}" height="${short(box.height)}" fill="none" stroke="#1A2129" stroke-width=".35"/>`,
    ];
    return { svg: svg.filter((part) => part !== '').join('\n'), layers };
  }

  #element(id: SheetElementId, box: SheetBox, maps: readonly DrawnMap[]): string {
    const { layout } = this.#input;
    const large = layout.paper === 'a3';
    switch (id) {
      case 'title':
        return titleSvg(layout.title, box);
      case 'subtitle':
        return subtitleSvg(this.#input, box, large ? 3.4 : 2.8);
      case 'legend': {
        const sections = legendOf(
          maps.map(({ layers }) => layers),
          layout.language,
        );
        return legendSvg(sections, box, large ? 3 : 2.5, layout.language, this.#context.land);
      }
      case 'notes':
        return notesSvg(layout.notes, box, large ? 2.8 : 2.4, layout.language);
      case 'source':
        return sourceSvg(this.#input, box, large ? 2.4 : 2.1);
      case 'scale-bar':
        return scaleBarSvg(box, this.#view.denominator);
      case 'north':
        return northSvg(box, layout.language);
      case 'logo':
        return `<image x="${short(box.x)}" y="${short(box.y)}" width="${short(box.width)}" height="${short(box.height)}" preserveAspectRatio="xMidYMid meet" href="${escapeHtml(layout.logo ?? '')}"/>`;
      default:
        return '';
    }
  }

  /** The document. */
  write(): string {
    const { layout, maps } = this.#input;
    const [width, height] = paperSize(layout);
    const mapBoxes = mapElements.flatMap((id) => this.#boxes.get(id) ?? []);
    const drawn = maps.map((map, place) => this.#map(map, mapBoxes[place]!));
    const elements = [...this.#boxes].flatMap(([id, box]) => {
      if (id === 'map' || id === 'second-map') return [];
      const svg = this.#element(id, box, drawn);
      const isOnMap = mapBoxes.some((map) => boxesMeet(map, box));
      return svg === '' ? [] : [`<g data-element="${id}">${isOnMap ? onMap(id, svg, box) : svg}</g>`];
    });
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}" font-family="${fontFamilies}" lang="${layout.language === 'zh' ? 'zh-Hans' : 'en'}">`,
      `<title>${escapeHtml(layout.title)}</title>`,
      `<rect width="${width}" height="${height}" fill="#FFFFFF"/>`,
      ...drawn.map(({ svg }) => svg),
      ...elements,
      '</svg>',
      '',
    ].join('\n');
  }
}

/**
 * Draws a sheet: one SVG document that is the preview, what is printed and what pictures are made of. Lengths on it are
 * true: at 1:10,000 a hundred metres on the ground, in the middle of the map, are 10 mm, whatever the coordinate system.
 */
export async function drawSheet(input: SheetInput): Promise<Sheet> {
  const { layout, maps, epsg } = input;
  const boxes = sheetBoxes(layout);
  const mapBoxes = mapElements.flatMap((id) => boxes.get(id) ?? []);
  const view = await viewOf(layout, planExtent(maps.flatMap(({ layers }) => layers)), mapBoxes, epsg);
  const [widthMillimetres, heightMillimetres] = paperSize(layout);
  return {
    svg: new SheetDrawing(input, view, boxes).write(),
    widthMillimetres,
    heightMillimetres,
    denominator: view.denominator,
    centre: view.centre,
    metresPerMillimetre: (view.denominator / 1000) * view.groundScale,
    boxes: [...boxes].map(([id, box]) => ({ id, box })),
  };
}
