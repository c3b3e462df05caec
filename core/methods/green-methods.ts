import {
  greenProvision,
  openPublicSpace,
  ruleOfThree,
  serviceRadius,
  serviceRules,
  visibleTrees,
} from './green-provision.ts';
import { greenView } from './green-view.ts';
import {
  choiceInput,
  matrixInput,
  numberChoiceInput,
  numberInput,
  numberOrNull,
  numbersInput,
  optional,
  shapeInput,
  withDefault,
} from './input.ts';
import { landscapeMetrics } from './landscape-metrics.ts';
import { defineMethod, type Method } from './method.ts';

const hectares = (zh: string, en: string) => numberInput(zh, en, { minimum: 0, unit: 'ha' });
const people = (zh: string, en: string) => numberInput(zh, en, { minimum: 0, unit: 'person' });
const known = (zh: string, en: string, unit: string) =>
  numbersInput(numberOrNull('null 为未知', 'null where unknown', { minimum: 0, unit }), zh, en, 1);
const coordinates = (zh: string, en: string) => numbersInput(numberInput('米', 'metres', { unit: 'm' }), zh, en);
const points = (zh: string, en: string) => shapeInput({ x: coordinates('x', 'x'), y: coordinates('y', 'y') }, zh, en);
const heights = (zh: string, en: string) =>
  matrixInput(numberOrNull('米', 'metres', { minimum: 0, unit: 'm' }), zh, en);

function flat(rows: readonly Float64Array[]): Float64Array {
  const columns = rows[0]!.length;
  const values = new Float64Array(columns * rows.length);
  for (const [row, line] of rows.entries()) values.set(line.subarray(0, columns), row * columns);
  return values;
}

