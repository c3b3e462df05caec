import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { formatNumber } from '#core/model/text.ts';
import { findShortEnds, type ShortEnd, walkingNetwork } from './find-street-faults.ts';
import type { Bench } from './fix-layer.ts';
import { replaceFeatures } from './pick-features.ts';

/** An end of a line no further than this from where the network has it, m: readers and the network round. */
const sameEndMetres = 0.5;

/** Ends just short of another street are drawn on to it. */
export function* fixEnds(bench: Bench): Generator<void, void> {
  const { input, title } = bench;
  const network = walkingNetwork({ ...input.table, geometry: bench.geometry });
  yield;
  if (!network) return;
  const extended = new Map<number, ShortEnd[]>();
  for (const end of findShortEnds(network, input.limits)) {
    if (!bench.mayChange('dangling-end', [end.row])) continue;
    // Of two ends that face each other one is enough.
    const facing = extended.get(end.other)?.some((other) => other.other === end.row && isNear(other.target, end.end));
    if (facing) continue;
    extended.set(end.row, [...(extended.get(end.row) ?? []), end]);
    const [name, other] = [title(end.row), title(end.other)];
    const figure = formatNumber(end.distanceMetres, 2);
    bench.note('dangling-end', end.row, {
      zh: `${name.zh}：路端延长 ${figure} m，接到 ${other.zh}`,
      en: `${name.en}: drawn on by ${figure} m to meet ${other.en}`,
    });
  }
  const changes = new Map<number, { geometry: PackedGeometry; feature: number }>();
  for (const [row, ends] of extended) changes.set(row, { geometry: drawnOn(bench.geometry, row, ends), feature: 0 });
  bench.geometry = replaceFeatures(bench.geometry, changes);
}

function isNear(a: readonly [number, number], b: readonly [number, number]): boolean {
  return Math.hypot(a[0] - b[0], a[1] - b[1]) <= sameEndMetres;
}

/** One line feature with a vertex more at each of the ends. */
function drawnOn(geometry: PackedGeometry, row: number, ends: readonly ShortEnd[]): PackedGeometry {
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  const packer = new GeometryPacker('line');
  for (let part = featureOffsets[row]!; part < featureOffsets[row + 1]!; part++) {
    const ring = partOffsets[part]!;
    const path = [...coordinates.subarray(2 * ringOffsets[ring]!, 2 * ringOffsets[ring + 1]!)];
    const first = [path[0]!, path[1]!] as const;
    const last = [path.at(-2)!, path.at(-1)!] as const;
    for (const { end, target } of ends) {
      if (isNear(first, end)) path.unshift(...target);
      else if (isNear(last, end)) path.push(...target);
    }
    packer.addRing(path);
    packer.endPart();
  }
  packer.endFeature();
  return packer.finish();
}
