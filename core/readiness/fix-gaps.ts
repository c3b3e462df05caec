import { featureWkb } from '#core/geometry/wkb.ts';
import { formatNumber } from '#core/model/text.ts';
import type { Bench } from './fix-layer.ts';
import { replaceFeatures } from './pick-features.ts';
import { Reshaping } from './reshape.ts';
import { borderNeighbours } from './shared-border.ts';
import { coverageFaultsOf, soundGround } from './sound-rows.ts';

/** Gaps go to the neighbour with the longest shared border. */
export function* fixGaps(bench: Bench): Generator<void, void> {
  const { input, title } = bench;
  const ground = yield* soundGround(bench);
  const { gaps, holes } = yield* coverageFaultsOf(bench, ground);
  const reshaping = new Reshaping(ground.geometry);
  const changed = new Set<number>();
  for (const { hole, area } of gaps) {
    const [neighbour] = borderNeighbours(ground.index, holes, hole);
    if (!neighbour || !bench.mayChange('gap', [neighbour.row])) continue;
    const { row, lengthMetres } = neighbour;
    reshaping.set(row, input.engine.union([reshaping.shapeOf(row), featureWkb(holes, hole)]));
    changed.add(row);
    const name = title(row);
    const [figure, border] = [formatNumber(area, 2), formatNumber(lengthMetres, 2)];
    bench.note('gap', row, {
      zh: `${name.zh}：并入缝隙 ${figure} m²（公共边 ${border} m）`,
      en: `${name.en}: took in a gap of ${figure} m² (shared border ${border} m)`,
    });
    yield;
  }
  const grown = reshaping.finish();
  bench.geometry = replaceFeatures(
    bench.geometry,
    new Map([...changed].map((row) => [row, { geometry: grown, feature: row }])),
  );
}
