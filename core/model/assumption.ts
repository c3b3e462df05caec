import type { AssumptionId } from './ids.ts';
import type { SourceText } from './source-text.ts';
import type { LocalText } from './text.ts';

/** One number that planning takes for granted: editable, with a range and a source, never hidden in code. */
export interface Assumption {
  readonly id: AssumptionId;
  readonly label: LocalText;
  readonly unit: string;
  readonly low: number;
  readonly base: number;
  readonly high: number;
  readonly source: SourceText;
  /** Year of the source. */
  readonly year: number;
  /** Values that could not be confirmed in a standard: shown as "default, verify locally". */
  readonly verifyLocally: boolean;
}

type Row = readonly [
  id: string,
  zh: string,
  en: string,
  unit: string,
  low: number,
  base: number,
  high: number,
  source?: SourceText,
  year?: number,
];

const coalStandard = 'GB/T 2589-2020';
const gridAnnouncement: LocalText = {
  zh: '生态环境部、国家统计局公告：全国平均，省级高低值',
  en: 'MEE & NBS: national average, low and high of provinces',
};

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
  ['energy-use-residential', '居住建筑年能耗强度', 'Energy use of housing, a year', 'kWh/m2', 40, 60, 75],
  ['energy-use-commercial', '商业建筑年能耗强度', 'Energy use of shops, a year', 'kWh/m2', 110, 150, 190],
  ['energy-use-office', '办公建筑年能耗强度', 'Energy use of offices, a year', 'kWh/m2', 70, 95, 120],
  ['energy-use-industrial', '工业仓储年能耗强度', 'Energy use of industry and storage, a year', 'kWh/m2', 80, 110, 160],
  ['energy-use-civic', '公共服务年能耗强度', 'Energy use of public services, a year', 'kWh/m2', 60, 85, 115],
  ['energy-use-other', '其他建筑年能耗强度', 'Energy use of other floor area, a year', 'kWh/m2', 30, 50, 80],
  ['parking-residential', '住宅车位', 'Parking spaces per 100 m², housing', 'space/100m2', 0.5, 0.8, 1.2],
  ['parking-commercial', '商业车位', 'Parking spaces per 100 m², shops', 'space/100m2', 0.5, 0.8, 1.2],
  ['parking-office', '办公车位', 'Parking spaces per 100 m², offices', 'space/100m2', 0.4, 0.7, 1],
  ['parking-industrial', '工业仓储车位', 'Parking spaces per 100 m², industry', 'space/100m2', 0.2, 0.3, 0.5],
  ['parking-civic', '公共服务车位', 'Parking spaces per 100 m², public services', 'space/100m2', 0.3, 0.5, 0.8],
  ['parking-other', '其他车位', 'Parking spaces per 100 m², other', 'space/100m2', 0.2, 0.3, 0.5],
  ['electric-share', '建筑用能中的电力', 'Electricity, share of building energy', '1', 0.65, 0.75, 0.85],
  [
    'grid-emission-factor',
    '电网排放因子',
    'Emission factor of grid electricity',
    'kgCO2/kWh',
    0.4403,
    0.5366,
    0.641,
    gridAnnouncement,
    2022,
  ],
  [
    'gas-coal-equivalent',
    '天然气折标煤',
    'Coal equivalent of natural gas',
    'kgce/m3',
    1.1,
    1.33,
    1.33,
    coalStandard,
    2020,
  ],
  ['pv-usable-roof', '屋顶可装光伏占比', 'Share of roofs usable for photovoltaics', '1', 0.3, 0.4, 0.6],
  ['solar-irradiation', '组件面年辐照量', 'Irradiation on panels, a year', 'kWh/m2', 1150, 1250, 1350],
  ['pv-performance-ratio', '光伏系统效率', 'Performance ratio of photovoltaics', '1', 0.75, 0.8, 0.82],
  ['vehicle-km-per-resident', '人均日车公里', 'Vehicle kilometres per resident and day', 'km', 4, 7, 12],
  ['vehicle-emission-factor', '每车公里排放', 'Emissions of a vehicle kilometre', 'kgCO2/km', 0.12, 0.18, 0.22],
  ['waste-per-resident', '人均日产生活垃圾', 'Municipal waste per resident and day', 'kg', 0.8, 1, 1.2],
  ['waste-emission-recycling', '回收利用排放因子', 'Emission factor of recycling', 'kgCO2e/t', -1200, -700, -300],
  [
    'waste-emission-organics',
    '有机处理排放因子',
    'Emission factor of composting and digestion',
    'kgCO2e/t',
    -100,
    30,
    100,
  ],
  ['waste-emission-incineration', '焚烧发电排放因子', 'Emission factor of incineration', 'kgCO2e/t', 100, 300, 500],
  ['waste-emission-landfill', '填埋排放因子', 'Emission factor of landfill', 'kgCO2e/t', 300, 600, 1000],
  ['construction-cost-residential', '住宅建安成本', 'Construction cost, housing', 'CNY/m2', 2800, 3500, 4500],
  ['construction-cost-commercial', '商业建安成本', 'Construction cost, shops', 'CNY/m2', 3800, 4800, 6500],
  ['construction-cost-office', '办公建安成本', 'Construction cost, offices', 'CNY/m2', 4200, 5500, 7500],
  [
    'construction-cost-industrial',
    '工业仓储建安成本',
    'Construction cost, industry and storage',
    'CNY/m2',
    1800,
    2400,
    3200,
  ],
  ['construction-cost-civic', '公共服务建安成本', 'Construction cost, public services', 'CNY/m2', 4500, 5500, 7000],
  ['construction-cost-other', '其他建筑建安成本', 'Construction cost, other', 'CNY/m2', 2500, 3000, 4000],
  ['demolition-compensation', '拆迁补偿', 'Compensation for floor area taken down', 'CNY/m2', 5000, 7000, 10000],
  ['land-acquisition', '新增建设用地取得成本', 'Acquisition of land not yet built up', 'CNY/m2', 300, 450, 700],
  ['street-cost', '道路造价', 'Cost of streets', 'CNY/m2', 600, 900, 1300],
  ['footbridge-cost', '步行桥造价', 'Cost of footbridges', 'CNY/m2', 12000, 16000, 25000],
  ['green-cost', '绿地造价', 'Cost of green space', 'CNY/m2', 200, 300, 500],
  ['street-upkeep', '道路年养护', 'Upkeep of streets, a year', 'CNY/m2', 6, 10, 15],
  ['green-upkeep', '绿地年养护', 'Upkeep of green space, a year', 'CNY/m2', 8, 12, 18],
  ['civic-upkeep', '公共服务年运营', 'Operation of public services, a year', 'CNY/m2', 80, 120, 200],
  ['price-residential', '住宅价格', 'Price of housing', 'CNY/m2', 9000, 12000, 15000],
  ['price-commercial', '商业价格', 'Price of shops', 'CNY/m2', 11000, 15000, 20000],
  ['price-office', '办公价格', 'Price of offices', 'CNY/m2', 8000, 11000, 14000],
  ['rent-commercial', '商业年租金', 'Rent of shops, a year', 'CNY/m2', 600, 900, 1300],
  ['rent-office', '办公年租金', 'Rent of offices, a year', 'CNY/m2', 400, 600, 850],
  ['rent-industrial', '工业仓储年租金', 'Rent of industry and storage, a year', 'CNY/m2', 160, 240, 320],
  ['land-price-residential', '住宅楼面地价', 'Price of land for housing, by floor area', 'CNY/m2', 2500, 3500, 5000],
  ['land-price-commercial', '商业楼面地价', 'Price of land for shops, by floor area', 'CNY/m2', 1800, 2500, 3800],
  ['land-price-office', '办公楼面地价', 'Price of land for offices, by floor area', 'CNY/m2', 1200, 1800, 2500],
  ['land-price-industrial', '工业楼面地价', 'Price of land for industry, by floor area', 'CNY/m2', 250, 400, 600],
];

