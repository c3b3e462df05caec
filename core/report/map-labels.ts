import type { LocalText } from '#core/model/text.ts';
import { textWidth } from '#core/model/text-width.ts';
import type { MapLabel } from './map-drawing.ts';
import type { MapFrame } from './map-frame.ts';

/** A name that wants a place. */
export interface LabelWish {
  readonly text: LocalText;
  /** Where it belongs, in drawing units. */
  readonly x: number;
  readonly y: number;
  /** Free space to keep around the place (the radius of a symbol); undefined puts the name on the place itself. */
  readonly clearance?: number;
  readonly size: number;
  readonly colour: string;
  readonly strong: boolean;
  readonly italic?: boolean;
}

/** Left, top, right, bottom in drawing units. */
export type OccupiedBox = readonly [number, number, number, number];

function meets(a: OccupiedBox, b: OccupiedBox): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

interface Placement {
  readonly label: MapLabel;
  readonly box: OccupiedBox;
}

/** Places to try, the best first: right of the symbol, left, above, below, then the corners. */
function placements(frame: MapFrame, wish: LabelWish): Placement[] {
  const size = wish.size * frame.unitsPerMillimetre;
  // One place for both languages: as wide as the longer name.
  const width = Math.max(textWidth(wish.text.zh), textWidth(wish.text.en)) * size;
  const gap = (wish.clearance ?? 0) + 0.35 * size;
  const place = (anchor: MapLabel['anchor'], x: number, middle: number): Placement => {
    const left = anchor === 'start' ? x : anchor === 'middle' ? x - width / 2 : x - width;
    const pad = 0.12 * size;
    return {
      label: {
        text: wish.text,
        x: Math.round(x),
        y: Math.round(middle + 0.36 * size),
        anchor,
        size: wish.size,
        colour: wish.colour,
        strong: wish.strong,
        italic: wish.italic ?? false,
      },
      box: [left - pad, middle - 0.6 * size, left + width + pad, middle + 0.6 * size],
    };
  };
  const { x, y } = wish;
  if (wish.clearance === undefined) {
    return [0, 0.9, -0.9, 1.8, -1.8].map((shift) => place('middle', x, y + shift * size));
  }
  const high = gap + 0.45 * size;
  const slant = 0.75 * gap;
  return [
    place('start', x + gap, y),
    place('end', x - gap, y),
    place('middle', x, y - high),
    place('middle', x, y + high),
    place('start', x + slant, y - 0.8 * high),
    place('end', x - slant, y - 0.8 * high),
    place('start', x + slant, y + 0.8 * high),
    place('end', x - slant, y + 0.8 * high),
  ];
}

/** Gives every wish, in turn, the first place where it stays on the sheet and covers nothing; leaves it out where there is none. */
export function placeLabels(
  frame: MapFrame,
  wishes: readonly LabelWish[],
  occupied: readonly OccupiedBox[],
): MapLabel[] {
  const taken: OccupiedBox[] = [...occupied];
  const labels: MapLabel[] = [];
  for (const wish of wishes) {
    const found = placements(frame, wish).find(
      ({ box }) =>
        box[0] >= 0 &&
        box[1] >= 0 &&
        box[2] <= frame.width &&
        box[3] <= frame.height &&
        !taken.some((other) => meets(box, other)),
    );
    if (!found) continue;
    taken.push(found.box);
    labels.push(found.label);
  }
  return labels;
}
