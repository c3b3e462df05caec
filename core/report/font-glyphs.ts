import { FontFault, FontReader } from './font-tables.ts';

/** Outlines of a font as TrueType keeps them: bytes by glyph, empty where a glyph has no outline. */
export interface GlyphOutlines {
  readonly glyphs: readonly Uint8Array[];
  /** Glyphs that other glyphs are made of, by glyph. */
  readonly parts: ReadonlyMap<number, readonly number[]>;
}

interface Streams {
  readonly contours: FontReader;
  readonly points: FontReader;
  readonly flags: FontReader;
  readonly glyphs: FontReader;
  readonly composites: FontReader;
  readonly boxes: FontReader;
  readonly instructions: Uint8Array;
}

interface OutlinePoint {
  readonly x: number;
  readonly y: number;
  readonly onCurve: boolean;
}

class ByteList {
  readonly bytes: number[] = [];

  uint8(value: number): void {
    this.bytes.push(value & 255);
  }

  uint16(value: number): void {
    this.bytes.push((value >> 8) & 255, value & 255);
  }
}

function signed(flag: number, value: number): number {
  return flag & 1 ? value : -value;
}

/** The step to the next point (WOFF2, section 5.2). */
function readStep(flag: number, stream: FontReader): readonly [number, number] {
  if (flag < 10) return [0, signed(flag, ((flag & 14) << 7) + stream.uint8())];
  if (flag < 20) return [signed(flag, (((flag - 10) & 14) << 7) + stream.uint8()), 0];
  if (flag < 84) {
    const high = flag - 20;
    const low = stream.uint8();
    return [signed(flag, 1 + (high & 0x30) + (low >> 4)), signed(flag >> 1, 1 + ((high & 0x0c) << 2) + (low & 15))];
  }
  if (flag < 120) {
    const high = flag - 84;
    const dx = 1 + (Math.floor(high / 12) << 8) + stream.uint8();
    return [signed(flag, dx), signed(flag >> 1, 1 + (((high % 12) >> 2) << 8) + stream.uint8())];
  }
  if (flag < 124) {
    const first = stream.uint8();
    const second = stream.uint8();
    return [signed(flag, (first << 4) + (second >> 4)), signed(flag >> 1, ((second & 15) << 8) + stream.uint8())];
  }
  const dx = signed(flag, stream.uint16());
  return [dx, signed(flag >> 1, stream.uint16())];
}

/** Bits of a point's flag in TrueType: on the curve, short x, short y, repeated, x the same or positive, y likewise. */
const pointFlags = { onCurve: 1, shortX: 2, shortY: 4, repeat: 8, sameX: 16, sameY: 32 } as const;

function stepFlag(step: number, short: number, same: number): number {
  if (step === 0) return same;
  if (Math.abs(step) > 255) return 0;
  return step > 0 ? short | same : short;
}

/** Flags and steps of the points as TrueType writes them. */
function writePoints(out: ByteList, points: readonly OutlinePoint[]): void {
  const steps = points.map(({ x, y, onCurve }, at) => ({
    dx: x - (points[at - 1]?.x ?? 0),
    dy: y - (points[at - 1]?.y ?? 0),
    onCurve,
  }));
  const flags = steps.map(
    ({ dx, dy, onCurve }) =>
      (onCurve ? pointFlags.onCurve : 0) |
      stepFlag(dx, pointFlags.shortX, pointFlags.sameX) |
      stepFlag(dy, pointFlags.shortY, pointFlags.sameY),
  );
  for (let at = 0; at < flags.length; ) {
    let times = 1;
    while (times < 256 && flags[at + times] === flags[at]) times++;
    out.uint8(flags[at]! | (times > 1 ? pointFlags.repeat : 0));
    if (times > 1) out.uint8(times - 1);
    at += times;
  }
  const write = (step: number) => {
    if (step === 0) return;
    if (Math.abs(step) > 255) out.uint16(step);
    else out.uint8(Math.abs(step));
  };
  for (const { dx } of steps) write(dx);
  for (const { dy } of steps) write(dy);
}

