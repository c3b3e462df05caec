/** Width and height of a picture in pixels, as its head states them. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

function pngSize(view: DataView): PictureSize | undefined {
  if (view.byteLength < 24 || view.getUint32(0) !== 0x89504e47) return undefined;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** Goes from marker to marker to the one that starts a frame (SOF0 to SOF15 without DHT, JPG and DAC). */
function jpegSize(view: DataView): PictureSize | undefined {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  let place = 2;
  while (place + 9 <= view.byteLength && view.getUint8(place) === 0xff) {
    const marker = view.getUint8(place + 1);
    if (marker === 0xff) {
      place++;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { width: view.getUint16(place + 7), height: view.getUint16(place + 5) };
    }
    place += 2 + view.getUint16(place + 2);
  }
  return undefined;
}

function webpSize(view: DataView): PictureSize | undefined {
  if (view.byteLength < 30 || view.getUint32(0) !== 0x52494646 || view.getUint32(8) !== 0x57454250) return undefined;
  const three = (place: number): number => view.getUint16(place, true) + (view.getUint8(place + 2) << 16);
  switch (String.fromCharCode(view.getUint8(15))) {
    case 'X':
      return { width: three(24) + 1, height: three(27) + 1 };
    case 'L': {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    default:
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  }
}

/**
 * The size of a PNG, JPEG or WebP from its first bytes; undefined for anything else. Sources: PNG 1.2 (11.2.2), ITU-T T.81
 * (B.2.2), RFC 9649 (WebP, 2.5 to 2.7).
 */
export function pictureSize(head: Uint8Array): PictureSize | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  return pngSize(view) ?? jpegSize(view) ?? webpSize(view);
}
