import type { Language } from '#core/model/text.ts';
import { textWidth } from '#core/model/text-width.ts';
import { escapeHtml } from '#core/report/html-escape.ts';
import type { MapFrame } from '#core/report/map-frame.ts';
import type { OccupiedBox } from '#core/report/map-labels.ts';
import { isCloserThan } from '#core/symbology/drawn-scales.ts';
import { type LabelLook, type LabelPlace, labelPlaces, labelRank } from '#core/symbology/label-places.ts';
import type { LayerData } from '#core/symbology/layer-data.ts';
import { drawnAt, type PaintContext } from '#core/symbology/layer-paint.ts';
import { linePlaces } from './line-places.ts';
import { pixelUnits } from './print-layer.ts';
import { colourAttribute, short } from './svg-paint.ts';

/** A text with the ground it takes, in drawing units. */
interface Placed {
  readonly boxes: readonly OccupiedBox[];
  readonly svg: string;
}

interface Wish {
  readonly text: string;
  readonly look: LabelLook;
  readonly at: readonly number[];
  readonly rank: number;
  readonly opacity: number;
}

const usualSize = 12;

/** Ground that is taken, in cells, so that thousands of labels are placed at once. */
class Ground {
  readonly #cells = new Map<string, OccupiedBox[]>();
  readonly #side: number;
  readonly #frame: MapFrame;

  constructor(frame: MapFrame, taken: readonly OccupiedBox[]) {
    this.#frame = frame;
    this.#side = 15 * frame.unitsPerMillimetre;
    for (const box of taken) this.#take(box);
  }

  *#cellsOf([left, top, right, bottom]: OccupiedBox): Generator<string> {
    const cell = (value: number) => Math.floor(value / this.#side);
    for (let column = cell(left); column <= cell(right); column++)
      for (let row = cell(top); row <= cell(bottom); row++) yield `${column} ${row}`;
  }

