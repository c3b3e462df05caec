import { asArray } from 'ol/color.js';
import type Style from 'ol/style/Style.js';
import { boxesOf } from './map-data.ts';
import { hasShape, type PictureFrame, paintStyled, type StyledRows } from './paint-rows.ts';

/** Fewer areas than this are painted as they are about as soon. */
const manyAreas = 20_000;
/** Areas wider or higher than this, px, look like what they are, not like boxes. */
const mostBox = 8;
/** Boxes that are filled between two stops. */
const stretch = 5000;

/** Whether a picture of these features would be waited for so long that a rough one is worth its while. */
export function isWorthSketching(members: readonly StyledRows[]): boolean {
  const areas = members.filter(({ table }) => table.geometry.kind === 'polygon');
  return areas.reduce((sum, { rows }) => rows.reduce((all, [, styled]) => all + styled.length, sum), 0) >= manyAreas;
}

/** A colour as the pixels of a picture have it; undefined for patterns and for what is not filled. */
function pixelOf(style: Style): number | undefined {
  const colour = style.getFill()?.getColor();
  if (typeof colour !== 'string' && !Array.isArray(colour)) return undefined;
  const [red = 0, green = 0, blue = 0, alpha = 1] = asArray(colour);
  return ((Math.round(alpha * 255) << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/**
 * Paints many areas as what they are at this scale, spots of colour: boxes of whole pixels, without edges, in a tenth of the time
 * that their shapes take. Those that are large enough to have a shape get it.
 */
export function* paintSketchily(
  context: CanvasRenderingContext2D,
  members: readonly StyledRows[],
  frame: PictureFrame,
): Generator<CanvasRenderingContext2D> {
  const { width, height, left, top } = frame;
  const scale = frame.ratio / frame.resolution;
  const picture = context.createImageData(width, height);
  const pixels = new Uint32Array(picture.data.buffer);
  const large: StyledRows[] = [];
  for (const { table, rows } of members) {
    const boxes = boxesOf(table);
    const shaped: (readonly [Style, readonly number[]])[] = [];
    for (const [style, styled] of rows) {
      const pixel = table.geometry.kind === 'polygon' ? pixelOf(style) : undefined;
      const others: number[] = [];
      shaped.push([style, others]);
      for (let place = 0; place < styled.length; place++) {
        const row = styled[place]!;
        const x = Math.round((boxes[4 * row]! - left) * scale);
        const y = Math.round((top - boxes[4 * row + 3]!) * scale);
        const right = Math.max(x + 1, Math.round((boxes[4 * row + 2]! - left) * scale));
        const bottom = Math.max(y + 1, Math.round((top - boxes[4 * row + 1]!) * scale));
        const isLarge = right - x > mostBox || bottom - y > mostBox;
        if (pixel === undefined || (isLarge && hasShape(table.geometry, row))) others.push(row);
        else {
          const end = Math.min(right, width);
          for (let line = Math.max(0, y); line < Math.min(bottom, height); line++)
            for (let at = Math.max(0, x); at < end; at++) pixels[line * width + at] = pixel;
        }
        if (place % stretch === stretch - 1) yield context;
      }
    }
    large.push({ table, rows: shaped });
  }
  yield context;
  context.putImageData(picture, 0, 0);
  yield context;
  for (const member of large) yield* paintStyled(context, member, frame);
}
