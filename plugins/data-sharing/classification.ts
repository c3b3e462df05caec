import {
  countOf,
  type EvaluatorContext,
  fillText,
  IndicatorList,
  ok,
  type ResultTable,
  roleOf,
  type Snapshot,
  textsOf,
} from '#sdk';
import { fieldLevel, geometryLevel, identifierFields, type Level, levels, personalPart } from './scheme.ts';

const partTexts = {
  identifier: { zh: '直接标识', en: 'identifier' },
  quasi: { zh: '准标识', en: 'quasi-identifier' },
  sensitive: { zh: '敏感', en: 'sensitive' },
  none: null,
} as const;

const place = { zh: '位置', en: 'place' };

/** Mobile numbers, identity numbers of the People's Republic and mail addresses. */
const identifying = /(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)|[\w.+-]+@[\w-]+\.\w+/;

/** True where a column holds anything. */
function holds(column: Float64Array | readonly (string | null)[]): boolean {
  return column instanceof Float64Array
    ? column.some((value) => !Number.isNaN(value))
    : column.some((value) => value !== null && value !== '');
}

/** Every field of the project that an evaluator can see with its level, and what of it points at persons. */
export function classify(snapshot: Snapshot, list: IndicatorList, context: EvaluatorContext): ResultTable {
  const found: { readonly level: Level; readonly cells: ResultTable['rows'][number] }[] = [];
  const counts: Record<Level, number> = { 1: 0, 2: 0, 3: 0, 4: 0 };
  const add = (
    layer: { zh: string; en: string },
    field: string | { zh: string; en: string },
    level: Level,
    part: keyof typeof partTexts,
  ) => {
    counts[level]++;
    found.push({ level, cells: [layer, field, levels[level].label, levels[level].national, partTexts[part]] });
  };
  const named: string[] = [];
  for (const layer of Object.values(snapshot.layers)) {
    if (!layer || countOf(layer) === 0) continue;
    const { label, fields } = roleOf(layer.role);
    if (layer.geometry.coordinates.length > 0) {
      add(label, place, geometryLevel(layer.role), layer.role === 'comment' ? 'quasi' : 'none');
    }
    for (const [name, column] of Object.entries(layer.columns)) {
      if (!holds(column)) continue;
      const known = fields.find((field) => field.name === name);
      if (!known && !identifierFields.includes(name)) continue;
      const part = personalPart(layer.role, name);
      if (part === 'identifier') named.push(`${layer.role}.${name}`);
      add(label, known?.label ?? name, fieldLevel(layer.role, name), part);
    }
  }
  for (const role of ['elevation', 'land-cover'] as const) {
    if (snapshot.rasters[role])
      add(roleOf(role).label, { zh: '栅格值', en: 'raster values' }, fieldLevel(role, ''), 'none');
  }
  const all = found.length;
  list.set('fields', ok(all));
  if (all > 0) list.set('open-fields', ok((100 * counts[1]) / all));
  list.set('restricted-fields', ok(counts[3] + counts[4]));
  list.set('identifier-fields', ok(named.length));
  if (named.length > 0) {
    context.remark(
      'warning',
      fillText(
        '直接标识个人的字段，共享前须删除：{names}。',
        'Fields that name persons: remove them before sharing: {names}.',
        {
          names: named.join(', '),
        },
      ),
    );
  }
  return {
    id: 'classification',
    title: { zh: '项目分级方案（映射到 GB/T 43697-2024）', en: 'Project scheme mapped to GB/T 43697-2024' },
    columns: [
      { id: 'layer', label: { zh: '图层', en: 'Layer' } },
      { id: 'field', label: { zh: '字段', en: 'Field' } },
      { id: 'level', label: { zh: '项目分级', en: 'Level of the project' } },
      { id: 'national', label: { zh: 'GB/T 43697', en: 'GB/T 43697' } },
      { id: 'person', label: { zh: '与个人的关系', en: 'Bearing on persons' } },
    ],
    // What asks for care first: the list is long and mostly open.
    rows: found.sort((a, b) => b.level - a.level).map(({ cells }) => cells),
  };
}

/** Comments whose free text holds a telephone, identity or mail number. */
export function setTextIdentifiers(snapshot: Snapshot, list: IndicatorList, context: EvaluatorContext): void {
  const texts = textsOf(snapshot.layers.comment, 'text');
  if (!texts.some((text) => text !== null)) return;
  const found = texts.filter((text) => text !== null && identifying.test(text)).length;
  list.set('text-identifiers', ok(found));
  if (found === 0) return;
  context.remark(
    'warning',
    fillText(
      '{count} 条意见的文字含电话、证件号或邮箱，共享前须遮盖。',
      'The text of {count|comment holds|comments hold} a telephone, identity or mail number: mask {count|it|them} before sharing.',
      { count: found },
    ),
  );
}
