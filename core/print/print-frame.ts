import { coordinateSystem } from '#core/crs/coordinate-system.ts';
import { scaleAt } from '#core/crs/suggest-project-crs.ts';
import { transformPoint } from '#core/crs/transform.ts';
import type { Box } from '#core/geometry/measure.ts';
import { type PrintLayout, type SheetBox } from '#core/model/print-layout.ts';
import { type MapFrame, roundDenominator } from '#core/report/map-frame.ts';

/** Drawings count in units of a twentieth of a mm. */
export const unitsPerMillimetre = 20;
/** Free space around the plan when it is fitted, as a share of its size. */
const fitMargin = 0.02;

/** Metres of the coordinate system per true metre on the ground, at a place of the project; 1 where nothing is known. */
export async function groundScale(epsg: number, [x, y]: readonly [number, number]): Promise<number> {
  const system = await coordinateSystem(epsg);
  const geographic = await coordinateSystem(4326);
  const [longitude, latitude] = transformPoint(x, y, system, geographic);
  const { east, north } = scaleAt(system, geographic, longitude, latitude);
  // Both directions share one scale on the sheet: the mean of the two, which conformal systems have alike.
  const scale = Math.sqrt(east * north);
  return Number.isFinite(scale) && scale > 0 ? scale : 1;
}

/** Where a map of this size looks, and at which scale on the ground. */
export interface MapView {
  readonly centre: readonly [x: number, y: number];
  readonly denominator: number;
  /** Metres of the coordinate system per true metre. */
  readonly groundScale: number;
}

/** The view of all maps of a sheet: the scale and centre of the layout, or what holds `extent` (m) in all of `boxes`. */
export async function viewOf(
  layout: Pick<PrintLayout, 'scale' | 'centre'>,
  extent: Box,
  boxes: readonly SheetBox[],
  epsg: number,
): Promise<MapView> {
  const middle = [(extent.minX + extent.maxX) / 2, (extent.minY + extent.maxY) / 2] as const;
  const centre = layout.centre ?? middle;
  const scale = await groundScale(epsg, centre);
  const width = Math.max(20, (extent.maxX - extent.minX) * (1 + 2 * fitMargin)) / scale;
  const height = Math.max(20, (extent.maxY - extent.minY) * (1 + 2 * fitMargin)) / scale;
  const needed = Math.max(...boxes.map((box) => Math.max((width / box.width) * 1000, (height / box.height) * 1000)));
  return { centre, denominator: layout.scale ?? roundDenominator(needed), groundScale: scale };
}

/** The frame of one map of the sheet. */
export function printFrame(view: MapView, box: SheetBox): MapFrame {
  const { centre, denominator, groundScale: scale } = view;
  const metresPerMillimetre = (denominator / 1000) * scale;
  return {
    left: centre[0] - (box.width / 2) * metresPerMillimetre,
    top: centre[1] + (box.height / 2) * metresPerMillimetre,
    widthMillimetres: box.width,
    heightMillimetres: box.height,
    denominator,
    unitsPerMillimetre,
    unitsPerMetre: unitsPerMillimetre / metresPerMillimetre,
    perFigure: 1,
    width: box.width * unitsPerMillimetre,
    height: box.height * unitsPerMillimetre,
  };
}
