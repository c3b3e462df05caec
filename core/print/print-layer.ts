import { featureBoxes, representativePoints } from '#core/geometry/measure.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import { isInFrame, type MapFrame } from '#core/report/map-frame.ts';
import type { OccupiedBox } from '#core/report/map-labels.ts';
import { PathWriter } from '#core/report/map-path.ts';
import { stripeColours } from '#core/symbology/land-classes.ts';
import type { LayerData } from '#core/symbology/layer-data.ts';
import { layerPaint, type PaintContext } from '#core/symbology/layer-paint.ts';
import type { Paint } from '#core/symbology/paint.ts';
import { colourAttribute, hatchLines, markOutline, stripeLines, strokeAttributes } from './svg-paint.ts';

/** A CSS pixel in drawing units: symbols are as large on paper as on a screen of 96 dots to the inch. */
export function pixelUnits(frame: MapFrame): number {
  return (25.4 / 96) * frame.unitsPerMillimetre;
}

/** A layer as it is on one map. */
export interface PaintedLayer {
  readonly data: LayerData;
  readonly svg: string;
  /** Rows that are on the map, by what draws them. */
  readonly groups: ReadonlyMap<readonly Paint[], readonly number[]>;
  /** Ground under its symbols, which labels keep off. */
  readonly marks: readonly OccupiedBox[];
}

/** Names for outlines that are used more than once, unlike any other on the sheet. */
export type NewName = () => string;

function outlineOf(frame: MapFrame, geometry: PackedGeometry, rows: readonly number[]): string {
  const writer = new PathWriter(frame);
  for (const row of rows) writer.addFeature(geometry, row);
  return writer.toString();
}

function toUnits(frame: MapFrame, points: Float64Array, row: number): readonly [number, number] {
  return [
    (points[2 * row]! - frame.left) * frame.unitsPerMetre,
    (frame.top - points[2 * row + 1]!) * frame.unitsPerMetre,
  ];
}

function shapeSvg(paint: Paint, outline: string, land: PaintContext['land'], frame: MapFrame, name: NewName): string {
  const unit = pixelUnits(frame);
  const stroke = paint.stroke ? strokeAttributes(paint.stroke, unit) : '';
  const whole = { x: 0, y: 0, width: frame.width, height: frame.height };
  const [ground, stripe] = stripeColours(land);
  const fill = paint.striped ? ground : paint.fill;
  const area = `<path d="${outline}" ${fill === undefined ? 'fill="none"' : colourAttribute('fill', fill)} ${stroke}/>`;
  if (!paint.striped && !paint.hatch) return area;
  const lines = paint.hatch
    ? hatchLines(paint.hatch.kind, paint.hatch.colour, whole, unit)
    : stripeLines(stripe, whole, unit);
  const clip = name();
  const cut = `<clipPath id="${clip}"><path d="${outline}"/></clipPath><g clip-path="url(#${clip})" fill="none">${lines}</g>`;
  if (paint.hatch) return cut;
  // The edge lies over the stripes.
  return `<path d="${outline}" fill="${ground}"/>${cut}<path d="${outline}" fill="none" ${stroke}/>`;
}

function markSvg({ mark }: Paint, frame: MapFrame, points: readonly (readonly [number, number])[]): string {
  const unit = pixelUnits(frame);
  const { shape, radius, fill, stroke } = mark!;
  const outline = points.map(([x, y]) => markOutline(shape, x, y, radius * unit)).join('');
  const painted = fill === undefined ? 'fill="none"' : colourAttribute('fill', fill);
  return `<path d="${outline}" ${painted} ${stroke ? strokeAttributes(stroke, unit) : ''}/>`;
}

/** A label stands this near to its symbol, CSS pixels: what it keeps off reaches no farther. */
const labelDistance = 4.2;

function markBox([x, y]: readonly [number, number], { mark }: Paint, frame: MapFrame): OccupiedBox {
  const reach = Math.min(labelDistance, mark?.radius ?? 0) * pixelUnits(frame);
  return [x - reach, y - reach, x + reach, y + reach];
}

/**
 * Draws the rows of a layer that are on the map, at the scale of the map. Rows that are drawn alike become one path; outlines
 * are cut to the frame, and what is finer than the eye is left out.
 */
export function paintLayer(
  data: LayerData,
  context: PaintContext,
  frame: MapFrame,
  metresPerPixel: number,
  name: NewName,
): PaintedLayer {
  const { table, layer } = data;
  const { geometry } = table;
  const paintOf = layerPaint(data, context);
  const boxes = featureBoxes(geometry);
  const groups = new Map<readonly Paint[], number[]>();
  table.ids.forEach((_id, row) => {
    const at = 4 * row;
    if (!isInFrame(frame, boxes[at]!, boxes[at + 1]!, boxes[at + 2]!, boxes[at + 3]!)) return;
    const paints = paintOf(row, metresPerPixel);
    if (!paints) return;
    const rows = groups.get(paints);
    if (rows) rows.push(row);
    else groups.set(paints, [row]);
  });
  const points = geometry.kind === 'point' ? representativePoints(geometry) : new Float64Array();
  const marks: OccupiedBox[] = [];
  const drawn: { readonly height: number; readonly svg: string }[] = [];
  for (const [paints, rows] of groups) {
    const outline = geometry.kind === 'point' ? '' : outlineOf(frame, geometry, rows);
    for (const paint of paints) {
      if (paint.mark) {
        const places = rows.map((row) => toUnits(frame, points, row));
        marks.push(...places.map((place) => markBox(place, paint, frame)));
        drawn.push({ height: paint.height, svg: markSvg(paint, frame, places) });
      } else if (outline !== '') {
        drawn.push({ height: paint.height, svg: shapeSvg(paint, outline, context.land, frame, name) });
      }
    }
  }
  drawn.sort((a, b) => a.height - b.height);
  const svg = drawn.map((one) => one.svg).join('\n');
  const isFaint = layer.opacity < 1 && svg !== '';
  return { data, groups, marks, svg: isFaint ? `<g opacity="${layer.opacity}">${svg}</g>` : svg };
}
