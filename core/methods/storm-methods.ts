import { compositeCurveNumber, curveNumberRunoff, millimetresPerInch, weightedCurveNumber } from './curve-number.ts';
import {
  choiceInput,
  flagInput,
  listInput,
  matrixInput,
  numberChoiceInput,
  numberInput,
  numberOrNull,
  numbersInput,
  optional,
  requireSameLength,
  shapeInput,
  withDefault,
} from './input.ts';
import { defineMethod, type Method } from './method.ts';
import { ok } from './outcome.ts';
import { peakFlow, rationalPeak, rationalPeakAmerican, stormIntensity } from './peak-flow.ts';
import { depressionsOf, fillDepressions } from './priority-flood.ts';
import {
  achievedRainfall,
  captureRatio,
  designRainfall,
  type RainRecord,
  rainRecord,
  storageVolume,
} from './volume-capture.ts';

const depthUnit = withDefault(choiceInput('雨量单位', 'unit of depths', ['mm', 'in']), 'mm');
const curveNumber = numberInput('曲线数', 'curve number', { exclusiveMinimum: 0, maximum: 100 });
const depth = numberInput('雨量', 'a depth', { minimum: 0 });
const share = (zh: string, en: string) => numberInput(zh, en, { minimum: 0, maximum: 1 });
const hectares = numberInput('面积', 'area', { minimum: 0, unit: 'ha' });

const rainInput = {
  daily: numbersInput(numberOrNull('日雨量', 'rain of a day', { minimum: 0, unit: 'mm' }), '逐日降雨', 'daily rain', 1),
  snow: optional(listInput(flagInput('降雪', 'snow'), '是否降雪', 'whether it was snow')),
  thresholdMillimetres: withDefault(numberInput('剔除界限（含）', 'left out up to', { minimum: 0, unit: 'mm' }), 2),
};

interface RainInput {
  readonly daily: Float64Array;
  readonly snow: readonly boolean[] | undefined;
  readonly thresholdMillimetres: number;
}

function recordOf({ daily, snow, thresholdMillimetres }: RainInput, method: string): RainRecord {
  if (snow) requireSameLength(method, { daily, snow });
  return rainRecord(daily, snow, thresholdMillimetres);
}

const surfaces = listInput(
  shapeInput({ hectares, coefficient: share('雨量径流系数', 'volumetric coefficient') }),
  '下垫面',
  'surfaces',
  1,
);

const exampleRain = [0, 1.5, 2, 3, 5, 8, 12, 18, 25, 34, 46, 60, 89];

