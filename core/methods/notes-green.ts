import { type NotesByMethod, output } from './method-notes.ts';

const connectivity = (part: string, zh: string, en: string) => [
  output(`${part}.numerator`, `${zh} 分子（面积单位的平方）`, `numerator of ${en} (square of the area unit)`),
  output(
    `${part}.index`,
    `${zh} = 分子 / A_L²，须给 landscapeArea`,
    `${en} = numerator / A_L²; needs landscapeArea`,
    '1',
  ),
  output(
    `${part}.equivalentArea`,
    '等效连通面积 √分子，与 areas 同单位',
    'equivalent connected area √numerator, unit of areas',
  ),
  output(`${part}.fractions.intra`, '斑块自身的份额', 'share within patches', '%'),
  output(`${part}.fractions.direct`, '直接连接的份额', 'share along direct links', '%'),
  output(`${part}.fractions.step`, '经踏脚石增加的份额', 'share that stepping stones add', '%'),
  output(`${part}.importances.total[]`, `各斑块 d${zh}`, `d${en} of each patch`, '%'),
  output(`${part}.importances.intra[]`, `d${zh} 的 intra 部分`, `intra part of d${en}`, '%'),
  output(`${part}.importances.flux[]`, `d${zh} 的 flux 部分`, `flux part of d${en}`, '%'),
  output(
    `${part}.importances.connector[]`,
    `d${zh} 的 connector 部分；未计算时连同 total 为 null`,
    `connector part of d${en}; null, like total, when it is not calculated`,
    '%',
  ),
  output(`${part}.components`, '互不相通的组数', 'groups of patches that do not reach one another'),
  output(`${part}.negligibleProbability`, '计为 0 的乘积上限', 'products up to this count as 0', '1'),
];

