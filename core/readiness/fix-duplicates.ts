import { sameValueGroups } from './exact-duplicates.ts';
import { findDuplicates } from './find-duplicates.ts';
import type { Bench } from './fix-layer.ts';
import { replaceFeatures } from './pick-features.ts';

/** Of features with the same geometry and the same values only the first stays. */
export function* fixDuplicates(bench: Bench): Generator<void, void> {
  const { input, title } = bench;
  const groups = findDuplicates(bench.geometry);
  yield;
  for (const rows of groups) {
    for (const [first, ...others] of sameValueGroups(input.table, input.layer.role, rows)) {
      for (const row of others) {
        if (!bench.mayChange('duplicate-geometry', [row])) continue;
        const [name, kept] = [title(row), title(first!)];
        bench.removed.add(row);
        bench.note('duplicate-geometry', row, {
          zh: `${name.zh}：与 ${kept.zh} 完全相同，已删除`,
          en: `${name.en}: the very same as ${kept.en}; removed`,
        });
      }
    }
  }
  bench.geometry = replaceFeatures(bench.geometry, new Map([...bench.removed].map((row) => [row, null])));
}
