import { type NotesByMethod, output } from './method-notes.ts';

const sobol = [
  output('indices[].first', '一阶指数 S1', 'first-order index S1', '1'),
  output('indices[].total', '总指数 ST', 'total index ST', '1'),
  output('indices[].firstConfidence', 'S1 的 95 % 半宽', 'half-width of the 95 % interval of S1', '1'),
  output('indices[].totalConfidence', 'ST 的 95 % 半宽', 'half-width of the 95 % interval of ST', '1'),
  output('mean', '结果均值', 'mean of the outputs'),
  output('variance', '结果方差', 'variance of the outputs'),
  output('used', '用到的基样本数', 'base samples used'),
];

/** Statistics, composites and sensitivity. */
export const compositeNotes: NotesByMethod = {
  normalise: {
    formula:
      'min-max: (x − min)/(max − min), cost: 1 − z; goalpost: (x − worst)/(best − worst) held in 0 to 1; standard: (x − mean)/s with n − 1; times scale',
    outputs: [
      output('scores[]', '得分；缺值为 null', 'scores; null where a value is missing'),
      output('lower', '所用下界或均值减标准差', 'lower bound used, or mean less s'),
      output('upper', '所用上界或均值加标准差', 'upper bound used, or mean plus s'),
      output('status', '没有结果时的状态', 'status where there is no result'),
      output('reason', '没有结果的原因', 'why there is no result'),
    ],
  },
  quantiles: {
    formula: 'rank (n − 1) p, linear between values (type 7); weighted: least value with cumulated weight ≥ p Σ w',
    outputs: [output('quantiles[]', '各 shares 的分位数', 'quantile of each of shares')],
  },
  'wilson-interval': {
    formula: '(p + z²/2n ± z √(p(1 − p)/n + z²/4n²))/(1 + z²/n)',
    outputs: [
      output('share', '比例', 'share', '1'),
      output('low', '下限', 'lower limit', '1'),
      output('high', '上限', 'upper limit', '1'),
    ],
  },
  'linear-regression': {
    formula: 'b = Σ (x − x̄)(y − ȳ)/Σ (x − x̄)², a = ȳ − b x̄',
    outputs: [
      output('count', '成对的值数', 'pairs'),
      output('slope', '斜率 b', 'slope b'),
      output('intercept', '截距 a', 'intercept a'),
      output('rSquared', 'R²', 'R²', '1'),
      output('slopeError', '斜率标准误', 'standard error of the slope'),
    ],
  },
  'weighted-mean': {
    formula: 'Σ w x/Σ w',
    outputs: [output('value', '加权平均，连同 status', 'weighted mean, with its status')],
  },
  decay: {
    formula:
      'exponential e^(−βt); power (max(t, min)/scale)^e; linear 1 − t/limit; gaussian e^(−t²/2s²); logistic (1 + e^(−πc/(s√3)))/(1 + e^(π(t − c)/(s√3)))',
    outputs: [output('weights[]', '各成本的权重', 'weight of each cost', '1')],
  },
  'weighted-sum': {
    formula: 'points = Σ w s, Σ w = 1 over all criteria',
    outputs: [
      output('points', '得分', 'points', '1'),
      output('assessable', '可评的权重份额', 'share of the weight that can be assessed', '1'),
      output('scoreOfAssessable', '可评部分的得分', 'score of what can be assessed', '1'),
    ],
  },
  attainment: {
    formula: 'at least: x ≥ target, degree min(1, x/target); at most: x ≤ target, degree min(1, target/x)',
    outputs: [
      output('each[]', 'isMet、degree；缺值为 null', 'isMet, degree; null where the value is missing'),
      output('met', '达标数', 'targets met'),
      output('assessed', '可评数', 'indicators assessed'),
      output('shareMet', '达标率', 'share met', '1'),
    ],
  },
  ahp: {
    formula:
      'A w = λmax w, Σ w = 1; CI = (λmax − n)/(n − 1); CR = CI/RI, RI = 0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49',
    outputs: [
      output('weights[]', '权重', 'weights', '1'),
      output('method', '求权方法', 'how the weights follow'),
      output('lambdaMax', 'λmax', 'λmax', '1'),
      output('consistencyIndex', 'CI', 'CI', '1'),
      output('randomIndex', 'RI，n 至 10', 'RI, n up to 10', '1'),
      output('consistencyRatio', 'CR', 'CR', '1'),
      output('isConsistent', 'CR ≤ 0.10', 'CR ≤ 0.10'),
    ],
  },
  'entropy-weights': {
    formula: 'p = x/Σ x; E = −(1/ln m) Σ p ln p; w = (1 − E)/Σ (1 − E)',
    outputs: [
      output('entropies[]', '各列的熵 E', 'entropy E of each column', '1'),
      output('weights[]', '权重；没有时为空', 'weights; empty where there are none', '1'),
      output('telling', '有差异的列数，或没有权重的原因', 'columns that differ, or why there are no weights'),
      output('shift', '所用平移规则', 'shift as used'),
    ],
  },
  topsis: {
    formula: 'v = w x/√Σx² (or min-max); C = d⁻/(d⁺ + d⁻) with the distances to ideal and anti-ideal',
    outputs: [
      output('closeness[]', '贴近度 C', 'closeness C', '1'),
      output('ranks[]', '名次，1 最好，并列同名次', 'places, 1 the best, ties share a place'),
      output('norm', '所用归一化', 'norm as used'),
    ],
  },
  'rank-robustness': {
    formula: 'share of {w ≥ 0, Σ w = 1} with Σ w (sₐ − s_b) > 0',
    outputs: [
      output('pairs[][]', '行优于列的份额（精确）', 'share in which the row beats the column (exact)', '1'),
      output('places[][]', '各方案得各名次的份额（抽样）', 'share in which each takes each place (sampled)', '1'),
      output('samples', '样本数', 'samples'),
    ],
  },
  'land-consumption-rate': {
    formula: 'LCR = (V₁ − V₀)/V₀/T; PGR = ln(P₁/P₀)/T; ratio = LCR/PGR; former: ln(V₁/V₀)/T/PGR',
    outputs: [
      output('landConsumptionRate', 'LCR', 'LCR', '1/a'),
      output('populationGrowthRate', 'PGR', 'PGR', '1/a'),
      output('ratio', 'LCR / PGR', 'LCR / PGR', '1'),
      output('formerRatio', '2021 年前的对数形式', 'logarithmic form of before 2021', '1'),
      output('builtPerPerson[]', '期初与期末人均建成区', 'built-up land per person, beginning and end', 'm2/person'),
    ],
  },
  'one-at-a-time': {
    formula: 'swing = |high − low|',
    outputs: [output('swings[]', 'input、low、high、swing，按 swing 降序', 'input, low, high, swing, largest first')],
  },
  'weights-one-at-a-time': {
    formula: "w'ₖ = wₖ (1 + share) scaled into Σ w = 1, the others in proportion; scores = Σ w' s",
    outputs: [output('cases[]', 'weight、share、weights、scores', 'weight, share, weights, scores')],
  },
  'morris-design': {
    formula: 'Δ = levels/(2 (levels − 1)); one input moves per step',
    outputs: [output('points[][]', '逐行的点，0–1', 'points row by row, 0 to 1')],
  },
  'morris-effects': {
    formula: 'EE = (f(x + Δ) − f(x))/Δ; μ = mean EE, μ* = mean |EE|, σ = s(EE) with n − 1',
    outputs: [
      output('effects[].mean', 'μ', 'μ'),
      output('effects[].meanAbsolute', 'μ*', 'μ*'),
      output('effects[].deviation', 'σ', 'σ'),
      output('effects[].count', '效应数', 'effects'),
    ],
  },
  'sobol-design': {
    formula: 'rows A, B, AB₁ … AB_k for each base sample',
    outputs: [output('points[][]', '逐行的点，0–1', 'points row by row, 0 to 1')],
  },
  'sobol-indices': {
    formula: 'S1 = mean f(B)(f(AB) − f(A))/Var; ST = mean (f(A) − f(AB))²/(2 Var)',
    outputs: sobol,
  },
  'sobol-of-function': {
    formula: 'Ishigami: sin x₁ + a sin² x₂ + b x₃⁴ sin x₁, x in −π to π; g: Π (|4x − 2| + a)/(1 + a)',
    outputs: sobol,
  },
};
