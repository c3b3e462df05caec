import { idFields, rowsByValue } from './id-fields.ts';
import type { LayerToCheck } from './layer-to-check.ts';
import { firstPlace } from './pick-features.ts';
import { type CheckResult, FindingList } from './readiness.ts';

/** Values that come more than once in columns meant to number the features. */
export function checkDuplicateIds(input: LayerToCheck): CheckResult {
  const { table, layer, limits } = input;
  const list = new FindingList('duplicate-id', input.findings);
  for (const { name } of idFields(table, layer.role)) {
    const rows = rowsByValue(table, name);
    const filled = [...rows.values()].reduce((sum, { length }) => sum + length, 0);
    // A column of few values is a class, not a number of features.
    if (filled === 0 || rows.size < limits['id-share'] * filled) continue;
    for (const [value, same] of rows) {
      if (same.length < 2) continue;
      list.add({
        features: same.map((row) => table.ids[row]!),
        place: firstPlace(table.geometry, same[0]!),
        figure: same.length,
        detail: { zh: `${name} = ${value}，${same.length} 个要素`, en: `${name} = ${value}, ${same.length} features` },
      });
    }
  }
  return list.finish(table.ids.length);
}
