import { type FeatureTable, type Field, isNumberColumn } from '#core/model/feature-table.ts';
import { type RoleId, roleOf } from '#core/model/role.ts';

const idWords =
  /(^|[_\s-])(id|fid|oid|gid|uid|uuid|guid|objectid|pin|apn|ml|key|no|nr|number|code)$|^(id|bsm|dkbh|tbbh|zddm|djh)$|编号|编码|代码|标识|序号|地块号|宗地号|图斑号|地籍号/i;
const idEndings = /[a-z](Id|ID|No)$/;
const notIds = /land.?use|use_code|zon|class|type|kind|用地|分类|类型|性质/i;

/** Fields of the source that look like ids of features, by their names. */
export function idFields(table: FeatureTable, role: RoleId): readonly Field[] {
  const canonical = new Set(roleOf(role).fields.map(({ name }) => name));
  return table.fields.filter(
    ({ name, type }) =>
      (type === 'integer' || type === 'text' || type === 'real') &&
      !canonical.has(name) &&
      (idWords.test(name) || idEndings.test(name)) &&
      !notIds.test(name),
  );
}

/** Rows by value, of rows with one; the values in the order in which they come. */
export function rowsByValue(table: FeatureTable, name: string): Map<string | number, number[]> {
  const column = table.columns[name];
  const rows = new Map<string | number, number[]>();
  if (!column) return rows;
  const take = (value: string | number, row: number) => {
    const known = rows.get(value);
    if (known) known.push(row);
    else rows.set(value, [row]);
  };
  if (isNumberColumn(column)) {
    for (const [row, value] of column.entries()) if (!Number.isNaN(value)) take(value, row);
  } else for (const [row, value] of column.entries()) if (value !== null && value !== '') take(value, row);
  return rows;
}