/** Form and provision of green space. */
export const greenMethods: readonly Method[] = [
  defineMethod({
    name: 'landscape-metrics',
    title: { zh: '景观格局指数', en: 'Landscape metrics' },
    summary: {
      zh: 'FRAGSTATS 的类与景观水平指数。NP、PD（个/百公顷）、LPI（%）、ED（m/公顷，不含图框）、MESH（公顷）、DIVISION、SPLIT、SHAPE、AI、COHESION、ENN（m）、SHDI、SHEI、SIDI 等。八邻域与四邻域结果不同。',
      en: 'Metrics of FRAGSTATS at class and landscape level: NP, PD (per 100 ha), LPI (%), ED (m/ha, without the frame), MESH (ha), DIVISION, SPLIT, SHAPE, AI, COHESION, ENN (m), SHDI, SHEI, SIDI and others. Eight and four neighbours give different patches.',
    },
    source: 'McGarigal, Cushman & Ene, FRAGSTATS 4.2',
    input: shapeInput({
      raster: matrixInput(
        numberOrNull('类别，null 在景观之外', 'class, null outside the landscape'),
        '类别格网，逐行',
        'grid of classes, row by row',
      ),
      cellMetres: numberInput('格网边长', 'side of a cell', { exclusiveMinimum: 0, unit: 'm' }),
      neighbours: withDefault(numberChoiceInput('邻域：四或八邻域', 'neighbours', [4, 8]), 8),
    }),
    example: {
      raster: [
        [1, 1, 2],
        [2, 1, 2],
      ],
      cellMetres: 10,
    },
    calculate({ raster, cellMetres, neighbours }) {
      const grid = { columns: raster[0]!.length, rows: raster.length, cellMetres, values: flat(raster) };
      const { classes, landscape } = landscapeMetrics(grid, neighbours);
      return { class: Object.fromEntries(classes.map((entry) => [entry.class, entry.metrics])), landscape };
    },
  }),
  defineMethod({
    name: 'green-provision',
    title: { zh: '绿地指标', en: 'Green provision' },
    summary: {
      zh: '绿地率、绿化覆盖率、人均公园绿地、公园绿地服务半径覆盖率。最后一项的分母是居住用地面积，不是人口。',
      en: 'Green ratio, green cover, park area per person, and coverage by park service radius. The denominator of the last is residential land, not population.',
    },
    source: 'GB/T 50563-2010',
    input: shapeInput({
      builtUpHectares: optional(hectares('建成区', 'built-up area')),
      greenHectares: optional(hectares('绿地', 'green land')),
      canopyHectares: optional(hectares('植被垂直投影', 'projection of vegetation')),
      parkHectares: optional(hectares('公园绿地 G1', 'parks')),
      residents: optional(people('人口', 'residents')),
      residentialHectares: optional(hectares('居住用地', 'residential land')),
      residentialServedHectares: optional(hectares('服务半径内居住用地', 'residential land within service radius')),
    }),
    example: { builtUpHectares: 500, greenHectares: 185, parkHectares: 70, residents: 52000 },
    calculate: (input) => greenProvision(input),
  }),
  defineMethod({
    name: 'park-service-radius',
    title: { zh: '公园服务半径', en: 'Service radius of parks' },
    summary: {
      zh: '按规模取服务半径：不小于 5000 m² 为 500 m，较小者 300 m，过小者为 0。规则界限需本地核实。',
      en: 'Service radius by size: 500 m from 5,000 m², 300 m for smaller ones, 0 below the rule. Verify the bounds locally.',
    },
    source: 'GB/T 50563-2010; 国家园林城市评选标准 2022',
    input: shapeInput({
      areasSquareMetres: numbersInput(numberInput('面积', 'area', { minimum: 0, unit: 'm2' }), '公园面积', 'areas', 1),
      rule: withDefault(choiceInput('规则', 'rule', ['gb-2010', 'garden-city-2022', 'historic']), 'garden-city-2022'),
    }),
    example: { areasSquareMetres: [6000, 800, 300], rule: 'garden-city-2022' },
    calculate: ({ areasSquareMetres, rule }) => ({
      radiusMetres: areasSquareMetres.map((area) => serviceRadius(area, serviceRules[rule])),
      rule: serviceRules[rule],
    }),
  }),
  defineMethod({
    name: 'open-public-space',
    title: { zh: '公共开放空间（SDG 11.7.1）', en: 'Open public space (SDG 11.7.1)' },
    summary: {
      zh: '公共开放空间与道路用地占建成区的比例，以及 400 m 步行可达的人口占比。',
      en: 'Share of the built-up area that is open public space or street, and of people within a 400 m walk.',
    },
    source: 'UN-Habitat, SDG indicator metadata 11-07-01',
    input: shapeInput({
      builtUpHectares: hectares('建成区', 'built-up area'),
      openHectares: hectares('公共开放空间', 'open public space'),
      streetHectares: optional(hectares('道路用地', 'street land')),
      residents: optional(people('人口', 'residents')),
      residentsServed: optional(people('可达人口', 'people within reach')),
    }),
    example: { builtUpHectares: 500, openHectares: 45, streetHectares: 110, residents: 52000, residentsServed: 39000 },
    calculate: (input) => openPublicSpace(input),
  }),
  defineMethod({
    name: 'three-thirty-three-hundred',
    title: { zh: '3-30-300 法则', en: '3-30-300 rule' },
    summary: {
      zh: '每栋建筑：可见三棵树、邻里树冠覆盖三成、三百米内公共绿地。给出各项与全部达标的占比，可按居民加权。',
      en: 'Per building: three visible trees, 30 % canopy in the neighbourhood, public green within 300 m. Shares passing each and all, weighted by residents where given.',
    },
    source: 'Konijnendijk 2021, 2023',
    input: shapeInput({
      visibleTrees: known('可见树', 'visible trees', '1'),
      canopyShare: known('树冠覆盖', 'canopy cover', '1'),
      greenMetres: known('至公共绿地', 'walk to public green', 'm'),
      residents: optional(known('居民', 'residents', 'person')),
      trees: withDefault(numberInput('树的界限', 'trees wanted', { minimum: 0 }), 3),
      canopy: withDefault(numberInput('树冠界限', 'canopy wanted', { minimum: 0, maximum: 1 }), 0.3),
      metres: withDefault(numberInput('距离界限', 'distance wanted', { minimum: 0, unit: 'm' }), 300),
    }),
    example: { visibleTrees: [3, 1], canopyShare: [0.31, 0.4], greenMetres: [300, 120] },
    calculate: ({ residents, trees, canopy, metres, ...buildings }) =>
      ruleOfThree(buildings, residents, { trees, canopy, metres }),
  }),
  defineMethod({
    name: 'visible-trees',
    title: { zh: '可见树的近似', en: 'Proxy for visible trees' },
    summary: {
      zh: '半径内树冠不小于给定面积的树的棵数，不做视线检验，须声明为近似。默认 40 m 与 10 m²，需本地核实。',
      en: 'Trees with a large enough crown within a radius; no line of sight is tested, so declare it as a proxy. Defaults 40 m and 10 m², verify locally.',
    },
    source: 'Konijnendijk 2023; Cityloom',
    input: shapeInput({
      homes: points('住宅', 'homes'),
      trees: shapeInput({
        x: coordinates('x', 'x'),
        y: coordinates('y', 'y'),
        crownSquareMetres: optional(known('树冠面积', 'crown area', 'm2')),
      }),
      radiusMetres: withDefault(numberInput('半径', 'radius', { exclusiveMinimum: 0, unit: 'm' }), 40),
      crownSquareMetres: withDefault(numberInput('最小树冠', 'smallest crown', { minimum: 0, unit: 'm2' }), 10),
    }),
    example: { homes: { x: [0], y: [0] }, trees: { x: [30, 41], y: [0, 0], crownSquareMetres: [12, 20] } },
    calculate: ({ homes, trees, radiusMetres, crownSquareMetres }) => ({
      counts: visibleTrees(homes, trees, radiusMetres, crownSquareMetres),
    }),
  }),
  defineMethod({
    name: 'green-view',
    title: { zh: '绿视率近似', en: 'Green view index, by rays' },
    summary: {
      zh: '2.5 维射线法：视点向各方向发出射线，先遇者遮挡其后；树冠与绿色地面计为绿，天空与建筑不计。报告均值与第 10 百分位。视场不同的结果不可比。',
      en: 'Rays over a 2.5-dimensional model: what is met first hides what is behind; crowns and green ground count as green, sky and buildings do not. Reports the mean and the tenth percentile. Compare only runs with the same field of view.',
    },
    source: 'Yang et al. 2009; Li et al. 2015',
    input: shapeInput({
      left: numberInput('西边', 'western edge', { unit: 'm' }),
      top: numberInput('北边', 'northern edge', { unit: 'm' }),
      cellMetres: numberInput('格网边长', 'side of a cell', { exclusiveMinimum: 0, unit: 'm' }),
      buildingHeight: heights('建筑高度', 'heights of buildings'),
      crownTop: heights('树冠顶', 'tops of crowns'),
      crownBase: heights('树冠底', 'bases of crowns'),
      greenGround: matrixInput(numberInput('1 为绿色地面', '1 for green ground'), '绿色地面', 'green ground'),
      viewpoints: points('视点', 'viewpoints'),
      eyeMetres: optional(numberInput('眼高', 'eye height', { exclusiveMinimum: 0, unit: 'm' })),
      headings: optional(numberInput('方向数', 'headings', { integer: true, minimum: 1 })),
      widthDegrees: optional(numberInput('视场宽', 'width', { exclusiveMinimum: 0, maximum: 360 })),
      heightDegrees: optional(numberInput('视场高', 'height', { exclusiveMinimum: 0, maximum: 170 })),
      stepDegrees: optional(numberInput('角度间隔', 'step', { exclusiveMinimum: 0 })),
      sightMetres: optional(numberInput('视距', 'sight', { exclusiveMinimum: 0, unit: 'm' })),
    }),
    example: {
      left: 0,
      top: 6,
      cellMetres: 2,
      buildingHeight: [
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
      ],
      crownTop: [
        [8, 8, 8],
        [0, 0, 0],
        [0, 0, 0],
      ],
      crownBase: [
        [2, 2, 2],
        [0, 0, 0],
        [0, 0, 0],
      ],
      greenGround: [
        [1, 1, 1],
        [0, 0, 0],
        [0, 0, 0],
      ],
      viewpoints: { x: [3], y: [1] },
    },
    calculate({ left, top, cellMetres, viewpoints, ...input }) {
      const { buildingHeight, crownTop, crownBase, greenGround, ...options } = input;
      const grid = {
        columns: buildingHeight[0]!.length,
        rows: buildingHeight.length,
        left,
        top,
        cellMetres,
        buildingHeight: flat(buildingHeight),
        crownTop: flat(crownTop),
        crownBase: flat(crownBase),
        greenGround: flat(greenGround),
      };
      return greenView(grid, viewpoints, options);
    },
  }),
];