  #take(box: OccupiedBox): void {
    for (const key of this.#cellsOf(box)) {
      const known = this.#cells.get(key);
      if (known) known.push(box);
      else this.#cells.set(key, [box]);
    }
  }

  #isFree(box: OccupiedBox): boolean {
    const [left, top, right, bottom] = box;
    if (left < 0 || top < 0 || right > this.#frame.width || bottom > this.#frame.height) return false;
    for (const key of this.#cellsOf(box)) {
      for (const other of this.#cells.get(key) ?? []) {
        if (left < other[2] && other[0] < right && top < other[3] && other[1] < bottom) return false;
      }
    }
    return true;
  }

  /** Takes the ground of the first that is free. */
  place(candidates: readonly Placed[]): Placed | undefined {
    const found = candidates.find(({ boxes }) => boxes.every((box) => this.#isFree(box)));
    for (const box of found?.boxes ?? []) this.#take(box);
    return found;
  }
}

function textSvg(wish: Wish, size: number, place: string, anchor: 'start' | 'middle' | 'end'): string {
  const { bold, italic, colour = '#22303A', plate } = wish.look;
  const style = `${bold ? ' font-weight="600"' : ''}${italic ? ' font-style="italic"' : ''}`;
  // What stands on a plate needs no halo.
  const halo = plate === undefined ? '' : ' stroke="none"';
  return `<text ${place} font-size="${short(size)}" text-anchor="${anchor}" ${colourAttribute('fill', colour)}${style}${halo}>${escapeHtml(wish.text)}</text>`;
}

/** Places around a point, the best first. */
function pointCandidates(wish: Wish, x: number, y: number, unit: number): readonly Placed[] {
  const { look, text } = wish;
  const size = (look.size ?? usualSize) * unit;
  const width = textWidth(text) * size;
  const candidate = (anchor: 'start' | 'middle' | 'end', atX: number, middle: number): Placed => {
    const left = anchor === 'start' ? atX : anchor === 'middle' ? atX - width / 2 : atX - width;
    const pad = look.plate === undefined ? 0.15 * size : 5 * unit;
    const box: OccupiedBox = [left - pad, middle - 0.62 * size, left + width + pad, middle + 0.62 * size];
    const words = textSvg(wish, size, `x="${short(atX)}" y="${short(middle + 0.36 * size)}"`, anchor);
    if (look.plate === undefined) return { boxes: [box], svg: words };
    const [from, top] = [box[0], middle - 0.8 * size];
    const plate = `<rect x="${short(from)}" y="${short(top)}" width="${short(box[2] - from)}" height="${short(1.6 * size)}" ${colourAttribute('fill', look.plate)} stroke-width="${short(2 * unit)}"/>`;
    return { boxes: [[box[0], top, box[2], top + 1.6 * size]], svg: plate + words };
  };
  // Names may move a little inside what they name; what has no rank (codes, numbers) stays in its place or goes.
  const shifts = look.priority === undefined ? [0] : [0, 1.3, -1.3, 2.6, -2.6];
  if (!look.offset)
    return shifts.map((shift) => candidate(look.align === 'left' ? 'start' : 'middle', x, y + shift * size));
  const [right, up] = [look.offset[0] * unit, look.offset[1] * unit];
  return [
    candidate('start', x + right, y + up),
    candidate('start', x + right, y - up),
    candidate('end', x - right, y + up),
    candidate('end', x - right, y - up),
    candidate('middle', x, y + 1.6 * up),
    candidate('middle', x, y - 1.6 * up),
  ];
}

function wishesOf(
  data: LayerData,
  language: Language,
  { palette, lines }: PaintContext,
  metresPerPixel: number,
): readonly Wish[] {
  if (!drawnAt(data.style, metresPerPixel)) return [];
  const rank = labelRank[data.layer.role] ?? 1;
  const isShown = (from: number): boolean => isCloserThan(metresPerPixel, from);
  const wanted = (labelPlaces(data, language, isShown) ?? []).filter(({ from }) => isShown(from));
  return wanted.map(({ text, at, look }: LabelPlace): Wish => {
    const chosen = look(palette, lines);
    return { text, at, look: chosen, rank: 100 * rank + (chosen.priority ?? 0), opacity: data.layer.opacity };
  });
}

/** The labels of all layers of a map: the more important ones first, none over another or over `taken`. */
export function labelsSvg(
  layers: readonly LayerData[],
  language: Language,
  context: PaintContext,
  frame: MapFrame,
  metresPerPixel: number,
  taken: readonly OccupiedBox[],
): string {
  const unit = pixelUnits(frame);
  const ground = new Ground(frame, taken);
  const wishes = layers
    .flatMap((data) => wishesOf(data, language, context, metresPerPixel))
    .sort((a, b) => b.rank - a.rank);
  const placed: string[] = [];
  const keep = (found: Placed | undefined, { opacity }: Wish): boolean => {
    if (found) placed.push(opacity < 1 ? `<g opacity="${opacity}">${found.svg}</g>` : found.svg);
    return found !== undefined;
  };
  for (const wish of wishes) {
    const points = wish.at.map((value, at) =>
      at % 2 === 0 ? (value - frame.left) * frame.unitsPerMetre : (frame.top - value) * frame.unitsPerMetre,
    );
    if (points.length === 2) {
      keep(ground.place(pointCandidates(wish, points[0]!, points[1]!, unit)), wish);
      continue;
    }
    const size = (wish.look.size ?? usualSize) * unit;
    const repeat = (wish.look.repeat ?? Number.POSITIVE_INFINITY) * unit;
    const used: number[] = [];
    for (const { along, x, y, degrees, boxes } of linePlaces(points, textWidth(wish.text) * size, size, frame)) {
      if (used.some((other) => Math.abs(other - along) < repeat)) continue;
      const place = `transform="translate(${short(x)} ${short(y)}) rotate(${short(degrees)})" y="${short(0.36 * size)}"`;
      const svg = textSvg(wish, size, place, 'middle');
      if (keep(ground.place([{ boxes, svg }]), wish)) used.push(along);
    }
  }
  if (placed.length === 0) return '';
  const halo = `${colourAttribute('stroke', context.palette.haloSoft)} stroke-width="${short(3 * unit)}"`;
  return `<g paint-order="stroke" ${halo} stroke-linejoin="round">${placed.join('\n')}</g>`;
}
