import { betaOfDistance } from './decay.ts';
import { branchDiversity } from './effective-mix.ts';
import {
  listInput,
  numberInput,
  numberOrNull,
  numbersInput,
  optional,
  rejectInput,
  shapeInput,
  tableInput,
  textInput,
  withDefault,
} from './input.ts';
import { defineMethod, type Method } from './method.ts';
import {
  herfindahl,
  hillNumber,
  mixEntropy,
  mixEvenness,
  mixedUseIndex,
  presentClasses,
  shannonOf,
  simpson,
} from './mix.ts';
import { dissimilarity, jobPopulationBalance, segregation, twoClassBalance, twoClassEntropy } from './mix-balance.ts';

const count = numberInput('数量', 'an amount', { minimum: 0 });
const counts = numbersInput(count, '各类数量', 'amounts per class', 1);
const orders = withDefault(
  listInput(numberInput('阶数', 'order', { minimum: 0 }), 'Hill 数的阶数', 'orders of the Hill numbers', 1),
  [0, 1, 2],
);
const share = (zh: string, en: string) => numberInput(zh, en, { minimum: 0, maximum: 1 });

/** Land-use mix. */
export const mixMethods: readonly Method[] = [
  defineMethod({
    name: 'mix-indices',
    title: { zh: '用地混合指数', en: 'Mix indices' },
    summary: {
      zh: '同一组各类数量的熵（全研究固定类数与仅现有类数）、HHI、Simpson、Hill 数与 MXI。n 须全研究一致；熵看不出哪一类占优；道路与水域不计入。',
      en: 'Entropy (with n fixed for the study and with the classes present), HHI, Simpson, Hill numbers and MXI of one set of amounts. Keep n the same for all places; entropy does not see which use dominates; leave roads and water out.',
    },
    source: 'Cervero & Kockelman 1997; Frank et al. 2004; Hill 1973; van den Hoek 2008',
    input: shapeInput({
      amounts: tableInput(count, '各类的数量', 'amount of each class'),
      studyClasses: optional(numberInput('全研究类数', 'classes of the study', { integer: true, minimum: 1 })),
      residential: withDefault(textInput('居住类的名称', 'name of the residential class'), 'residential'),
      orders,
    }),
    example: { amounts: { residential: 45000, commercial: 30000, office: 15000, civic: 10000, green: 0 } },
    calculate({ amounts, studyClasses, residential, orders: wanted }) {
      const values = Object.values(amounts);
      const total = values.reduce((sum, value) => sum + value, 0);
      return {
        classes: studyClasses ?? values.length,
        present: presentClasses(values),
        entropy: mixEntropy(values, studyClasses ?? values.length),
        evennessOfPresent: mixEvenness(values),
        herfindahl: herfindahl(values),
        simpson: simpson(values),
        mixedUseIndex: mixedUseIndex(amounts[residential] ?? 0, total),
        hill: wanted.map((q) => ({ order: q, number: hillNumber(values, q) })),
      };
    },
  }),
  defineMethod({
    name: 'hill-numbers',
    title: { zh: 'Hill 数', en: 'Hill numbers' },
    summary: {
      zh: '等效类数：q = 0 为类数，q = 1 为 exp(H)，q = 2 为 1/Σp²。q 越大越看重常见的类。',
      en: 'Effective number of classes: q = 0 counts them, q = 1 is exp(H), q = 2 is 1/Σp². The larger q, the more common classes count.',
    },
    source: 'Hill 1973',
    input: shapeInput({ places: listInput(counts, '每处一组', 'one set per place', 1), orders }),
    example: { places: [[1, 1, 2, 2]], orders: [0, 1, 2] },
    calculate: ({ places, orders: wanted }) => ({
      hill: places.map((amounts) => wanted.map((q) => hillNumber(amounts, q))),
      shannon: places.map((amounts) => shannonOf(amounts)),
    }),
  }),
  defineMethod({
    name: 'dissimilarity',
    title: { zh: '用地相异指数', en: 'Dissimilarity index' },
    summary: {
      zh: '公顷格网上每格八邻域中用途不同者所占份额的平均。null 或“.”为未开发，不作中心，作邻格时计 0；界外同。',
      en: 'Mean share of the eight neighbours of a hectare cell that have another use. null or "." is undeveloped: no centre, and 0 as a neighbour, like cells outside.',
    },
    source: 'Cervero & Kockelman 1997',
    input: shapeInput({
      grid: listInput(
        listInput(
          {
            schema: { type: 'string', nullable: true },
            read(value, place) {
              if (value === null || value === '.') return null;
              if (typeof value === 'string' || typeof value === 'number') return String(value);
              return rejectInput(place, value, { zh: '用途（文字或数）或 null', en: 'a use (text or number) or null' });
            },
          },
          '一行',
          'one row',
          1,
        ),
        '格网，逐行',
        'grid, row by row',
        1,
      ),
    }),
    example: {
      grid: [
        ['R', 'R', 'C'],
        ['R', null, 'C'],
      ],
    },
    calculate({ grid }) {
      const columns = grid[0]!.length;
      const uses = new Map<string, number>();
      const classes = grid.flatMap((row, index) => {
        if (row.length !== columns) {
          rejectInput({ method: 'dissimilarity', path: `$.grid[${index}]` }, row.length, {
            zh: `与第一行一样长（${columns} 格）`,
            en: `as long as the first row (${columns})`,
          });
        }
        return row.map((use) => {
          if (use === null) return -1;
          if (!uses.has(use)) uses.set(use, uses.size);
          return uses.get(use)!;
        });
      });
      return dissimilarity(classes, columns);
    },
  }),
  defineMethod({
    name: 'segregation',
    title: { zh: '分异指数', en: 'Segregation index D' },
    summary: {
      zh: '两群体在各单元分布的差异，0 均匀，1 完全分开。单元越大值越小，只比较同尺度。',
      en: 'How unevenly a group is spread over units, 0 evenly, 1 wholly apart. It falls as units grow: compare like with like.',
    },
    source: 'Duncan & Duncan 1955; Massey & Denton 1988',
    input: shapeInput({
      groups: numbersInput(numberOrNull('群体人数', 'people of the group', { minimum: 0 }), '群体', 'group', 1),
      totals: numbersInput(numberOrNull('总人数', 'all people', { minimum: 0 }), '总人数', 'totals', 1),
    }),
    example: { groups: [80, 20], totals: [100, 100] },
    calculate: ({ groups, totals }) => segregation(groups, totals),
  }),
  defineMethod({
    name: 'jobs-residents-balance',
    title: { zh: '职住平衡', en: 'Job-population balance' },
    summary: {
      zh: '1 − |J − aP| / (J + aP)，a 默认 0.2。1 为平衡，0 为只有其一。',
      en: '1 − |J − aP| / (J + aP) with a = 0.2. 1 is balanced, 0 has only one of the two.',
    },
    source: 'Ewing et al. 2011, 2015',
    input: shapeInput({
      places: listInput(shapeInput({ jobs: count, residents: count }), '各处', 'places', 1),
      jobsPerResident: withDefault(numberInput('a', 'a', { exclusiveMinimum: 0 }), 0.2),
    }),
    example: { places: [{ jobs: 3000, residents: 10000 }] },
    calculate: ({ places, jobsPerResident }) => ({
      balance: places.map(({ jobs, residents }) => jobPopulationBalance(jobs, residents, jobsPerResident)),
    }),
  }),
  defineMethod({
    name: 'two-class-balance',
    title: { zh: '居住与非居住平衡', en: 'Balance of two classes' },
    summary: {
      zh: '相对全研究比例的平衡（BAL）与两类熵（EI）。',
      en: 'Balance against the share of the whole study (BAL) and entropy of two classes (EI).',
    },
    source: 'cnefetools (BAL, EI)',
    input: shapeInput({
      localShare: share('本地占比', 'local share'),
      studyShare: share('全研究占比', 'share in the study'),
    }),
    example: { localShare: 0.7, studyShare: 0.6 },
    calculate: ({ localShare, studyShare }) => ({
      balance: twoClassBalance(localShare, studyShare),
      entropy: twoClassEntropy(localShare),
    }),
  }),
  defineMethod({
    name: 'effective-mix',
    title: { zh: '距离加权的有效混合', en: 'Effective mix by distance' },
    summary: {
      zh: '可达范围内各类按最近一处的距离以 exp(−βd) 加权的 Hill 数，β = 4 / 最大距离。全部权重为 1 时等于 Hill 数。',
      en: 'Hill number of the uses within reach, each class weighted by exp(−βd) of its nearest instance, β = 4 / maximum distance. With all weights 1 it is the Hill number.',
    },
    source: 'Chao, Chiu & Jost 2010; cityseer',
    input: shapeInput({
      amounts: counts,
      nearestMetres: numbersInput(
        numberOrNull('米，null 为到不了', 'metres, null where out of reach', { minimum: 0, unit: 'm' }),
        '各类最近距离',
        'nearest of each class',
        1,
      ),
      maximumMetres: numberInput('最大距离', 'maximum distance', { exclusiveMinimum: 0, unit: 'm' }),
      orders,
    }),
    example: { amounts: [12, 5, 1], nearestMetres: [40, 120, 390], maximumMetres: 400 },
    calculate: ({ amounts, nearestMetres, maximumMetres, orders: wanted }) => ({
      diversity: wanted.map((q) => ({
        order: q,
        number: branchDiversity(amounts, nearestMetres, q, betaOfDistance(maximumMetres)),
      })),
    }),
  }),
];
