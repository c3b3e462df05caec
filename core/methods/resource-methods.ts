import { districtEnergy, energyAccount, floorEnergy, meanYieldShare, roofYield } from './building-energy.ts';
import { listInput, numberInput, optional, rejectInput, shapeInput, textInput, withDefault } from './input.ts';
import { defineMethod, type Method } from './method.ts';
import { ok } from './outcome.ts';
import { type VktVariable, vktChange, vktElasticities } from './travel-elasticity.ts';
import { type WasteFlows, wasteBalance, wasteEmissions, wastePerPersonDay } from './waste-flows.ts';

const share = (zh: string, en: string) => numberInput(zh, en, { minimum: 0, maximum: 1 });
const positive = (zh: string, en: string, unit: string) => numberInput(zh, en, { minimum: 0, unit });
const tonnes = (zh: string, en: string) => withDefault(positive(zh, en, 't'), 0);
const factor = (zh: string, en: string) => withDefault(numberInput(zh, en, { unit: 'kgCO2e/t' }), 0);

const flowsInput = shapeInput(
  {
    recycled: tonnes('回收利用', 'recycled'),
    composted: tonnes('堆肥或厌氧', 'composted or digested'),
    wasteToEnergy: tonnes('焚烧发电', 'waste to energy'),
    landfill: tonnes('填埋', 'landfill'),
    uncollected: tonnes('未收集', 'uncollected'),
  },
  '各路线吨数',
  'tonnes by route',
);

const noFlows: WasteFlows = { recycled: 0, composted: 0, wasteToEnergy: 0, landfill: 0, uncollected: 0 };

/** Elasticity of a variable by its name; an unknown name without an elasticity of its own is refused. */
function publishedElasticity(name: string, path: string): number {
  if (Object.hasOwn(vktElasticities, name)) return vktElasticities[name as VktVariable];
  const names = Object.keys(vktElasticities).join(', ');
  return rejectInput({ method: 'vkt-change', path }, undefined, {
    zh: `弹性；只有这些名称有已发表的值：${names}`,
    en: `an elasticity; only these names have a published one: ${names}`,
  });
}

