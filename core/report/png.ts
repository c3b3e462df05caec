import { zlibSync } from 'fflate';

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** A chunk of a PNG with its length and check sum. */
export function pngChunk(name: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let at = 0; at < 4; at++) bytes[4 + at] = name.charCodeAt(at);
  bytes.set(data, 8);
  view.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)));
  return bytes;
}

/** A picture of at most 256 colours; `pixels` row by row from the top, each the number of its colour. */
export interface IndexedPicture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  /** `#RRGGBB`; null is transparent. */
  readonly palette: readonly (string | null)[];
}

/** Writes an indexed PNG (ISO/IEC 15948, colour type 3, 8 bits). */
export function encodePng({ width, height, pixels, palette }: IndexedPicture): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header[8] = 8;
  header[9] = 3;
  const colours = new Uint8Array(palette.length * 3);
  const opacity = new Uint8Array(palette.length).fill(255);
  palette.forEach((colour, index) => {
    if (colour === null) opacity[index] = 0;
    else
      for (let part = 0; part < 3; part++)
        colours[3 * index + part] = Number.parseInt(colour.slice(1 + 2 * part, 3 + 2 * part), 16);
  });
  // Every row starts with its filter type; 0 (none) packs flat colours best.
  const rows = new Uint8Array(height * (width + 1));
  for (let row = 0; row < height; row++)
    rows.set(pixels.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  const parts = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    pngChunk('IHDR', header),
    pngChunk('PLTE', colours),
    pngChunk('tRNS', opacity),
    pngChunk('IDAT', zlibSync(rows, { level: 6 })),
    pngChunk('IEND', new Uint8Array(0)),
  ];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
