import {
  type OptionalElementId,
  type PrintLayout,
  paperSize,
  type SheetBox,
  type SheetElementId,
  sheetElements,
} from '#core/model/print-layout.ts';

/** Elements are put on a grid of this many mm. */
export const gridMillimetres = 5;
const margin = 10;
const gap = 5;
const leastSize: SheetBox = { x: 0, y: 0, width: 10, height: 5 };

/** True when two rectangles have ground in common. */
export function boxesMeet(a: SheetBox, b: SheetBox): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function snapped(millimetres: number): number {
  return Math.round(millimetres / gridMillimetres) * gridMillimetres;
}

/** A box on the grid and on the sheet, no smaller than can be read. */
export function snapBox(layout: Pick<PrintLayout, 'paper' | 'landscape'>, box: SheetBox): SheetBox {
  const [paperWidth, paperHeight] = paperSize(layout);
  const width = Math.min(paperWidth, Math.max(leastSize.width, snapped(box.width)));
  const height = Math.min(paperHeight, Math.max(leastSize.height, snapped(box.height)));
  return {
    x: Math.min(Math.max(0, snapped(box.x)), paperWidth - width),
    y: Math.min(Math.max(0, snapped(box.y)), paperHeight - height),
    width,
    height,
  };
}

/** Maps in the room that is left for them: one, or two beside each other (above each other on an upright sheet). */
function mapBoxes(room: SheetBox, isTwo: boolean, sideBySide: boolean): Partial<Record<SheetElementId, SheetBox>> {
  if (!isTwo) return { map: room };
  if (sideBySide) {
    const width = (room.width - gap) / 2;
    return { map: { ...room, width }, 'second-map': { ...room, x: room.x + width + gap, width } };
  }
  const height = (room.height - gap) / 2;
  return { map: { ...room, height }, 'second-map': { ...room, y: room.y + height + gap, height } };
}

/** Where the paper puts the elements: the title above, the map as large as it can be, the words beside or below it. */
function usualBoxes({
  paper,
  landscape,
  scenarios,
  shown,
  logo,
}: PrintLayout): Partial<Record<SheetElementId, SheetBox>> {
  const [width, height] = paperSize({ paper, landscape });
  const large = paper === 'a3';
  const inner = width - 2 * margin;
  const isTwo = scenarios.length === 2;
  const logoWidth = large ? 30 : 20;
  const beside = logo === undefined ? 0 : logoWidth + gap;
  const title = { x: margin, y: margin, width: inner - beside, height: large ? 15 : 10 };
  const top = margin + (shown.title || logo !== undefined ? title.height + gap : 0);
  const column = large ? 80 : 60;
  const foot = large ? 90 : 65;
  const room: SheetBox = landscape
    ? { x: margin, y: top, width: inner - column - gap, height: height - margin - top }
    : { x: margin, y: top, width: inner, height: height - margin - gap - foot - top };
  const maps = mapBoxes(room, isTwo, landscape);
  const right = landscape ? width - margin - column : margin + inner - column;
  const words = landscape
    ? { x: right, y: top, width: column, height: height - margin - top }
    : { x: right, y: height - margin - foot, width: column, height: foot };
  const subtitleHeight = large ? 25 : 20;
  const sourceHeight = large ? 25 : 20;
  const notesHeight = large ? 30 : 20;
  const bottom = words.y + words.height;
  const subtitle = { ...words, height: subtitleHeight };
  const source = { ...words, y: bottom - sourceHeight, height: sourceHeight };
  const notes = { ...words, y: source.y - notesHeight, height: notesHeight };
  const legend = landscape
    ? { ...words, y: words.y + subtitleHeight, height: notes.y - words.y - subtitleHeight - gap }
    : { x: margin, y: words.y, width: inner - column - gap, height: foot };
  const { map } = maps as { readonly map: SheetBox };
  const arrow = large ? 20 : 15;
  return {
    ...maps,
    title,
    subtitle,
    legend,
    notes,
    source,
    north: { x: map.x + map.width - arrow, y: map.y + gap, width: arrow - gap, height: arrow },
    'scale-bar': { x: map.x + gap, y: map.y + map.height - 3 * gap, width: large ? 70 : 50, height: 2 * gap },
    logo: { x: width - margin - logoWidth, y: margin, width: logoWidth, height: title.height },
  };
}

function isShown({ shown, scenarios, logo }: PrintLayout, id: SheetElementId): boolean {
  if (id === 'map') return true;
  if (id === 'second-map') return scenarios.length === 2;
  if (id === 'logo') return logo !== undefined;
  return shown[id as OptionalElementId];
}

/** Where everything stands that is on the sheet, in the order in which it is drawn. */
export function sheetBoxes(layout: PrintLayout): ReadonlyMap<SheetElementId, SheetBox> {
  const usual = usualBoxes(layout);
  const boxes = new Map<SheetElementId, SheetBox>();
  for (const id of sheetElements) {
    const box = isShown(layout, id) ? (layout.boxes[id] ?? usual[id]) : undefined;
    if (box) boxes.set(id, box);
  }
  return boxes;
}