/** Green space as a network, its form and its provision. */
export const greenNotes: NotesByMethod = {
  connectivity: {
    formula:
      'PCnum = Σᵢ Σⱼ aᵢ aⱼ p*ᵢⱼ, PC = PCnum/A_L², ECA = √PCnum; IICnum = Σᵢ Σⱼ aᵢ aⱼ/(1 + nlᵢⱼ); dPCₖ = 100 (PC − PC₋ₖ)/PC = intra + flux + connector, intra = 100 aₖ²/PCnum, flux = 100 · 2 Σ_{j≠k} aₖ aⱼ p*ₖⱼ/PCnum; p = e^(−k d), k = −ln p₀/d₀',
    outputs: [...connectivity('probability', 'PC', 'PC'), ...connectivity('integral', 'IIC', 'IIC')],
  },
  'connectivity-change': {
    formula: 'dECA = 100 (ECA₁ − ECA₀)/ECA₀, dA = 100 (A₁ − A₀)/A₀',
    outputs: [
      output('equivalentArea', 'dECA', 'dECA', '%'),
      output('area', 'dA', 'dA', '%'),
      output(
        'reading',
        'more-than-area、as-area、less-than-area 或 unknown',
        'more-than-area, as-area, less-than-area or unknown',
      ),
    ],
  },
  'new-link-gain': {
    formula: "p*' = max(p*ᵢⱼ, p*ᵢᵤ p p*ᵥⱼ, p*ᵢᵥ p p*ᵤⱼ) for the new link u–v; gain = PCnum' − PCnum",
    outputs: [
      output('gains[].numerator', 'PC 分子的增加', 'growth of PCnum'),
      output('gains[].percent', 'PC 的增加', 'growth of PC', '%'),
      output('gains[].equivalentArea', 'ECA 的增加，与 areas 同单位', 'growth of ECA, unit of areas'),
    ],
  },
  'least-cost-path': {
    formula: 'cost of a step = (rᵢ + rⱼ)/2 · cellMetres · (1 or √2)',
    outputs: [
      output('cost', '累计成本（阻力 × m）', 'accumulated cost (resistance × m)', 'm'),
      output('path[]', '[行, 列]，自起点至终点', '[row, column] from start to end'),
    ],
  },
  'least-cost-corridor': {
    formula: 'cells with C_A + C_B ≤ least cost · (1 + tolerance)',
    outputs: [
      output('cost', '最小成本', 'least cost', 'm'),
      output('lengthMetres', '最小成本路径长度', 'length of the least-cost path', 'm'),
      output('cellCount', '廊道格数', 'cells of the corridor'),
      output('cells[][]', '1 为廊道', '1 in the corridor'),
    ],
  },
  'landscape-metrics': {
    formula:
      'PD = n/A; ED = Σe/A; LPI = 100 max a/A; MESH = Σa²/A; DIVISION = 1 − Σ(a/A)²; SPLIT = A²/Σa²; SHAPE = p/min p; AI = 100 g/max g; COHESION = 100 (1 − Σp/Σp√a)/(1 − 1/√Z); SHDI = −Σ P ln P; SHEI = SHDI/ln m; SIDI = 1 − ΣP²',
    outputs: [
      output(
        'class{}',
        '按类别：CA、AREA_MN、AREA_SD、MESH（ha），PLAND、LPI、AI、COHESION（%），NP，PD（个/百公顷），TE、ENN_MN（m），ED（m/ha），SHAPE_MN、SHAPE_AM、DIVISION（0–1）、SPLIT；null 为无值',
        'by class: CA, AREA_MN, AREA_SD, MESH (ha), PLAND, LPI, AI, COHESION (%), NP, PD (per 100 ha), TE, ENN_MN (m), ED (m/ha), SHAPE_MN, SHAPE_AM, DIVISION (0 to 1), SPLIT; null without a value',
      ),
      output(
        'landscape',
        '全景观：TA（ha）与同样的指标，另有 PR、PRD（类/百公顷）、SHDI、SIDI、MSIDI、SHEI、SIEI、MSIEI',
        'the landscape: TA (ha) and the same metrics, with PR, PRD (classes per 100 ha), SHDI, SIDI, MSIDI, SHEI, SIEI, MSIEI',
      ),
    ],
  },
  'green-provision': {
    formula:
      'greenRatio = green/built-up; greenCover = canopy/built-up; parkPerPerson = parks · 10⁴/residents; parkServiceCoverage = served/residential land',
    outputs: [
      output('greenRatio', '绿地率', 'green ratio', '1'),
      output('greenCover', '绿化覆盖率', 'green cover', '1'),
      output('parkPerPerson', '人均公园绿地', 'park area per person', 'm2/person'),
      output('parkServiceCoverage', '公园绿地服务半径覆盖率', 'coverage by park service radius', '1'),
    ],
  },
  'park-service-radius': {
    formula: 'area ≥ 5000 m²: 500 m; smaller: 300 m down to the least size of the rule',
    outputs: [
      output('radiusMetres[]', '各公园的服务半径', 'radius of each park', 'm'),
      output('rule', '所用规则及其界限', 'the rule with its bounds'),
    ],
  },
  'open-public-space': {
    formula: 'share = (open + street)/built-up; populationShare = served/residents',
    outputs: [
      output('share', '开放空间与道路用地占比', 'share of open space and streets', '1'),
      output('openShare', '开放空间占比', 'share of open space', '1'),
      output('streetShare', '道路用地占比', 'share of streets', '1'),
      output('populationShare', '可达人口占比', 'share of people within reach', '1'),
    ],
  },
  'three-thirty-three-hundred': {
    formula: 'score = [trees ≥ 3] + [canopy ≥ 0.3] + [walk ≤ 300 m]',
    outputs: [
      output('scores[]', '每栋 0–3 分', 'score of each building, 0 to 3'),
      output('trees', '见树达标的占比', 'share with enough trees in sight', '1'),
      output('canopy', '树冠达标的占比', 'share with enough canopy', '1'),
      output('green', '绿地达标的占比', 'share near enough to green', '1'),
      output('all', '三项全达标的占比', 'share that passes all three', '1'),
    ],
  },
  'visible-trees': {
    formula: 'count of trees with crown ≥ crownSquareMetres within radiusMetres (inclusive)',
    outputs: [output('counts[]', '各住宅的棵数', 'trees of each home')],
  },
  'green-view': {
    formula: 'rays that meet green first / all rays of the field of view, mean over headings',
    outputs: [
      output('values[]', '各视点的绿视率', 'green view of each viewpoint', '1'),
      output('mean', '均值', 'mean', '1'),
      output('worstTenth', '第 10 百分位', 'tenth percentile', '1'),
      output('viewpoints', '有值的视点数', 'viewpoints with a value'),
    ],
  },
};
