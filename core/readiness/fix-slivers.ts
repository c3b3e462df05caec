import { featureAreas } from '#core/geometry/measure.ts';
import { formatNumber } from '#core/model/text.ts';
import { findSlivers } from './find-coverage.ts';
import type { Bench } from './fix-layer.ts';
import { replaceFeatures } from './pick-features.ts';
import { Reshaping } from './reshape.ts';
import { borderNeighbours } from './shared-border.ts';
import { soundGround } from './sound-rows.ts';

/** Slivers go to the neighbour with the longest shared border, one that is no sliver where there is one. */
export function* fixSlivers(bench: Bench): Generator<void, void> {
  const { input, title } = bench;
  const { geometry, index } = yield* soundGround(bench);
  const areas = featureAreas(geometry);
  const slivers = new Set(findSlivers(geometry, areas, input.limits));
  const reshaping = new Reshaping(geometry);
  const changed = new Set<number>();
  const bySize = [...slivers].sort((a, b) => areas[a]! - areas[b]! || a - b);
  for (const row of bySize) {
    const neighbours = borderNeighbours(index, geometry, row).filter((each) => !reshaping.isGone(each.row));
    const into = neighbours.find((each) => !slivers.has(each.row)) ?? neighbours[0];
    const name = title(row);
    const figure = formatNumber(areas[row]!, 2);
    if (!into) {
      if (bench.mayChange('sliver', [row]))
        bench.leave('sliver', row, {
          zh: `${name.zh}：没有邻接面可以并入`,
          en: `${name.en}: there is no neighbour to go to`,
        });
      continue;
    }
    if (!bench.mayChange('sliver', [row, into.row])) continue;
    reshaping.set(into.row, input.engine.union([reshaping.shapeOf(into.row), reshaping.shapeOf(row)]));
    reshaping.set(row, null);
    bench.removed.add(row);
    changed.add(row).add(into.row);
    const other = title(into.row);
    bench.note('sliver', row, {
      zh: `${name.zh}：碎面 ${figure} m² 并入 ${other.zh}，已删除`,
      en: `${name.en}: sliver of ${figure} m² merged into ${other.en} and removed`,
    });
    bench.note('sliver', into.row, {
      zh: `${other.zh}：并入碎面 ${name.zh}（${figure} m²）`,
      en: `${other.en}: took in the sliver ${name.en} (${figure} m²)`,
    });
    yield;
  }
  const merged = reshaping.finish();
  bench.geometry = replaceFeatures(
    bench.geometry,
    new Map([...changed].map((row) => [row, { geometry: merged, feature: row }])),
  );
}
