import { type NotesByMethod, output } from './method-notes.ts';

const coverage = [
  output('covered', '界限以内的数量', 'amount within the limit'),
  output('total', '数量已知者之和', 'sum of the known amounts'),
  output('share', 'covered / total', 'covered / total', '1'),
  output('unknown', '数量未知的个数，不在两个和中', 'places of unknown amount, in neither sum'),
];

/** Station areas and access to transit. */
export const todNotes: NotesByMethod = {
  'tod-standard': {
    formula: 'points = Σ points of assessed metrics, beside Σ their maxima; transit is pass or fail',
    outputs: [
      output(
        'metrics[]',
        '各指标：满分、得分、依据（measured、given、none）、测得值',
        'each metric: maximum, points, basis (measured, given, none), measured',
      ),
      output(
        'principles[]',
        '各原则：满分、可评满分、得分',
        'each principle: maximum, maximum of what was assessed, points',
      ),
      output('maximum', '标准满分', 'maximum of the standard', 'point'),
      output(
        'assessed',
        '可评小计：points、maximum、metrics',
        'subtotal of what was assessed: points, maximum, metrics',
        'point',
      ),
      output('transit', '公交要求：pass、fail 或 unknown', 'transit requirement: pass, fail or unknown'),
      output('disqualified', '公交要求不满足', 'the transit requirement is not met'),
      output('rank', '级别；全部可评时才有', 'rank; only when everything is assessed'),
      output(
        'rankRange',
        '未评者全不得分与全得分时的级别',
        'rank if what was not assessed got no points, and if it got all',
      ),
    ],
  },
  'tod-rank': {
    formula: 'gold ≥ 86, silver ≥ 71, bronze ≥ 56',
    outputs: [
      output('ranks[]', '各总分的级别', 'rank of each score'),
      output('bounds[]', '各级下限', 'lower bound of each rank', 'point'),
      output('maximum', '满分', 'maximum', 'point'),
      output('principles{}', '各原则的满分', 'maximum of each principle', 'point'),
    ],
  },
  'node-place': {
    formula: 'z = (x − min)/(max − min), cost: 1 − z; N = mean of node z, P = mean of place z, gap = N − P',
    outputs: [
      output('stations[].node', '节点值 N', 'node value N', '1'),
      output('stations[].place', '场所值 P', 'place value P', '1'),
      output('stations[].gap', 'N − P', 'N − P', '1'),
      output(
        'stations[].balance',
        'stress、dependence、unbalanced-node、unbalanced-place、balanced 或 unknown',
        'stress, dependence, unbalanced-node, unbalanced-place, balanced or unknown',
      ),
      output('scores{}', '各指标归一值，按站', 'normalised values of each indicator by station', '1'),
      output('dropped[]', '各站相同而剔除的指标', 'indicators left out because all stations are the same'),
    ],
  },
  'tod-index': {
    formula: 'TODᵢ = Σₖ wₖ zᵢₖ, Σ w = 1; z = (x − worst)/(best − worst) held in 0 to 1, or min-max',
    outputs: [
      output('values[]', '各处的指数', 'index of each place', '1'),
      output('weights{}', '实际用的权重', 'weights as used', '1'),
      output('dropped[]', '剔除的指标', 'indicators left out'),
    ],
  },
  'transit-access': {
    formula: 'share = Σ Pᵢ [low ≤ 500 m or high ≤ 1000 m] / Σ Pᵢ',
    outputs: [
      ...coverage,
      output('byLowCapacity', '其中由低容量站点覆盖', 'covered by stops of low capacity'),
      output('byHighCapacity', '其中由大容量站点覆盖', 'covered by stops of high capacity'),
    ],
  },
  'people-near-transit': { formula: 'share = Σ Pᵢ [dᵢ ≤ limitMetres] / Σ Pᵢ', outputs: coverage },
  coverage: { formula: 'share = Σ aᵢ [dᵢ ≤ limitMetres] / Σ aᵢ', outputs: coverage },
  detour: {
    formula: 'ratio = Σ a · network / Σ a · straight',
    outputs: [
      output('ratio', '绕行系数', 'detour ratio', '1'),
      output('places', '两种距离俱全的地点数', 'places with both distances'),
    ],
  },
  'ring-density': {
    formula: 'gross FAR = Σ floor area / land of the ring; density = Σ people / land in ha',
    outputs: [
      output('rings[].innerMetres', '内界（不含）', 'inner bound (exclusive)', 'm'),
      output('rings[].outerMetres', '外界（含）', 'outer bound (inclusive)', 'm'),
      output('rings[].landSquareMetres', '用地', 'land', 'm2'),
      output('rings[].parcels', '地块数', 'parcels'),
      output('rings[].floorAreaSquareMetres', '建筑面积', 'floor area', 'm2'),
      output('rings[].residents', '人口', 'residents', 'person'),
      output('rings[].jobs', '岗位', 'jobs', 'job'),
      output('rings[].grossFar', '毛容积率', 'gross FAR', '1'),
      output('rings[].residentsPerHectare', '人口密度', 'residents per hectare', 'person/ha'),
      output('rings[].jobsPerHectare', '岗位密度', 'jobs per hectare', 'job/ha'),
      output('rings[].activityPerHectare', '人口加岗位密度', 'residents and jobs per hectare', 'person/ha'),
    ],
  },
  'far-gradient': {
    formula: 'ln(FAR) = a + b d by least squares; per 100 m: 100 (e^(100 b) − 1) %',
    outputs: [
      output(
        'line',
        '回归：count、slope（1/m）、intercept、rSquared、slopeError',
        'line: count, slope (1/m), intercept, rSquared, slopeError',
      ),
      output('percentPer100Metres', '每 100 m 的变化', 'change over 100 m', '%'),
      output(
        'monotonicity',
        '由近及远不增的相邻对占比，1 为单调下降',
        'share of neighbouring pairs that do not rise outwards; 1 is a monotone decrease',
        '1',
      ),
      output('empty', 'FAR 为 0 的个数', 'places with FAR 0'),
    ],
  },
  'station-zones': {
    formula: 'core: d ≤ coreMetres; influence: d ≤ influenceMetres; else outside',
    outputs: [output('zones[]', 'core、influence 或 outside', 'core, influence or outside')],
  },
};
