import { PMTiles, type RangeResponse, type Source, TileType } from 'pmtiles';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource } from '#core/platform/platform.ts';
import { type Basemap, plainAttribution, titleOf } from './basemap.ts';
import { readRange } from './source-reading.ts';

/** Reads no more at once than any directory or tile has, so that a damaged length does not ask for all memory. */
const mostAtOnce = 64 * 1024 ** 2;

function rangesOf(file: FileSource): Source {
  return {
    getKey: () => file.name,
    async getBytes(offset, length): Promise<RangeResponse> {
      if (!(offset >= 0 && length >= 0 && length <= mostAtOnce && offset <= file.bytes)) {
        throw new RangeError(`no bytes ${offset} to ${offset + length} in ${file.bytes}`);
      }
      const bytes = await readRange(file, offset, length);
      return { data: bytes.slice().buffer };
    },
  };
}

function damaged(file: string, thrown: unknown): WorkbenchError {
  if (thrown instanceof WorkbenchError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const reason = { zh: `目录读不出（${message}）`, en: `its directory cannot be read (${message})` };
  return new WorkbenchError('formats/damaged', { file, reason }, { cause: thrown });
}

/** Opens a PMTiles archive of version 3, piece by piece. Errors: `formats/damaged`, `basemap/vector-tiles`. */
export async function openPmtiles(source: FileSource): Promise<Basemap> {
  const file = source.name;
  const archive = new PMTiles(rangesOf(source));
  try {
    const header = await archive.getHeader();
    if (header.tileType === TileType.Mvt) throw new WorkbenchError('basemap/vector-tiles', { file });
    const metadata = (await archive.getMetadata()) as Readonly<Record<string, unknown>> | null;
    const { minZoom, maxZoom, minLon, minLat, maxLon, maxLat } = header;
    if (!(minZoom >= 0 && maxZoom >= minZoom && maxZoom <= 24)) throw new WorkbenchError('basemap/no-tiles', { file });
    const isPlaced = minLon < maxLon && minLat < maxLat && Math.abs(minLon) <= 180 && Math.abs(maxLat) <= 90;
    return {
      facts: {
        file,
        title: titleOf(metadata?.['name'], file),
        attribution: plainAttribution(metadata?.['attribution']),
        content: {
          kind: 'tiles',
          minZoom,
          maxZoom,
          bounds: isPlaced ? [minLon, minLat, maxLon, maxLat] : [-180, -85.051129, 180, 85.051129],
        },
      },
      async tile(zoom, column, row) {
        try {
          const found = await archive.getZxy(zoom, column, row);
          return found && found.data.byteLength > 0 ? new Uint8Array(found.data) : undefined;
        } catch (thrown) {
          throw damaged(file, thrown);
        }
      },
      async picture() {
        return undefined;
      },
      close: () => undefined,
    };
  } catch (thrown) {
    throw damaged(file, thrown);
  }
}
