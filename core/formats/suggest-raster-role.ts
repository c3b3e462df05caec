import type { LocalText } from '#core/model/text.ts';
import type { SourceRaster } from './format.ts';
import type { RoleSuggestion } from './suggest-role.ts';

/** Values looked at, spread over the grid. */
const sampledCells = 100_000;
/** Different whole numbers that classes of land cover have at most. */
const mostClasses = 40;
const landCoverNames = /land.?cover|land.?use|lulc|worldcover|globeland|classif|地表覆盖|土地覆盖|土地利用|分类/i;
const elevationNames = /dem|dsm|dtm|elev|height|srtm|aster|高程|地形/i;

/** Whether a grid holds elevations or classes of land cover, by its name, or by how many different values it has. */
export function suggestRasterRole(name: string, { values }: SourceRaster): RoleSuggestion {
  const suggestion = { mapping: [], constants: {} };
  const named: LocalText = { zh: `名称“${name}”`, en: `the name "${name}"` };
  if (landCoverNames.test(name)) return { ...suggestion, role: 'land-cover', reason: named };
  if (elevationNames.test(name)) return { ...suggestion, role: 'elevation', reason: named };
  const distinct = new Set<number>();
  const step = Math.max(1, Math.floor(values.length / sampledCells));
  let isWhole = true;
  for (let place = 0; place < values.length; place += step) {
    const value = values[place]!;
    if (Number.isNaN(value)) continue;
    if (!Number.isInteger(value)) isWhole = false;
    if (distinct.size <= mostClasses) distinct.add(value);
  }
  if (isWhole && distinct.size > 1 && distinct.size <= mostClasses) {
    const count = distinct.size;
    const reason = { zh: `只有 ${count} 个不同的整数值`, en: `it has ${count} different whole numbers only` };
    return { ...suggestion, role: 'land-cover', reason };
  }
  return { ...suggestion, role: 'elevation', reason: { zh: '数值连续', en: 'its values run on' } };
}
