import { featureAreas } from '#core/geometry/measure.ts';
import { formatNumber } from '#core/model/text.ts';
import type { Bench } from './fix-layer.ts';
import { replaceFeatures } from './pick-features.ts';
import { packedShape, Reshaping } from './reshape.ts';
import { coverageFaultsOf, soundGround } from './sound-rows.ts';

/** Overlaps up to the limit are cut off the larger of the two; of equal ones off the later. */
export function* fixOverlaps(bench: Bench): Generator<void, void> {
  const { input, title } = bench;
  const ground = yield* soundGround(bench);
  const { overlaps } = yield* coverageFaultsOf(bench, ground);
  const areas = featureAreas(ground.geometry);
  const reshaping = new Reshaping(ground.geometry);
  const changed = new Set<number>();
  for (const { first, second, area } of overlaps) {
    const loser = areas[first]! > areas[second]! ? first : second;
    const keeper = loser === first ? second : first;
    if (area > input.limits['trim-area']) continue;
    if (!bench.mayChange('overlap', [loser, keeper])) continue;
    const trimmed = input.engine.overlay('difference', reshaping.shapeOf(loser), reshaping.shapeOf(keeper));
    const [name, other] = [title(loser), title(keeper)];
    if (!(featureAreas(packedShape(trimmed))[0]! > input.limits['least-area'])) {
      bench.leave('overlap', loser, {
        zh: `${name.zh}：裁去与 ${other.zh} 的重叠后什么都不剩`,
        en: `${name.en}: nothing would be left without what it shares with ${other.en}`,
      });
      continue;
    }
    reshaping.set(loser, trimmed);
    changed.add(loser);
    const figure = formatNumber(area, 2);
    bench.note('overlap', loser, {
      zh: `${name.zh}：裁去与 ${other.zh} 重叠的 ${figure} m²`,
      en: `${name.en}: ${figure} m² shared with ${other.en} cut off`,
    });
    yield;
  }
  const trimmed = reshaping.finish();
  bench.geometry = replaceFeatures(
    bench.geometry,
    new Map([...changed].map((row) => [row, { geometry: trimmed, feature: row }])),
  );
}