/** The assumptions a new project starts with. */
export const defaultAssumptions: readonly Assumption[] = rows.map(
  ([id, zh, en, unit, low, base, high, source, year]) => ({
    id: id as AssumptionId,
    label: { zh, en },
    unit,
    low,
    base,
    high,
    source: source ?? 'Cityloom',
    year: year ?? 2026,
    verifyLocally: true,
  }),
);

/**
 * The assumptions of a project with the defaults of those it lacks: a project made before an assumption existed takes the
 * default.
 */
export function completeAssumptions(assumptions: readonly Assumption[]): readonly Assumption[] {
  const known = new Set<string>(assumptions.map(({ id }) => id));
  return [...assumptions, ...defaultAssumptions.filter(({ id }) => !known.has(id))];
}

/** Low and high by id. */
export type AssumptionRanges = Readonly<Record<string, { readonly low: number; readonly high: number }>>;

/** Low and high of the assumptions `ids`; those there are not are left out. */
export function assumptionRanges(assumptions: readonly Assumption[], ids: readonly string[]): AssumptionRanges {
  const wanted = new Set(ids);
  const found = assumptions.filter(({ id }) => wanted.has(id));
  return Object.fromEntries(found.map(({ id, low, high }) => [id, { low, high }]));
}

/** Base values by id: what models and evaluators calculate with. */
export type AssumptionValues = Readonly<Record<string, number>>;

export function assumptionValues(
  assumptions: readonly Assumption[],
  at: 'low' | 'base' | 'high' = 'base',
): AssumptionValues {
  return Object.fromEntries(assumptions.map((assumption) => [assumption.id, assumption[at]]));
}
