import type { LocalText } from '#core/model/text.ts';

/** `error`: figures come out wrong. `warning`: they may. `info`: worth a look. */
export type Severity = 'error' | 'warning' | 'info';

/** What a check is for people, and what may be done about its findings. */
export interface Check {
  readonly label: LocalText;
  /** What was found and why it matters. */
  readonly explanation: LocalText;
  readonly severity: Severity;
  /** Unit of the figure of its findings, where they have one. */
  readonly unit?: string;
  /** What the fix does, where one is safe. */
  readonly fix?: LocalText;
}

/** Every check, in the order in which a person meets them. */
export const checks = {
  'empty-geometry': {
    label: { zh: '没有几何', en: 'No geometry' },
    explanation: {
      zh: '要素没有点、线或面，地图上看不见，也不计入面积。',
      en: 'The feature has no point, line or area: it is not on the map and counts for nothing.',
    },
    severity: 'error',
  },
  'invalid-geometry': {
    label: { zh: '几何无效', en: 'Invalid geometry' },
    explanation: {
      zh: '边界自相交等，面积与叠加结果不可靠。',
      en: 'Outlines cross themselves or break another rule: areas and overlays are not reliable.',
    },
    severity: 'error',
    fix: {
      zh: '改为边界线围出的面积；没有面积的部分去掉。',
      en: 'Becomes the area that its outlines enclose; what has no area is dropped.',
    },
  },
  'duplicate-geometry': {
    label: { zh: '几何重复', en: 'Duplicate geometry' },
    explanation: {
      zh: '几个要素的几何完全相同，面积、人口会重复计算。',
      en: 'Several features have the very same geometry: areas and people are counted twice.',
    },
    severity: 'error',
    fix: {
      zh: '属性也相同的（编号除外）只留第一个。',
      en: 'Of those with the same values as well, ids aside, the first one stays.',
    },
  },
  overlap: {
    label: { zh: '重叠', en: 'Overlaps' },
    explanation: {
      zh: '两个面盖住同一块地，这块地会算两次。',
      en: 'Two areas cover the same ground, which is counted twice.',
    },
    severity: 'error',
    unit: 'm2',
    fix: {
      zh: '不超过限值的重叠从较大的一个中裁去。',
      en: 'Overlaps up to the limit are cut off the larger of the two.',
    },
  },
  gap: {
    label: { zh: '缝隙', en: 'Gaps' },
    explanation: {
      zh: '地块之间围出一小块不属于任何地块的地。',
      en: 'Parcels enclose a small piece of ground that belongs to none of them.',
    },
    severity: 'warning',
    unit: 'm2',
    fix: {
      zh: '并入公共边最长的邻接地块。',
      en: 'Goes to the neighbour with the longest shared border.',
    },
  },
  sliver: {
    label: { zh: '碎面', en: 'Slivers' },
    explanation: {
      zh: '又小又细长的面，多半是数字化的残留。',
      en: 'Small and thin areas, left over from digitising more often than not.',
    },
    severity: 'warning',
    unit: 'm2',
    fix: {
      zh: '并入公共边最长的邻接面，属性以邻接面为准。',
      en: 'Goes to the neighbour with the longest shared border, which keeps its own values.',
    },
  },
  'outside-boundary': {
    label: { zh: '在规划范围之外', en: 'Outside the boundary' },
    explanation: {
      zh: '要素位于规划范围之外，却会计入指标。数字是到范围的距离。',
      en: 'The feature lies outside the plan boundary and yet counts. The figure is its distance from the boundary.',
    },
    severity: 'info',
    unit: 'm',
  },
  'duplicate-id': {
    label: { zh: '编号重复', en: 'Duplicate ids' },
    explanation: {
      zh: '编号列中有重复的值，按编号连接表格时会连错。',
      en: 'A column of ids has repeated values: joining tables by it goes wrong.',
    },
    severity: 'warning',
    unit: '1',
  },
  'missing-value': {
    label: { zh: '缺少关键字段的值', en: 'Missing values' },
    explanation: {
      zh: '评估器要用的字段没有值，这些要素不参与计算。',
      en: 'Fields that evaluators need have no value: these features take no part.',
    },
    severity: 'warning',
  },
  'absurd-value': {
    label: { zh: '不可能的值', en: 'Impossible values' },
    explanation: {
      zh: '数值超出可能的范围，或彼此矛盾。',
      en: 'Values are out of any possible range, or contradict each other.',
    },
    severity: 'error',
  },
  'suspicious-unit': {
    label: { zh: '单位可疑', en: 'Suspicious units' },
    explanation: {
      zh: '字段的数与图上量得的不是同一个单位。数字是两者之比的中位数。',
      en: 'The figures of a field are in another unit than what is measured. The figure is the median of the ratio.',
    },
    severity: 'warning',
    unit: '1',
  },
  'street-island': {
    label: { zh: '不连通的道路', en: 'Unconnected streets' },
    explanation: {
      zh: '这些道路与主路网不相连，走不到。数字是长度。',
      en: 'These streets do not connect with the rest: nobody gets there. The figure is their length.',
    },
    severity: 'warning',
    unit: 'm',
  },
  'dangling-end': {
    label: { zh: '差一点没接上的路端', en: 'Ends just short of a street' },
    explanation: {
      zh: '道路端点离另一条路很近却没有接上。数字是间距。',
      en: 'A street ends close to another without meeting it. The figure is the distance.',
    },
    severity: 'warning',
    unit: 'm',
    fix: { zh: '把路端延长到那条路上。', en: 'The street is drawn on to the other one.' },
  },
  'far-stop': {
    label: { zh: '远离路网的站点', en: 'Stops far from the network' },
    explanation: {
      zh: '站点附近没有道路，服务范围无法计算。数字是到最近道路的距离。',
      en: 'There is no street near the stop, so that it has no catchment. The figure is the distance to the nearest.',
    },
    severity: 'warning',
    unit: 'm',
  },
} as const satisfies Readonly<Record<string, Check>>;

export type CheckId = keyof typeof checks;
export const checkIds = Object.keys(checks) as CheckId[];

export function checkOf(id: CheckId): Check {
  return checks[id];
}

/** Checks whose findings a fix may mend, in the order in which they have to be mended. */
export const fixableChecks = [
  'invalid-geometry',
  'duplicate-geometry',
  'overlap',
  'gap',
  'sliver',
  'dangling-end',
] as const satisfies readonly CheckId[];
export type FixableCheck = (typeof fixableChecks)[number];

export function isFixable(id: CheckId): id is FixableCheck {
  return (fixableChecks as readonly CheckId[]).includes(id);
}
