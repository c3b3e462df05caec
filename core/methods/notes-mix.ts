import { type NotesByMethod, output } from './method-notes.ts';

/** Land-use mix and balance. */
export const mixNotes: NotesByMethod = {
  'mix-indices': {
    formula:
      'entropy = −Σ p ln p/ln n; HHI = Σ (100 p)²; Simpson = 1 − Σp²; Hill q: (Σ p^q)^(1/(1−q)), q = 1: e^H; MXI = 100 residential/all',
    outputs: [
      output('classes', '计算用的类数 n', 'classes n of the entropy'),
      output('present', '数量大于 0 的类数', 'classes present'),
      output('entropy', '熵，n 固定', 'entropy with n fixed', '1'),
      output('evennessOfPresent', '熵，n 为现有类数', 'entropy with n classes present', '1'),
      output('herfindahl', 'HHI，10000/n 至 10000', 'HHI, 10000/n to 10000', '1'),
      output('simpson', 'Simpson 指数', "Simpson's index", '1'),
      output('mixedUseIndex', 'MXI，50 为均衡', 'MXI, 50 is balanced', '%'),
      output('hill[]', '各阶 Hill 数：order、number', 'Hill numbers: order, number'),
    ],
  },
  'hill-numbers': {
    formula: 'D_q = (Σ p^q)^(1/(1−q)); D₁ = e^(−Σ p ln p)',
    outputs: [
      output('hill[][]', '每处、每阶的 Hill 数', 'Hill number by place and order'),
      output('shannon[]', '每处的香农熵', 'Shannon entropy by place', 'nat'),
    ],
  },
  dissimilarity: {
    formula: 'D = (1/K) Σⱼ Σᵢ Xᵢⱼ/8 over K developed cells',
    outputs: [
      output('index', '相异指数', 'dissimilarity index', '1'),
      output('sum', 'Σ X/8', 'Σ X/8'),
      output('cells', '已开发格数 K', 'developed cells K'),
    ],
  },
  segregation: {
    formula: 'D = Σ tᵢ |pᵢ − P|/(2 T P (1 − P))',
    outputs: [output('value', '分异指数，连同 status', 'index D, with its status', '1')],
  },
  'jobs-residents-balance': {
    formula: '1 − |J − aP|/(J + aP)',
    outputs: [output('balance[]', '各处的平衡', 'balance of each place', '1')],
  },
  'two-class-balance': {
    formula: 'BAL = 1 − |p − a q|/(p + a q), a = P/(1 − P), q = 1 − p; EI = −(p ln p + q ln q)/ln 2',
    outputs: [output('balance', 'BAL', 'BAL', '1'), output('entropy', '两类熵', 'entropy of two classes', '1')],
  },
  'effective-mix': {
    formula: 'Hill number with every class weighted by e^(−βd), β = 4/maximumMetres',
    outputs: [output('diversity[]', '各阶：order、number', 'by order: order, number')],
  },
};
