import type { Extent } from '#core/crs/definitions.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';

/** Features looked at, spread over the whole layer. */
const sampled = 10_000;
/** Share of features at either end that are taken as outliers where there are many. */
const outliers = 0.02;
/** Numbers beyond this are no coordinates but marks for "no value". */
const greatest = 1e9;

/** The extent of the bulk of a layer: of the first points of its features without the outermost 2 %. Undefined without any. */
export function bulkExtent({
  coordinates,
  ringOffsets,
  partOffsets,
  featureOffsets,
}: PackedGeometry): Extent | undefined {
  const xs: number[] = [];
  const ys: number[] = [];
  const count = featureOffsets.length - 1;
  const step = Math.max(1, Math.floor(count / sampled));
  for (let feature = 0; feature < count; feature += step) {
    const first = ringOffsets[partOffsets[featureOffsets[feature]!]!]!;
    const end = ringOffsets[partOffsets[featureOffsets[feature + 1]!]!]!;
    // Few features are looked at in full, so that one large polygon has its whole extent.
    const last = count <= 10 ? end : Math.min(end, first + 1);
    for (let pair = first; pair < last; pair++) {
      const x = coordinates[2 * pair]!;
      const y = coordinates[2 * pair + 1]!;
      if (!(Math.abs(x) <= greatest && Math.abs(y) <= greatest)) continue;
      xs.push(x);
      ys.push(y);
    }
  }
  if (xs.length === 0) return undefined;
  xs.sort((a, b) => a - b);
  ys.sort((a, b) => a - b);
  const skipped = xs.length < 50 ? 0 : Math.floor(xs.length * outliers);
  const last = xs.length - 1 - skipped;
  return [xs[skipped]!, ys[skipped]!, xs[last]!, ys[last]!];
}