function readSimple(
  streams: Streams,
  contours: number,
  instructionsAt: number,
): { points: OutlinePoint[]; ends: number[]; instructions: Uint8Array } {
  const ends: number[] = [];
  let count = 0;
  for (let contour = 0; contour < contours; contour++) {
    count += streams.points.short255();
    ends.push(count - 1);
  }
  const points: OutlinePoint[] = [];
  let x = 0;
  let y = 0;
  for (let point = 0; point < count; point++) {
    const flag = streams.flags.uint8();
    const [dx, dy] = readStep(flag & 127, streams.glyphs);
    x += dx;
    y += dy;
    points.push({ x, y, onCurve: flag < 128 });
  }
  const length = streams.glyphs.short255();
  return { points, ends, instructions: streams.instructions.subarray(instructionsAt, instructionsAt + length) };
}

/** Bytes of a composite glyph up to its instructions, and the glyphs it is made of. */
function readComposite(stream: FontReader): { bytes: number[]; parts: number[]; hasInstructions: boolean } {
  const bytes: number[] = [];
  const parts: number[] = [];
  let hasInstructions = false;
  for (let more = true; more; ) {
    const flags = stream.uint16();
    const glyph = stream.uint16();
    bytes.push(flags >> 8, flags & 255, glyph >> 8, glyph & 255);
    parts.push(glyph);
    const size = (flags & 1 ? 4 : 2) + (flags & 8 ? 2 : flags & 64 ? 4 : flags & 128 ? 8 : 0);
    for (let at = 0; at < size; at++) bytes.push(stream.uint8());
    hasInstructions ||= (flags & 256) !== 0;
    more = (flags & 32) !== 0;
  }
  return { bytes, parts, hasInstructions };
}

/** Turns the `glyf` table of WOFF2 back into outlines. */
export function readOutlines(glyf: Uint8Array): GlyphOutlines {
  const head = new FontReader(glyf, 4);
  const count = head.uint16();
  head.at = 8;
  const sizes = Array.from({ length: 7 }, () => head.uint32());
  let at = head.at;
  const starts = sizes.map((size) => {
    at += size;
    return at - size;
  });
  if (at > glyf.length) throw new FontFault('the outlines are cut off');
  const bitmapLength = ((count + 31) >> 5) << 2;
  const streams: Streams = {
    contours: new FontReader(glyf, starts[0]),
    points: new FontReader(glyf, starts[1]),
    flags: new FontReader(glyf, starts[2]),
    glyphs: new FontReader(glyf, starts[3]),
    composites: new FontReader(glyf, starts[4]),
    boxes: new FontReader(glyf, starts[5]! + bitmapLength),
    instructions: glyf.subarray(starts[6], starts[6]! + sizes[6]!),
  };
  const hasBox = (glyph: number) => (glyf[starts[5]! + (glyph >> 3)]! & (0x80 >> (glyph & 7))) !== 0;
  const parts = new Map<number, readonly number[]>();
  const glyphs: Uint8Array[] = [];
  let instructionsAt = 0;
  for (let glyph = 0; glyph < count; glyph++) {
    const contours = streams.contours.int16();
    const out = new ByteList();
    if (contours === 0) {
      glyphs.push(new Uint8Array(0));
      continue;
    }
    out.uint16(contours);
    if (contours < 0) {
      const composite = readComposite(streams.composites);
      parts.set(glyph, composite.parts);
      for (let side = 0; side < 4; side++) out.uint16(streams.boxes.int16());
      out.bytes.push(...composite.bytes);
      if (composite.hasInstructions) {
        const length = streams.glyphs.short255();
        out.uint16(length);
        out.bytes.push(...streams.instructions.subarray(instructionsAt, instructionsAt + length));
        instructionsAt += length;
      }
    } else {
      const { points, ends, instructions } = readSimple(streams, contours, instructionsAt);
      instructionsAt += instructions.length;
      const xs = points.map(({ x }) => x);
      const ys = points.map(({ y }) => y);
      const box = hasBox(glyph)
        ? Array.from({ length: 4 }, () => streams.boxes.int16())
        : [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
      for (const side of box) out.uint16(side);
      for (const end of ends) out.uint16(end);
      out.uint16(instructions.length);
      out.bytes.push(...instructions);
      writePoints(out, points);
    }
    glyphs.push(Uint8Array.from(out.bytes));
  }
  return { glyphs, parts };
}
