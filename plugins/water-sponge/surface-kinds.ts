import type { LocalText } from '#sdk';

/** Kinds of ground that shed water differently. */
export const surfaceKinds = ['roof', 'green-roof', 'paving', 'permeable', 'soil', 'green'] as const;
export type SurfaceKind = (typeof surfaceKinds)[number];

/** Hydrologic soil groups of TR-55: A drains well, D hardly. */
export type SoilGroup = 'A' | 'B' | 'C' | 'D';

interface SurfaceDefinition {
  readonly label: LocalText;
  /** Volumetric runoff coefficient φ, for volumes: middle of the range of 海绵城市建设技术指南 2014, table 4-3. */
  readonly volumetric: number;
  /** Peak coefficient ψ, for flows: middle of the range of GB 50014. */
  readonly peak: number;
  /** Curve number by soil group (TR-55, table 2-2); null for ground that takes no water. */
  readonly curveNumbers: Readonly<Record<SoilGroup, number>> | null;
}

const grass = { A: 39, B: 61, C: 74, D: 80 };
const poorGrass = { A: 68, B: 79, C: 86, D: 89 };
const gravel = { A: 76, B: 85, C: 89, D: 91 };

/** What is taken for each kind of ground. A green roof counts as tight in the curve number: it is no soil. */
export const surfaces: Readonly<Record<SurfaceKind, SurfaceDefinition>> = {
  roof: { label: { zh: '硬屋面', en: 'Hard roofs' }, volumetric: 0.85, peak: 0.9, curveNumbers: null },
  'green-roof': { label: { zh: '绿色屋面', en: 'Green roofs' }, volumetric: 0.35, peak: 0.4, curveNumbers: null },
  paving: {
    label: { zh: '硬质铺装与道路', en: 'Paving and streets' },
    volumetric: 0.85,
    peak: 0.9,
    curveNumbers: null,
  },
  permeable: { label: { zh: '透水铺装', en: 'Permeable paving' }, volumetric: 0.3, peak: 0.45, curveNumbers: gravel },
  soil: {
    label: { zh: '裸土与未开发地', en: 'Bare and vacant land' },
    volumetric: 0.3,
    peak: 0.3,
    curveNumbers: poorGrass,
  },
  green: { label: { zh: '绿地', en: 'Green' }, volumetric: 0.15, peak: 0.15, curveNumbers: grass },
};
