import type { DevelopmentTypeId } from './ids.ts';
import type { LandUse } from './land-use.ts';
import { type FloorUse, floorUses } from './role.ts';
import type { LocalText } from './text.ts';

/** A building block for painting: what land becomes when a planner assigns it. */
export interface DevelopmentType {
  readonly id: DevelopmentTypeId;
  readonly label: LocalText;
  readonly landUse: LandUse;
  /** Code in GB 50137-2011, or of the office's own table. */
  readonly code: string;
  readonly far: number;
  readonly buildingCoverage: number;
  readonly greenRatio: number;
  /** Shares of floor area by use; they add up to 1, or are all 0 where nothing is built. */
  readonly shares: Readonly<Record<FloorUse, number>>;
  /** m2 of residential floor area per resident; the project's assumption when absent. */
  readonly floorAreaPerResident?: number;
  /** m2 of floor area per job by use; the project's assumption when absent. */
  readonly floorAreaPerJob?: Readonly<Partial<Record<FloorUse, number>>>;
  /** Energy use of the floor area, kWh/m2 a year. */
  readonly energyUse: number;
  /** Parking spaces per 100 m2 of floor area. */
  readonly parking: number;
  readonly source: string;
  /** #RRGGBB in the palette; the colour of its land use when absent. */
  readonly colour?: string;
}

type Row = readonly [
  id: string,
  zh: string,
  en: string,
  landUse: LandUse,
  code: string,
  far: number,
  coverage: number,
  green: number,
  shares: readonly [number, number, number, number, number, number],
  energyUse: number,
  parking: number,
];

const rows: readonly Row[] = [
  ['linear-park', '线性公园', 'Linear park', 'green', 'G1', 0.02, 0.02, 0.8, [0, 0, 0, 0, 1, 0], 20, 0],
  ['riparian-buffer', '河岸缓冲带', 'Riparian buffer', 'protective-green', 'G2', 0, 0, 0.95, [0, 0, 0, 0, 0, 0], 0, 0],
  ['neighbourhood-park', '社区公园', 'Neighbourhood park', 'green', 'G1', 0.03, 0.03, 0.7, [0, 0, 0, 0, 1, 0], 20, 0],
  ['station-square', '站前广场', 'Station square', 'square', 'G3', 0, 0, 0.3, [0, 0, 0, 0, 0, 0], 0, 0],
  ['mid-rise-block', '中密度街坊', 'Mid-rise block', 'residential', 'R2', 1.8, 0.26, 0.35, [1, 0, 0, 0, 0, 0], 60, 0.8],
  [
    'high-rise-block',
    '高密度街坊',
    'High-rise block',
    'residential',
    'R2',
    2.6,
    0.22,
    0.35,
    [1, 0, 0, 0, 0, 0],
    60,
    0.8,
  ],
  ['shop-top-housing', '底商住宅', 'Shop-top housing', 'mixed', 'RB', 2.4, 0.38, 0.3, [0.8, 0.2, 0, 0, 0, 0], 70, 0.7],
  ['mixed-block', '混合街坊', 'Mixed block', 'mixed', 'RB', 2.8, 0.42, 0.28, [0.55, 0.2, 0.2, 0, 0.05, 0], 80, 0.6],
  ['station-office', '站点商务', 'Station office', 'office', 'B2', 4.5, 0.45, 0.25, [0, 0.15, 0.85, 0, 0, 0], 95, 0.5],
  [
    'station-mixed',
    '站点综合体',
    'Station complex',
    'mixed',
    'RB',
    5,
    0.5,
    0.2,
    [0.4, 0.3, 0.25, 0, 0.05, 0],
    100,
    0.4,
  ],
  ['retail-street', '商业街', 'Retail street', 'commercial', 'B1', 2, 0.5, 0.2, [0, 1, 0, 0, 0, 0], 150, 1],
  [
    'research-campus',
    '研发园区',
    'Research campus',
    'office',
    'B2',
    2.2,
    0.35,
    0.35,
    [0, 0.05, 0.9, 0, 0.05, 0],
    95,
    0.7,
  ],
  [
    'light-industry',
    '新型工业',
    'Light industry',
    'industrial',
    'M1',
    1.5,
    0.45,
    0.2,
    [0, 0, 0.1, 0.9, 0, 0],
    110,
    0.3,
  ],
  ['school', '九年一贯制学校', 'School, 9 grades', 'education', 'A33', 0.9, 0.22, 0.35, [0, 0, 0, 0, 1, 0], 55, 0.2],
  ['clinic', '社区医疗', 'Clinic', 'health', 'A5', 1.2, 0.3, 0.35, [0, 0, 0, 0, 1, 0], 120, 0.8],
  ['culture-centre', '文化活动中心', 'Culture centre', 'culture', 'A2', 1.4, 0.35, 0.35, [0, 0, 0, 0, 1, 0], 90, 0.8],
];

/** The development types a new project starts with: starting values for a Chinese new town, to be edited by the office. */
export const defaultDevelopmentTypes: readonly DevelopmentType[] = rows.map(
  ([id, zh, en, landUse, code, far, buildingCoverage, greenRatio, shares, energyUse, parking]) => ({
    id: id as DevelopmentTypeId,
    label: { zh, en },
    landUse,
    code,
    far,
    buildingCoverage,
    greenRatio,
    shares: Object.fromEntries(floorUses.map((use, index) => [use, shares[index]])) as Record<FloorUse, number>,
    energyUse,
    parking,
    source: 'Cityloom',
  }),
);
