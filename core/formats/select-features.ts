import type { Column } from '#core/model/feature-table.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';

/** The features at `kept`, a rising list of places, in buffers of their own. */
export function selectGeometry(geometry: PackedGeometry, kept: Uint32Array): PackedGeometry {
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  let parts = 0;
  let rings = 0;
  let pairs = 0;
  for (const feature of kept) {
    const first = featureOffsets[feature]!;
    const end = featureOffsets[feature + 1]!;
    parts += end - first;
    rings += partOffsets[end]! - partOffsets[first]!;
    pairs += ringOffsets[partOffsets[end]!]! - ringOffsets[partOffsets[first]!]!;
  }
  const selected = {
    kind: geometry.kind,
    coordinates: new Float64Array(2 * pairs),
    ringOffsets: new Uint32Array(rings + 1),
    partOffsets: new Uint32Array(parts + 1),
    featureOffsets: new Uint32Array(kept.length + 1),
  };
  let part = 0;
  let ring = 0;
  let pair = 0;
  for (let place = 0; place < kept.length; place++) {
    for (let from = featureOffsets[kept[place]!]!; from < featureOffsets[kept[place]! + 1]!; from++) {
      for (let own = partOffsets[from]!; own < partOffsets[from + 1]!; own++) {
        const start = ringOffsets[own]!;
        const end = ringOffsets[own + 1]!;
        selected.coordinates.set(coordinates.subarray(2 * start, 2 * end), 2 * pair);
        pair += end - start;
        selected.ringOffsets[++ring] = pair;
      }
      selected.partOffsets[++part] = ring;
    }
    selected.featureOffsets[place + 1] = part;
  }
  return selected;
}

/** The rows at `kept` of a column. */
export function selectRows(column: Column, kept: Uint32Array): Column {
  if (column instanceof Float64Array) {
    const numbers = new Float64Array(kept.length);
    for (let place = 0; place < kept.length; place++) numbers[place] = column[kept[place]!]!;
    return numbers;
  }
  const texts: (string | null)[] = [];
  for (let place = 0; place < kept.length; place++) texts.push(column[kept[place]!] ?? null);
  return texts;
}