/** Storm water: runoff, peaks, the volume capture ratio, storage, and where water stands. */
export const stormMethods: readonly Method[] = [
  defineMethod({
    name: 'scs-runoff',
    title: { zh: 'SCS-CN 径流深', en: 'SCS-CN runoff' },
    summary: {
      zh: 'Q = (P − Ia)² / (P − Ia + S)，Ia = λS，P ≤ Ia 时为 0。λ = 0.05 时 S 换用 1.33 S^1.15（英寸），不能只改 λ。曲线数为平均湿度（AMC II）下的值，I、III 由它换算；低于 40 超出方法范围。',
      en: 'Q = (P − Ia)² / (P − Ia + S) with Ia = λS, 0 while P ≤ Ia. For λ = 0.05 the storage becomes 1.33 S^1.15 (inches): λ is never changed alone. The curve number is that of average moisture (AMC II), from which I and III follow; below 40 the method ends.',
    },
    source: 'USDA TR-55 1986; Hawkins et al. 2002 (λ = 0.05)',
    input: shapeInput({
      rain: numbersInput(depth, '各场雨量', 'depths of rain', 1),
      curveNumber,
      unit: depthUnit,
      lambda: withDefault(numberChoiceInput('初损比 λ', 'initial abstraction ratio λ', [0.2, 0.05]), 0.2),
      moisture: withDefault(
        choiceInput('前期湿度（AMC）：I 干、II 平均、III 湿', 'antecedent moisture (AMC): I dry, II average, III wet', [
          'I',
          'II',
          'III',
        ]),
        'II',
      ),
    }),
    example: { rain: [25, 50, 100, 150], curveNumber: 82 },
    calculate({ rain, curveNumber: number, unit, lambda, moisture }) {
      const scale = unit === 'in' ? millimetresPerInch : 1;
      const millimetres = rain.map((value) => value * scale);
      const result = curveNumberRunoff(millimetres, number, lambda, moisture);
      return {
        unit,
        curveNumber: result.curveNumber,
        storage: result.storage / scale,
        initialAbstraction: result.initialAbstraction / scale,
        runoff: result.runoff.map((value) => (value.status === 'ok' ? ok(value.value / scale) : value)),
        runoffMillimetres: result.runoff,
      };
    },
  }),
  defineMethod({
    name: 'curve-number',
    title: { zh: '综合曲线数', en: 'Composite curve number' },
    summary: {
      zh: '透水面按面积加权，再按不透水率调整：CNp + Pimp/100 (98 − CNp)(1 − 0.5R)。不相连份额 R 只在不透水率不超过 30 % 时起作用。给出雨量时按取整的曲线数计算径流，同 TR-55 的例题。',
      en: 'Pervious surfaces weighted by area, then impervious land: CNp + Pimp/100 (98 − CNp)(1 − 0.5R). The unconnected share R counts only up to 30 % impervious. With a depth of rain, runoff uses the rounded number, as the examples of TR-55 do.',
    },
    source: 'USDA TR-55 1986, chapter 2',
    input: shapeInput({
      surfaces: listInput(
        shapeInput({ area: numberInput('面积或份额', 'area or share', { minimum: 0 }), curveNumber }),
        '透水面',
        'pervious surfaces',
        1,
      ),
      imperviousPercent: withDefault(numberInput('不透水率', 'impervious', { minimum: 0, maximum: 100, unit: '%' }), 0),
      unconnectedShare: withDefault(share('不相连份额 R', 'unconnected share R'), 0),
      rain: optional(depth),
      unit: depthUnit,
    }),
    example: {
      surfaces: [
        { area: 0.6, curveNumber: 61 },
        { area: 0.4, curveNumber: 74 },
      ],
      imperviousPercent: 20,
      unconnectedShare: 0.5,
      rain: 100,
    },
    calculate({ surfaces: list, imperviousPercent, unconnectedShare, rain, unit }) {
      const pervious = weightedCurveNumber(
        list.map(({ area }) => area),
        list.map((surface) => surface.curveNumber),
      );
      if (pervious.status !== 'ok') return { pervious, composite: pervious, rounded: null };
      const composite = compositeCurveNumber(pervious.value, imperviousPercent, unconnectedShare);
      const rounded = Math.round(composite);
      const scale = unit === 'in' ? millimetresPerInch : 1;
      const runoff = rain === undefined ? undefined : curveNumberRunoff([rain * scale], rounded).runoff[0]!;
      return {
        pervious,
        composite: ok(composite),
        rounded,
        unconnectedCounts: imperviousPercent <= 30,
        ...(runoff
          ? { runoff: runoff.status === 'ok' ? ok(runoff.value / scale) : runoff, runoffMillimetres: runoff }
          : {}),
      };
    },
  }),
  defineMethod({
    name: 'storm-intensity',
    title: { zh: '暴雨强度', en: 'Storm intensity' },
    summary: {
      zh: 'q = 167 A₁ (1 + C lg P) / (t + b)^n，L/(s·公顷)。参数由各地公布，须用当地现行公式。',
      en: 'q = 167 A₁ (1 + C lg P) / (t + b)^n, L/(s·ha). The constants are published city by city: use the one in force locally.',
    },
    source: 'GB 50014-2021',
    input: shapeInput({
      a1: numberInput('A₁', 'A₁', { exclusiveMinimum: 0 }),
      c: numberInput('C', 'C', { minimum: 0 }),
      b: numberInput('b', 'b', { minimum: 0, unit: 'min' }),
      n: numberInput('n', 'n', { exclusiveMinimum: 0 }),
      returnPeriodYears: numberInput('重现期 P', 'return period P', { exclusiveMinimum: 0, unit: 'a' }),
      durationMinutes: numberInput('历时 t', 'duration t', { exclusiveMinimum: 0, unit: 'min' }),
    }),
    example: { a1: 9.581, c: 0.846, b: 7, n: 0.656, returnPeriodYears: 3, durationMinutes: 15 },
    calculate: ({ returnPeriodYears, durationMinutes, ...formula }) => ({
      litresPerSecondHectare: stormIntensity(formula, returnPeriodYears, durationMinutes),
    }),
  }),
  defineMethod({
    name: 'rational-peak',
    title: { zh: '推理公式洪峰流量', en: 'Peak flow, rational method' },
    summary: {
      zh: 'Q = ψ q F。强度可用 L/(s·公顷)、mm/h 或 in/h（面积相应为公顷或英亩）。汇水面积超过 2 km²（英制 200 英亩）超出方法范围。系数取流量径流系数，不是雨量径流系数。',
      en: 'Q = C i A with the intensity in L/(s·ha), mm/h or in/h, and the area in ha, or acres for in/h. Above 2 km² (200 acres) the method ends. The coefficient is that of peaks, not the volumetric one.',
    },
    source: 'Kuichling 1889; GB 50014-2021',
    input: shapeInput({
      coefficient: share('流量径流系数 ψ', 'peak coefficient C'),
      intensity: numberInput('强度', 'intensity', { minimum: 0 }),
      intensityUnit: choiceInput('强度单位', 'unit of intensity', ['L/(s.ha)', 'mm/h', 'in/h']),
      area: numberInput('汇水面积', 'catchment', { minimum: 0 }),
    }),
    example: { coefficient: 0.65, intensity: 280, intensityUnit: 'L/(s.ha)', area: 12 },
    calculate({ coefficient, intensity, intensityUnit, area }) {
      if (intensityUnit === 'in/h') return rationalPeakAmerican(coefficient, intensity, area);
      if (intensityUnit === 'mm/h') return rationalPeak(coefficient, intensity, area);
      const litres = peakFlow(coefficient, intensity, area);
      return { cubicMetresPerSecond: litres.status === 'ok' ? ok(litres.value / 1000) : litres };
    },
  }),
  defineMethod({
    name: 'volume-capture',
    title: { zh: '年径流总量控制率与设计降雨量', en: 'Volume capture ratio and design rainfall' },
    summary: {
      zh: '由逐日降雨求控制率：剔除不大于 2 mm 的降雨与降雪，升序，VCR = [ΣX + H(N − i)] / ΣX；设计降雨量为其精确反函数。不是超越频率。规范要求不少于 30 年资料。',
      en: 'Capture ratios from daily rain: without snow and days up to 2 mm, ascending, VCR = [ΣX + H(N − i)] / ΣX, and design rainfall as its exact inverse. It is no exceedance frequency. At least 30 years of data are asked for.',
    },
    source: 'GB/T 51345-2018, clause A.0.1; 海绵城市建设技术指南 2014',
    input: shapeInput({
      ...rainInput,
      depths: withDefault(numbersInput(depth, '雨量', 'depths'), new Float64Array(0)),
      targets: withDefault(
        numbersInput(share('控制率', 'a ratio'), '目标控制率', 'target ratios'),
        Float64Array.of(0.7, 0.75, 0.8, 0.85),
      ),
    }),
    example: { daily: exampleRain, depths: [25], targets: [0.75, 0.8] },
    calculate({ depths, targets, ...rain }) {
      const record = recordOf(rain, 'volume-capture');
      return {
        days: record.depths.length,
        totalMillimetres: record.sums.at(-1)!,
        ratios: Array.from(depths, (value) => captureRatio(record, value)),
        designMillimetres: Array.from(targets, (value) => designRainfall(record, value)),
      };
    },
  }),
  defineMethod({
    name: 'storage-volume',
    title: { zh: '调蓄容积', en: 'Storage volume' },
    summary: {
      zh: 'V = 10 H φ F，φ 为按面积加权的雨量径流系数。H 为 mm，F 为公顷，V 为 m³。',
      en: 'V = 10 H φ F with φ the volumetric coefficient weighted by area; H in mm, F in ha, V in m³.',
    },
    source: '海绵城市建设技术指南 2014, volume method',
    input: shapeInput({ designMillimetres: depth, surfaces }),
    example: {
      designMillimetres: 27.3,
      surfaces: [
        { hectares: 1, coefficient: 0.85 },
        { hectares: 1, coefficient: 0.15 },
      ],
    },
    calculate: ({ designMillimetres, surfaces: list }) => storageVolume(designMillimetres, list),
  }),
  defineMethod({
    name: 'achieved-capture',
    title: { zh: '实际年径流总量控制率', en: 'Capture ratio achieved' },
    summary: {
      zh: '由各汇水区的调蓄容积反算 H = V / (10 φ F)，再读控制率；整体按面积加权控制率，不平均 H。设施容积重叠的只计一次。',
      en: 'From the storage of each catchment back to H = V / (10 φ F) and its capture ratio; the whole is the ratio weighted by area, depths are not averaged. Count the volume of overlapping facilities once.',
    },
    source: '海绵城市建设技术指南 2014; GB/T 51345-2018',
    input: shapeInput({
      ...rainInput,
      catchments: listInput(
        shapeInput({
          hectares,
          coefficient: share('雨量径流系数', 'volumetric coefficient'),
          cubicMetres: numberInput('调蓄容积', 'storage', { minimum: 0, unit: 'm3' }),
        }),
        '汇水区',
        'catchments',
        1,
      ),
    }),
    example: {
      daily: exampleRain,
      catchments: [
        { hectares: 2, coefficient: 0.6, cubicMetres: 300 },
        { hectares: 1, coefficient: 0.2, cubicMetres: 20 },
      ],
    },
    calculate({ catchments, ...rain }) {
      const record = recordOf(rain, 'achieved-capture');
      const each = catchments.map(({ hectares: area, coefficient, cubicMetres }) => {
        const rainfall = achievedRainfall(cubicMetres, coefficient, area);
        return { rainfall, ratio: rainfall.status === 'ok' ? captureRatio(record, rainfall.value) : rainfall };
      });
      let area = 0;
      let sum = 0;
      for (const [place, { ratio }] of each.entries()) {
        if (ratio.status !== 'ok') continue;
        area += catchments[place]!.hectares;
        sum += catchments[place]!.hectares * ratio.value;
      }
      const none = each.find(({ ratio }) => ratio.status !== 'ok')?.ratio;
      return { catchments: each, ratio: area > 0 ? ok(sum / area) : none };
    },
  }),
  defineMethod({
    name: 'fill-depressions',
    title: { zh: '洼地填充', en: 'Depression filling' },
    summary: {
      zh: 'Priority-Flood 把洼地填至溢出高程，给出水深、体积与洼地清单。水从边框与无数据格流出。这是筛查，不是洪水模型：涵洞、管网与楼房不在其中；不超过高程误差的洼地剔除。',
      en: 'Priority-Flood fills depressions to the level at which they spill, with depth, volume and a list. Water leaves over the frame and into cells without data. It is screening, no flood model: culverts, sewers and buildings are not in it, and depressions within the error of the elevations are left out.',
    },
    source: 'Barnes, Lehman & Mulla 2014; Planchon & Darboux 2001',
    input: shapeInput({
      elevations: matrixInput(
        numberOrNull('高程，null 为无数据', 'elevation, null without data', {
          minimum: -12_000,
          maximum: 9000,
          unit: 'm',
        }),
        '高程格网，逐行',
        'grid of elevations, row by row',
      ),
      cellMetres: numberInput('格网边长', 'side of a cell', { exclusiveMinimum: 0, maximum: 1e6, unit: 'm' }),
      noiseMetres: withDefault(numberInput('高程误差', 'error of elevations', { minimum: 0, unit: 'm' }), 0),
      thresholds: withDefault(
        numbersInput(numberInput('水深', 'a depth', { minimum: 0, unit: 'm' }), '水深界限', 'depth limits'),
        Float64Array.of(0.15, 0.3, 0.5),
      ),
      neighbours: withDefault(numberChoiceInput('邻域：四或八邻域', 'neighbours', [4, 8]), 8),
    }),
    example: {
      elevations: [
        [5, 5, 5, 5],
        [5, 3, 4, 5],
        [5, 5, 4.5, 5],
      ],
      cellMetres: 10,
    },
    calculate({ elevations, cellMetres, noiseMetres, thresholds, neighbours }) {
      const columns = elevations[0]!.length;
      const values = new Float64Array(columns * elevations.length);
      for (const [row, line] of elevations.entries()) values.set(line, row * columns);
      const grid = { columns, rows: elevations.length, cellMetres, values };
      const { filled } = fillDepressions(grid, neighbours);
      const found = depressionsOf(grid, filled, noiseMetres, neighbours);
      const byRow = (cells: Float64Array) =>
        elevations.map((_, row) => cells.subarray(row * columns, (row + 1) * columns));
      return {
        filled: byRow(filled),
        depth: byRow(found.depth),
        depressions: found.list,
        maximumDepth: found.list.reduce((most, { maximumDepth }) => Math.max(most, maximumDepth), 0),
        volume: found.list.reduce((sum, { volume }) => sum + volume, 0),
        wetCells: found.depth.filter((value) => value > 0).length,
        cellsAbove: Array.from(thresholds, (limit) => found.depth.filter((value) => value > limit).length),
        noise: found.noise,
      };
    },
  }),
];
