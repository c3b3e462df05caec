import type { AssumptionId } from './ids.ts';
import type { LocalText } from './text.ts';

/** One number that planning takes for granted: editable, with a range and a source, never hidden in code. */
export interface Assumption {
  readonly id: AssumptionId;
  readonly label: LocalText;
  readonly unit: string;
  readonly low: number;
  readonly base: number;
  readonly high: number;
  readonly source: string;
  /** Year of the source. */
  readonly year: number;
  /** Values that could not be confirmed in a standard: shown as "default, verify locally". */
  readonly verifyLocally: boolean;
}

type Row = readonly [id: string, zh: string, en: string, unit: string, low: number, base: number, high: number];

const rows: readonly Row[] = [
  ['floor-area-per-resident', '人均住宅建筑面积', 'Residential floor area per resident', 'm2/person', 32, 40, 48],
  ['household-size', '户均人口', 'Household size', 'person', 2.4, 2.6, 3.0],
  ['floor-area-per-job-commercial', '商业岗均建筑面积', 'Floor area per job, commercial', 'm2/job', 30, 40, 60],
  ['floor-area-per-job-office', '办公岗均建筑面积', 'Floor area per job, office', 'm2/job', 18, 25, 32],
  ['floor-area-per-job-industrial', '工业岗均建筑面积', 'Floor area per job, industrial', 'm2/job', 50, 80, 120],
  ['floor-area-per-job-civic', '公共服务岗均建筑面积', 'Floor area per job, public services', 'm2/job', 40, 60, 90],
  ['floor-area-per-job-other', '其他岗均建筑面积', 'Floor area per job, other', 'm2/job', 60, 100, 150],
  ['mixed-share-residential', '混合用地居住建筑占比', 'Residential share of mixed land', '1', 0.5, 0.7, 0.8],
  ['storey-height', '层高', 'Storey height', 'm', 2.9, 3.1, 3.6],
  ['walking-speed', '步行速度', 'Walking speed', 'm/min', 60, 72, 80],
  [
    'impervious-roof-and-road',
    '未绿化部分不透水率',
    'Impervious share of land that is not green',
    '1',
    0.7,
    0.85,
    0.95,
  ],
];

/** The assumptions a new project starts with. */
export const defaultAssumptions: readonly Assumption[] = rows.map(([id, zh, en, unit, low, base, high]) => ({
  id: id as AssumptionId,
  label: { zh, en },
  unit,
  low,
  base,
  high,
  source: 'Cityloom',
  year: 2026,
  verifyLocally: true,
}));

/** Base values by id: what models and evaluators calculate with. */
export type AssumptionValues = Readonly<Record<string, number>>;

export function assumptionValues(
  assumptions: readonly Assumption[],
  at: 'low' | 'base' | 'high' = 'base',
): AssumptionValues {
  return Object.fromEntries(assumptions.map((assumption) => [assumption.id, assumption[at]]));
}
