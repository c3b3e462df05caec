import { type NotesByMethod, output } from './method-notes.ts';

const catchment = [
  output('accessibility[]', '各起点人均供给 A', 'supply per person A of each origin'),
  output('supplyRatio[]', '各供给点的供需比 R；没有需求时为 null', 'ratio R of each site; null without demand'),
];
const balanced = [
  ...catchment,
  output('suppliedTotal', '有需求的供给之和', 'sum of the supply with demand'),
  output('receivedTotal', 'Σ A P', 'Σ A P'),
];
const facilities = (objectiveZh: string, objectiveEn: string, unit?: string) => [
  output(
    'status',
    'optimal（已证明）、bounded（有差距）或 infeasible',
    'optimal (proven), bounded (with a gap) or infeasible',
  ),
  output('solvedBy', 'exact（整数规划）或 heuristic', 'exact (integer programming) or heuristic'),
  output('sites[]', '新设施的列号，从 0 起', 'columns of the new facilities, from 0'),
  output('objective', objectiveZh, objectiveEn, unit),
  output('bound', '目标值的界', 'bound of the objective', unit),
  output('gap', '|目标值 − 界| / 目标值', '|objective − bound| / objective', '1'),
  output('assigned[]', '各需求点所去的设施，−1 为没有', 'site of each demand, −1 for none'),
  output('unserved[]', '任何候选点都到不了的需求点', 'demands that no site reaches'),
];

/** Accessibility and location. */
export const accessNotes: NotesByMethod = {
  'cumulative-access': {
    formula: 'Aᵢ = Σⱼ Oⱼ [tᵢⱼ ≤ limit]',
    outputs: [
      output('reached[]', '各起点可达的机会', 'opportunities of each origin'),
      output('reachingPopulation[]', '可达各目的地的人口', 'people who reach each destination', 'person'),
    ],
  },
  'gravity-access': {
    formula: 'Aᵢ = Σⱼ Oⱼ f(tᵢⱼ)',
    outputs: [output('reached[]', '各起点加权的机会', 'weighted opportunities of each origin')],
  },
  'two-step-catchment': { formula: 'Rⱼ = Sⱼ/Σₖ Pₖ f(tₖⱼ); Aᵢ = Σⱼ Rⱼ f(tᵢⱼ)', outputs: balanced },
  'enhanced-two-step-catchment': {
    formula: 'Rⱼ = Sⱼ/Σₖ Pₖ f(tₖⱼ); Aᵢ = Σⱼ Rⱼ f(tᵢⱼ), f = 1, 0.68, 0.22 up to 10, 20, 30',
    outputs: balanced,
  },
  'modified-two-step-catchment': { formula: 'Rⱼ = Sⱼ/Σₖ Pₖ fₖⱼ; Aᵢ = Σⱼ Rⱼ fᵢⱼ²', outputs: balanced },
  'three-step-catchment': {
    formula: 'Gᵢⱼ = fᵢⱼ/Σₖ fᵢₖ; Rⱼ = Sⱼ/Σₖ Gₖⱼ Pₖ fₖⱼ; Aᵢ = Σⱼ Gᵢⱼ Rⱼ fᵢⱼ',
    outputs: balanced,
  },
  'balanced-catchment': {
    formula: 'Lⱼ = Sⱼ/Σᵢ Pᵢ (fᵢⱼ/Σₖ fᵢₖ); Aᵢ = Σⱼ Lⱼ (fᵢⱼ/Σₖ fₖⱼ)',
    outputs: catchment,
  },
  'spatial-availability': {
    formula: 'Vᵢ = Σⱼ Oⱼ Pᵢ^α fᵢⱼ/Σₖ Pₖ^α fₖⱼ',
    outputs: [
      output('available[]', '各起点分得的机会 V', 'opportunities V of each origin'),
      output('perPerson[]', 'V / P；无人时为 null', 'V / P; null without people'),
      output('total', 'Σ V', 'Σ V'),
    ],
  },
  isochrone: {
    formula: 'edge u–v of length L gives min(L, max(0, limit − d(u)) + max(0, limit − d(v)))',
    outputs: [
      output('distances[]', '到各节点的距离；null 为不可达', 'distance to each node; null where there is no way', 'm'),
      output('nodesWithin[]', '界限（含）以内的节点', 'nodes within the limit (inclusive)'),
      output('reachableMetres', '可达街道长度', 'length of streets within reach', 'm'),
      output('minutes[]', '步行时间', 'walking time', 'min'),
    ],
  },
  'set-covering': {
    formula: 'min Σ yⱼ s.t. Σ_{j ∈ Nᵢ} yⱼ ≥ 1, Nᵢ = sites within radius',
    outputs: facilities('新设施数', 'new facilities'),
  },
  'maximal-covering': {
    formula: 'max Σ wᵢ zᵢ s.t. zᵢ ≤ Σ_{j ∈ Nᵢ} yⱼ, Σ yⱼ = p',
    outputs: facilities('覆盖的人口', 'people covered', 'person'),
  },
  'p-median': {
    formula: 'min Σ wᵢ dᵢⱼ xᵢⱼ s.t. Σⱼ xᵢⱼ = 1, xᵢⱼ ≤ yⱼ, Σ yⱼ = p',
    outputs: facilities('人口 × 成本之和', 'sum of people times cost'),
  },
  'p-center': {
    formula: 'min max dᵢⱼ xᵢⱼ s.t. Σⱼ xᵢⱼ = 1, xᵢⱼ ≤ yⱼ, Σ yⱼ = p',
    outputs: facilities('最远的成本', 'longest cost'),
  },
};
