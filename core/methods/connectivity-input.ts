import { dispersalProbability, dispersalRate, type HabitatNetwork } from './connectivity.ts';
import {
  listInput,
  matrixInput,
  numberInput,
  numberOrNull,
  numbersInput,
  optional,
  rejectInput,
  shapeInput,
  withDefault,
} from './input.ts';

const probability = numberInput('直接扩散概率', 'probability of direct dispersal', { minimum: 0, maximum: 1 });
const patch = numberInput('斑块序号，从 0 起', 'number of a patch, from 0', { integer: true, minimum: 0 });

/** Areas of the patches, any area unit. */
export const patchAreas = numbersInput(
  numberInput('面积，任一单位', 'an area, any unit', { minimum: 0 }),
  '斑块面积',
  'areas of the patches',
  1,
);

/** Links of a network of patches, each once. */
export const patchLinks = listInput(
  shapeInput({ a: patch, b: patch, probability }),
  '连接，每对一次',
  'links, each pair once',
);

/** How patches hang together: exactly one of probabilities, links and distances; none for patches that stand alone. */
export const waysInput = {
  probabilities: optional(
    matrixInput(
      probability,
      '概率矩阵，对称，对角不计',
      'matrix of probabilities, symmetric; the diagonal does not count',
    ),
  ),
  links: optional(patchLinks),
  distances: optional(
    matrixInput(
      numberOrNull('边到边距离，null 为不相通', 'distance edge to edge, null where there is no way', {
        minimum: 0,
        unit: 'm',
      }),
      '距离矩阵，对称，对角不计',
      'matrix of distances, symmetric; the diagonal does not count',
    ),
  ),
  dispersalMetres: optional(
    numberInput('扩散距离 d₀，随 distances 给出', 'dispersal distance d₀, with distances', {
      exclusiveMinimum: 0,
      unit: 'm',
    }),
  ),
  dispersalProbability: withDefault(
    numberInput('d₀ 处的扩散概率 p₀（小于 1）', 'probability p₀ at d₀ (below 1)', {
      exclusiveMinimum: 0,
      maximum: 0.999999,
    }),
    0.5,
  ),
  linkMetres: optional(
    numberInput(
      'IIC 的连接距离上限（含），不给时同 d₀',
      'largest distance of a link of IIC (inclusive); d₀ unless given',
      {
        minimum: 0,
        unit: 'm',
      },
    ),
  ),
};

interface Ways {
  readonly probabilities?: readonly Float64Array[] | undefined;
  readonly links?: readonly Link[] | undefined;
  readonly distances?: readonly Float64Array[] | undefined;
  readonly dispersalMetres?: number | undefined;
  readonly dispersalProbability: number;
  readonly linkMetres?: number | undefined;
}

interface Link {
  readonly a: number;
  readonly b: number;
  readonly probability: number;
}

/** Patches and links in columns. */
export function network(areas: Float64Array, list: readonly Link[]): HabitatNetwork {
  return {
    areas,
    from: list.map(({ a }) => a),
    to: list.map(({ b }) => b),
    probability: list.map((link) => link.probability),
  };
}

/** Pairs of a symmetric square matrix above its diagonal that have a value. */
function pairsOf(
  method: string,
  name: string,
  matrix: readonly Float64Array[],
  size: number,
): { readonly a: number; readonly b: number; readonly value: number }[] {
  if (matrix.length !== size || matrix[0]!.length !== size) {
    rejectInput({ method, path: `$.${name}` }, `${matrix.length} × ${matrix[0]!.length}`, {
      zh: `${size} × ${size} 的矩阵`,
      en: `a matrix of ${size} × ${size}`,
    });
  }
  const pairs: { a: number; b: number; value: number }[] = [];
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      const value = matrix[a]![b]!;
      const mirrored = matrix[b]![a]!;
      if (!Object.is(value, mirrored) && value !== mirrored) {
        rejectInput({ method, path: `$.${name}[${b}][${a}]` }, Number.isNaN(mirrored) ? null : mirrored, {
          zh: `${Number.isNaN(value) ? 'null' : value}，因为矩阵须对称`,
          en: `${Number.isNaN(value) ? 'null' : value}, because the matrix must be symmetric`,
        });
      }
      if (!Number.isNaN(value)) pairs.push({ a, b, value });
    }
  }
  return pairs;
}

/**
 * The links of PC with their probabilities, and those of IIC. Of distances p = exp(−k d) with k = −ln p₀ / d₀, and IIC links what
 * is at most `linkMetres` apart. Errors: `evaluation/method-input` for more than one way of giving them, distances without a
 * dispersal distance, and matrices that are not square and symmetric.
 */
export function habitatWays(
  method: string,
  size: number,
  { probabilities, links, distances, dispersalMetres, dispersalProbability: atDispersal, linkMetres }: Ways,
): { readonly probable: readonly Link[]; readonly linked: readonly Link[] } {
  const given = Object.entries({ probabilities, links, distances }).filter(([, value]) => value !== undefined);
  if (given.length > 1) {
    rejectInput({ method, path: `$.${given[1]![0]}` }, given.map(([name]) => name).join(', '), {
      zh: 'probabilities、links、distances 中只给一种',
      en: 'only one of probabilities, links and distances',
    });
  }
  if (!distances) {
    const pairs = probabilities ? pairsOf(method, 'probabilities', probabilities, size) : [];
    const list =
      links ?? pairs.filter(({ value }) => value > 0).map(({ a, b, value }) => ({ a, b, probability: value }));
    return { probable: list, linked: list };
  }
  if (dispersalMetres === undefined) {
    rejectInput({ method, path: '$.dispersalMetres' }, undefined, {
      zh: '扩散距离（m），由距离得概率须有它',
      en: 'the dispersal distance (m) that turns distances into probabilities',
    });
  }
  const rate = dispersalRate(dispersalMetres, atDispersal);
  const pairs = pairsOf(method, 'distances', distances, size);
  const withinMetres = linkMetres ?? dispersalMetres;
  return {
    probable: pairs.map(({ a, b, value }) => ({ a, b, probability: dispersalProbability(value, rate) })),
    linked: pairs.filter(({ value }) => value <= withinMetres).map(({ a, b }) => ({ a, b, probability: 1 })),
  };
}
