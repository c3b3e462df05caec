import { type EvaluatorContext, imperviousCurveNumber, type LocalText, numberParameter } from '#sdk';

/** Kinds of ground that shed water differently. */
export const surfaceKinds = ['roof', 'greenRoof', 'paving', 'permeable', 'soil', 'green'] as const;
export type SurfaceKind = (typeof surfaceKinds)[number];

/** Hydrologic soil groups of TR-55: A drains well, D hardly. */
type SoilGroup = 'A' | 'B' | 'C' | 'D';

export const surfaceLabels: Readonly<Record<SurfaceKind, LocalText>> = {
  roof: { zh: '硬屋面', en: 'Hard roofs' },
  greenRoof: { zh: '绿色屋面', en: 'Green roofs' },
  paving: { zh: '硬质铺装与道路', en: 'Paving and streets' },
  permeable: { zh: '透水铺装', en: 'Permeable paving' },
  soil: { zh: '裸土与未开发地', en: 'Bare and vacant land' },
  green: { zh: '绿地', en: 'Green' },
};

/**
 * Curve numbers of ground that takes water, by soil group: gravel, open space in poor and in good condition.
 * Source: USDA TR-55 1986, table 2-2. A green roof is not among them: it is no soil, and counts as impervious.
 */
const curveNumbers: Readonly<Partial<Record<SurfaceKind, Readonly<Record<SoilGroup, number>>>>> = {
  permeable: { A: 76, B: 85, C: 89, D: 91 },
  soil: { A: 68, B: 79, C: 86, D: 89 },
  green: { A: 39, B: 61, C: 74, D: 80 },
};

/** Whether ground takes no water. */
export function isImpervious(kind: SurfaceKind): boolean {
  return curveNumbers[kind] === undefined;
}

/** What is taken for a kind of ground. */
export interface SurfaceValues {
  /** Volumetric runoff coefficient φ, for volumes. */
  readonly volumetric: number;
  /** Peak coefficient ψ, for flows. */
  readonly peak: number;
  readonly curveNumber: number;
}

/** The coefficients of every kind of ground, by the parameters of the evaluator. */
export function surfaceValues({ parameters }: EvaluatorContext): Readonly<Record<SurfaceKind, SurfaceValues>> {
  const soil = parameters.soilGroup as SoilGroup;
  const of = (kind: SurfaceKind): SurfaceValues => {
    const name = `${kind[0]!.toUpperCase()}${kind.slice(1)}`;
    const own = isImpervious(kind) ? 0 : numberParameter(parameters, `curveNumber${name}`);
    return {
      volumetric: numberParameter(parameters, `volumetric${name}`),
      peak: numberParameter(parameters, `peak${name}`),
      curveNumber: own > 0 ? own : (curveNumbers[kind]?.[soil] ?? imperviousCurveNumber),
    };
  };
  return Object.fromEntries(surfaceKinds.map((kind) => [kind, of(kind)])) as Record<SurfaceKind, SurfaceValues>;
}
