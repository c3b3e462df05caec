import type { LocalText } from '#core/model/text.ts';

/** What the operations of the geometry engines are called in errors. */
export const operationNames = {
  intersection: { zh: '相交', en: 'intersection' },
  union: { zh: '合并', en: 'union' },
  difference: { zh: '擦除', en: 'difference' },
  'symmetric-difference': { zh: '对称差', en: 'symmetric difference' },
  buffer: { zh: '缓冲', en: 'buffer' },
  validity: { zh: '有效性检查', en: 'validity check' },
  repair: { zh: '修复', en: 'repair' },
  relate: { zh: '空间关系', en: 'spatial relation' },
  distance: { zh: '距离', en: 'distance' },
  simplify: { zh: '化简', en: 'simplification' },
  'convex-hull': { zh: '凸包', en: 'convex hull' },
  polygonize: { zh: '线构面', en: 'polygons from lines' },
} as const satisfies Readonly<Record<string, LocalText>>;

export type OperationName = keyof typeof operationNames;

/** Kinds of geometry in words, for errors. */
export const kindNames = {
  point: { zh: '点', en: 'points' },
  line: { zh: '线', en: 'lines' },
  polygon: { zh: '面', en: 'polygons' },
  none: { zh: '无图形的表格', en: 'a table without shapes' },
} as const satisfies Readonly<Record<string, LocalText>>;