/** Waste, energy and carbon. */
export const resourceMethods: readonly Method[] = [
  defineMethod({
    name: 'waste-balance',
    title: { zh: '垃圾物料平衡与利用率', en: 'Waste balance and recovery' },
    summary: {
      zh: '转移率与回收利用率不含焚烧，资源化利用率含焚烧，同一组流量两者可差一倍，须说明口径。物料平衡差超过 0.1 % 时各率超出方法范围。排放为各路线吨数乘因子之和，负值为避免的排放，单列。',
      en: 'Diversion and recycling leave combustion out, resource use counts it: on the same flows they may differ by a factor of two, so name the definition. When the mass balance is open by more than 0.1 % the rates are out of range. Emissions are tonnes times factors; negative ones are avoided emissions, kept apart.',
    },
    source: 'US EPA (diversion); 无废城市 indicators (resource use); form of US EPA WARM',
    input: shapeInput({
      flows: flowsInput,
      generated: optional(positive('产生量', 'generated', 't')),
      people: optional(positive('人口', 'people', 'person')),
      factors: optional(
        shapeInput({
          recycled: factor('回收利用', 'recycled'),
          composted: factor('堆肥或厌氧', 'composted or digested'),
          wasteToEnergy: factor('焚烧发电', 'waste to energy'),
          landfill: factor('填埋', 'landfill'),
          uncollected: factor('未收集', 'uncollected'),
        }),
      ),
    }),
    example: {
      flows: { recycled: 3200, composted: 2100, wasteToEnergy: 4500, landfill: 2200 },
      people: 30_000,
      factors: { recycled: -700, composted: 30, wasteToEnergy: 300, landfill: 600 },
    },
    calculate({ flows, generated, people, factors }) {
      const balance = wasteBalance({ ...noFlows, ...flows }, generated);
      return {
        ...balance,
        perPersonDayKilograms: people === undefined ? undefined : wastePerPersonDay(balance.generated, people),
        emissionsKilograms: factors ? wasteEmissions({ ...noFlows, ...flows }, { ...noFlows, ...factors }) : undefined,
      };
    },
  }),
  defineMethod({
    name: 'energy-account',
    title: { zh: '建筑能耗与碳排放账', en: 'Building energy and carbon account' },
    summary: {
      zh: '用电 = Σ 建筑面积 × 强度，光伏 = 屋顶 × 可用比例 × 效率 × 辐照 × PR。折标煤用 0.1229 kgce/kWh 当量值（等价值约 0.30，两者不可混用）；CO₂ 用电网因子，不从折标煤推算。用电因子乘净购电，光伏自用不重复计。',
      en: 'Electricity is Σ floor area × intensity, photovoltaics roof × usable share × efficiency × irradiation × PR. Coal equivalent takes the calorific 0.1229 kgce/kWh (the equivalent value of about 0.30 is another thing); CO₂ takes the factor of the grid and is never derived from coal equivalent. The factor goes with net electricity, so own use of photovoltaics counts once.',
    },
    source: 'GB/T 2589-2020; MEE & NBS grid factor of 2022; GB 50797 (form)',
    input: shapeInput({
      floors: listInput(
        shapeInput({
          squareMetres: positive('建筑面积', 'floor area', 'm2'),
          kilowattHours: positive('强度', 'intensity', 'kWh/m2'),
        }),
        '各类建筑',
        'floor area by use',
      ),
      roof: optional(
        shapeInput({
          roofSquareMetres: positive('屋顶', 'roof', 'm2'),
          usableShare: share('可用比例', 'usable share'),
          efficiency: share('组件效率', 'efficiency'),
          irradiation: positive('年辐照量', 'irradiation', 'kWh/m2'),
          performanceRatio: share('系统效率', 'performance ratio'),
        }),
      ),
      gasCubicMetres: withDefault(positive('天然气', 'natural gas', 'm3'), 0),
      gridKilogramsPerKilowattHour: withDefault(positive('电网因子', 'grid factor', 'kgCO2/kWh'), 0.5366),
      coalPerKilowattHour: withDefault(positive('电力折标煤', 'coal equivalent of electricity', 'kgce/kWh'), 0.1229),
      coalPerGasCubicMetre: withDefault(positive('天然气折标煤', 'coal equivalent of gas', 'kgce/m3'), 1.33),
      kilogramsPerGasCubicMetre: withDefault(positive('天然气因子', 'factor of gas', 'kgCO2/m3'), 2.162),
    }),
    example: {
      floors: [
        { squareMetres: 10_000, kilowattHours: 60 },
        { squareMetres: 4000, kilowattHours: 95 },
      ],
      roof: { roofSquareMetres: 2000, usableShare: 0.4, efficiency: 0.21, irradiation: 1250, performanceRatio: 0.8 },
      gasCubicMetres: 9000,
    },
    calculate({ floors, roof, gasCubicMetres, ...factors }) {
      const electricity = floorEnergy(
        floors.map(({ squareMetres }) => squareMetres),
        floors.map(({ kilowattHours }) => kilowattHours),
      );
      return energyAccount(electricity, roof ? roofYield(roof) : 0, gasCubicMetres, factors);
    },
  }),
  defineMethod({
    name: 'roof-photovoltaics',
    title: { zh: '屋顶光伏发电量', en: 'Yield of roof photovoltaics' },
    summary: {
      zh: 'E = A × 可用比例 × η × H × PR，及寿命期内逐年衰减后的年均值。H 为组件面年辐照量。',
      en: 'E = A × usable share × η × H × PR, and the yearly mean over a life with constant degradation. H is the irradiation in the plane of the panels.',
    },
    source: 'GB 50797 (form)',
    input: shapeInput({
      roofSquareMetres: positive('屋顶', 'roof', 'm2'),
      usableShare: share('可用比例', 'usable share'),
      efficiency: share('组件效率', 'efficiency'),
      irradiation: positive('年辐照量', 'irradiation', 'kWh/m2'),
      performanceRatio: share('系统效率', 'performance ratio'),
      degradation: withDefault(numberInput('年衰减率', 'degradation a year', { minimum: 0, maximum: 0.5 }), 0.005),
      years: withDefault(numberInput('寿命', 'life', { integer: true, minimum: 1, maximum: 100, unit: 'a' }), 25),
    }),
    example: { roofSquareMetres: 4000, usableShare: 0.6, efficiency: 0.21, irradiation: 1450, performanceRatio: 0.8 },
    calculate({ degradation, years, ...plant }) {
      const firstYear = roofYield(plant);
      return { firstYear: ok(firstYear), meanYear: ok(firstYear * meanYieldShare(degradation, years)) };
    },
  }),
  defineMethod({
    name: 'district-energy',
    title: { zh: '区域供能燃料', en: 'Fuel of district energy' },
    summary: {
      zh: '燃料 = 负荷 / ((1 − 管网损失) × 效率或 COP) + 输送能耗。管网损失常取 5 %–10 %。',
      en: 'Fuel = load / ((1 − network loss) × efficiency or COP) + pumping. Losses of the network are usually 5 to 10 %.',
    },
    source: 'Cityloom',
    input: shapeInput({
      load: positive('负荷', 'load', 'kWh'),
      efficiency: numberInput('效率或 COP', 'efficiency or COP', { exclusiveMinimum: 0 }),
      networkLoss: withDefault(numberInput('管网损失', 'network loss', { minimum: 0, maximum: 0.9 }), 0.08),
      pumpingShare: withDefault(share('输送能耗占负荷', 'pumping, share of the load'), 0.01),
    }),
    example: { load: 1_000_000, efficiency: 0.9 },
    calculate: ({ load, efficiency, networkLoss, pumpingShare }) => ({
      fuel: ok(districtEnergy(load, efficiency, networkLoss, pumpingShare)),
    }),
  }),
  defineMethod({
    name: 'vkt-change',
    title: { zh: '车公里变化（弹性法）', en: 'Change of vehicle kilometres by elasticities' },
    summary: {
      zh: '乘积式 Π (x₁/x₀)^e（默认）与线性式 1 + Σ e Δx/x₀ 结果不同，须说明用哪一种。距离类弹性按邻近度（距离的倒数）给出。降幅以 25 % 为限；变化过大超出方法范围。',
      en: 'The product form Π (x₁/x₀)^e (default) and the linear form 1 + Σ e Δx/x₀ differ: say which is quoted. Elasticities of distances are for proximity, the inverse of distance. Reductions end at 25 %; changes that are too large are out of range.',
    },
    source: 'Ewing & Cervero 2010, JAPA 76:265',
    input: shapeInput({
      variables: listInput(
        shapeInput({
          name: withDefault(textInput('名称', 'name'), ''),
          elasticity: optional(
            numberInput('弹性，省略时按名称取已发表的值', 'elasticity; without it the published one of that name'),
          ),
          ratio: numberInput('现值与基准之比', 'value over baseline', { minimum: 0 }),
        }),
        'D 变量',
        'D variables',
        1,
      ),
      baseVkt: optional(positive('基准车公里', 'vehicle kilometres before', 'km')),
      cap: withDefault(share('降幅上限', 'largest reduction'), 0.25),
      largestRatio: withDefault(numberInput('比值上限', 'largest ratio', { minimum: 1 }), 4),
    }),
    example: {
      variables: [
        { name: 'populationDensity', ratio: 1.3 },
        { name: 'landUseMix', ratio: 1.1 },
        { name: 'parking price', elasticity: -0.1, ratio: 1.2 },
      ],
      baseVkt: 7,
    },
    calculate({ variables, baseVkt, cap, largestRatio }) {
      const known = variables.map(({ name, elasticity, ratio }, place) => ({
        ratio,
        label: name === '' ? undefined : { zh: name, en: name },
        elasticity: elasticity ?? publishedElasticity(name, `$.variables[${place}].elasticity`),
      }));
      const change = vktChange(known, cap, largestRatio);
      const after = (form: 'product' | 'linear') => {
        const value = change[form];
        return baseVkt === undefined || value.status !== 'ok' ? undefined : baseVkt * (1 + value.value);
      };
      return { ...change, vktProduct: after('product'), vktLinear: after('linear') };
    },
  }),
];
