import { unpackLzw } from './tiff-lzw.ts';

type TiffLibrary = typeof import('geotiff');

let library: Promise<TiffLibrary> | undefined;

/** Compression by LZW in the tag `Compression`. */
const lzw = 5;

async function load(): Promise<TiffLibrary> {
  const tiff = await import('geotiff');
  /** The library's own decoder follows entries that go round in damaged files until memory ends. */
  class LzwDecoder extends tiff.BaseDecoder {
    override decodeBlock(packed: ArrayBufferLike): ArrayBufferLike {
      const { tileWidth, tileHeight, bitsPerSample, planarConfiguration } = this.parameters;
      const samples = typeof bitsPerSample === 'number' ? [bitsPerSample] : Array.from(bitsPerSample);
      const bits = planarConfiguration === 2 ? Math.max(...samples) : samples.reduce((sum, each) => sum + each, 0);
      const wanted = Math.ceil((tileWidth * bits) / 8) * tileHeight;
      return unpackLzw(new Uint8Array(packed), wanted).slice().buffer;
    }
  }
  tiff.addDecoder(lzw, async () => LzwDecoder);
  return tiff;
}

/** The library that reads TIFF, with decoders that end whatever a file holds. */
export function tiffLibrary(): Promise<TiffLibrary> {
  library ??= load();
  return library;
}
