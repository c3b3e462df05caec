import { type NotesByMethod, output } from './method-notes.ts';

/** Participation, privacy and records. */
export const peopleNotes: NotesByMethod = {
  representativeness: {
    formula: '1 − ½ Σ |s_g − p_g|',
    outputs: [output('representativeness', '代表性', 'representativeness', '1')],
  },
  'post-stratification': {
    formula: 'w_g = min(cap, p_g/s_g); mean = Σ w n x/Σ w n; n_eff = (Σ w)²/Σ w²',
    outputs: [
      output(
        'weights[]',
        '各群体每人的权重；无人参与时为 null',
        'weight of each participant by group; null where nobody took part',
      ),
      output('capped', '被限的群体数', 'groups whose weight was cut'),
      output('unheard', '无人参与的群体所占人口', 'share of the population of which nobody took part', '1'),
      output('effectiveSize', '有效样本量', 'effective sample size', 'person'),
      output('mean', '未加权均值，给出 values 时', 'unweighted mean, with values'),
      output('weightedMean', '加权均值，给出 values 时', 'weighted mean, with values'),
    ],
  },
  'k-anonymity': {
    formula:
      'k = smallest class; distinct l = fewest sensitive values in a class; entropy l = exp(least class entropy)',
    outputs: [
      output('records', '记录数', 'records'),
      output('classes', '等价类数', 'equivalence classes'),
      output('k', 'k', 'k'),
      output('distinctL', 'distinct l', 'distinct l'),
      output('entropyL', 'entropy l', 'entropy l'),
      output('highestRisk', '最高重识别风险 1/k', 'highest risk 1/k', '1'),
      output('meanRisk', '平均重识别风险', 'mean risk', '1'),
      output('classSizes[]', '各记录所在类的大小', 'size of the class of each record'),
    ],
  },
  't-closeness': {
    formula: 'unordered: ½ Σ |p − q|; ordered: Σ |cumulated p − q|/(m − 1); t = largest class',
    outputs: [
      output('t', '各类距离的最大值', 'largest distance of a class', '1'),
      output('classes[]', '各类：key、size、distance', 'classes: key, size, distance'),
    ],
  },
  'small-cells': {
    formula: '1 ≤ count < threshold withheld; then one more wherever a total would give a cell away',
    outputs: [
      output('marks[][]', '0 公布，1 小单元，2 补充隐匿', '0 shown, 1 small, 2 complementary'),
      output('small', '小单元数', 'small cells'),
      output('complementary', '补充隐匿数', 'complementary cells'),
      output('exposedTotals', '合计也须隐匿的行与列', 'rows and columns whose total must be withheld too'),
    ],
  },
  'donut-mask': {
    formula: 'r = √(U (R² − r₀²) + r₀²), angle uniform, U and angle from SHA-256(secret, id); r₀ ≥ √(k/(π density))',
    outputs: [
      output('status', 'ok，或没有结果的原因', 'ok, or why there is no result'),
      output('innerMetres', '所用内半径', 'inner radius as used', 'm'),
      output('spatialK', '估计空间 k，给出密度时', 'estimated spatial k, with a density', 'person'),
      output('points[]', 'id、x、y、movedMetres', 'id, x, y, movedMetres', 'm'),
    ],
  },
  'mann-kendall': {
    formula:
      'S = Σ_{i<j} sgn(xⱼ − xᵢ); Var S with ties in values and times; z = (S − sgn S)/√Var; Sen slope = median of (xⱼ − xᵢ)/(tⱼ − tᵢ)',
    outputs: [
      output('count', '成对的值数', 'pairs of time and value'),
      output('score', 'S', 'S'),
      output('variance', 'Var S', 'Var S'),
      output('z', '标准分', 'standard score', '1'),
      output('chance', '双侧 p 值', 'p-value, both sides', '1'),
      output('tau', 'τ-b', 'τ-b', '1'),
      output('slope', 'Sen 斜率，值的单位每时间单位', 'Sen slope, unit of values per unit of time'),
      output('slopeLow', '斜率区间下限', 'lower limit of the slope'),
      output('slopeHigh', '斜率区间上限', 'upper limit of the slope'),
    ],
  },
  'record-completeness': {
    formula: 'share = present/expected, expected = (end − start)/step + 1',
    outputs: [
      output('step', '间隔，时间单位', 'step in the unit of the times'),
      output('expected', '应有值数', 'values there should be'),
      output('present', '实有值数', 'values there are'),
      output('share', '完整率', 'completeness', '1'),
      output('gaps[]', '缺测时段：from、to、missing', 'gaps: from, to, missing'),
      output('longestGap', '最长的缺测', 'longest gap'),
    ],
  },
};
