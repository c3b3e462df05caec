import { pickFeatures } from '#core/geometry/copy-parts.ts';
import { featureAreas } from '#core/geometry/measure.ts';
import { validityFaults } from '#core/geometry/validity-fault.ts';
import { featureWkb } from '#core/geometry/wkb.ts';
import { formatNumber } from '#core/model/text.ts';
import { findInvalid } from './find-invalid.ts';
import type { Bench } from './fix-layer.ts';
import { hasParts, replaceFeatures } from './pick-features.ts';

/** Features that break the rules become what their outlines enclose. */
export function* fixInvalid(bench: Bench): Generator<void, void> {
  const { input, title } = bench;
  const found = yield* findInvalid(bench.geometry, input.engine);
  const rows = found.filter((row) => bench.mayChange('invalid-geometry', [row]));
  if (rows.length === 0) return;
  const before = pickFeatures(bench.geometry, rows);
  const { geometry } = input.engine.repairAll(before);
  const areas = featureAreas(geometry);
  const changes = new Map<number, { geometry: typeof geometry; feature: number }>();
  for (const [feature, row] of rows.entries()) {
    const name = title(row);
    if (!hasParts(geometry, feature)) {
      bench.leave('invalid-geometry', row, {
        zh: `${name.zh}：没有围出任何面积，请删除或重画`,
        en: `${name.en}: encloses nothing; delete it or draw it anew`,
      });
      continue;
    }
    const { fault } = input.engine.validity(featureWkb(before, feature));
    const reason = fault ? validityFaults[fault] : { zh: '几何无效', en: 'invalid geometry' };
    const area = formatNumber(areas[feature]!, 2);
    bench.note('invalid-geometry', row, {
      zh: `${name.zh}：${reason.zh}，已修复，面积 ${area} m²`,
      en: `${name.en}: ${reason.en.toLowerCase()}; repaired, area ${area} m²`,
    });
    changes.set(row, { geometry, feature });
  }
  bench.geometry = replaceFeatures(bench.geometry, changes);
}
