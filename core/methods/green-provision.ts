import { requireSameLength } from './input.ts';
import { insufficient, type MethodValue, notDefined, ok, outOfRange, ratio } from './outcome.ts';

/** Land and people of the built-up area, as GB/T 50563 counts them; leave out what is not known. */
export interface GreenInventory {
  readonly builtUpHectares?: number | undefined;
  /** Green land of all kinds within the built-up area. */
  readonly greenHectares?: number | undefined;
  /** Vertical projection of vegetation, overlaps counted once. */
  readonly canopyHectares?: number | undefined;
  /** Parks, G1. */
  readonly parkHectares?: number | undefined;
  readonly residents?: number | undefined;
  readonly residentialHectares?: number | undefined;
  readonly residentialServedHectares?: number | undefined;
}

export interface GreenProvision {
  /** 绿地率: green land / built-up area. */
  readonly greenRatio: MethodValue;
  /** 绿化覆盖率: projection of vegetation / built-up area. */
  readonly greenCover: MethodValue;
  /** 人均公园绿地: park area / residents, m² per person. */
  readonly parkPerPerson: MethodValue;
  /** 公园绿地服务半径覆盖率: residential land within the service radius of parks / residential land. */
  readonly parkServiceCoverage: MethodValue;
}

const unknown = insufficient('缺少所需的面积或人口', 'an area or the population it needs is missing');

function share(part: number | undefined, whole: number | undefined, zh: string, en: string): MethodValue {
  if (part === undefined || whole === undefined) return unknown;
  const result = ratio(part, whole, zh, en);
  return result.status === 'ok' && result.value > 1 + 1e-9
    ? outOfRange('部分大于整体，检查面积口径', 'the part is larger than the whole: check what the areas count')
    : result;
}

/**
 * Indicators of urban greening. Source: GB/T 50563-2010, definitions. Units: 1 and m²/person. Pitfall: the denominator of
 * the service coverage is residential LAND, not population.
 */
export function greenProvision(inventory: GreenInventory): GreenProvision {
  const { builtUpHectares, residents, parkHectares } = inventory;
  const noLand = ['建成区面积为 0', 'the built-up area is 0'] as const;
  return {
    greenRatio: share(inventory.greenHectares, builtUpHectares, ...noLand),
    greenCover: share(inventory.canopyHectares, builtUpHectares, ...noLand),
    parkPerPerson:
      parkHectares === undefined || residents === undefined
        ? unknown
        : ratio(parkHectares * 10_000, residents, '人口为 0', 'there are no residents'),
    parkServiceCoverage: share(
      inventory.residentialServedHectares,
      inventory.residentialHectares,
      '居住用地面积为 0',
      'there is no residential land',
    ),
  };
}

/** A rule that gives parks a service radius by their size. */
export interface ServiceRule {
  readonly id: string;
  /** From the largest: a park of at least `fromSquareMetres` serves `radiusMetres`. */
  readonly steps: readonly { readonly fromSquareMetres: number; readonly radiusMetres: number }[];
  readonly source: string;
  readonly verifyLocally: boolean;
}

function rule(id: string, source: string, ...steps: readonly (readonly [from: number, radius: number])[]): ServiceRule {
  const rows = steps.map(([fromSquareMetres, radiusMetres]) => ({ fromSquareMetres, radiusMetres }));
  return { id, steps: rows, source, verifyLocally: true };
}

/** The rules in use, by name. Defaults: verify locally. */
export const serviceRules: Readonly<Record<'gb-2010' | 'garden-city-2022' | 'historic', ServiceRule>> = {
  'gb-2010': rule('gb-2010', 'GB/T 50563-2010', [5000, 500], [2000, 300]),
  'garden-city-2022': rule('garden-city-2022', '国家园林城市评选标准, 2022', [5000, 500], [400, 300]),
  historic: rule('historic', 'GB/T 50563-2010 (historic quarters)', [1000, 300]),
};

/** Radius that a park of this area serves, metres; 0 when it is too small for the rule. Bounds are inclusive. */
export function serviceRadius(areaSquareMetres: number, serviceRule: ServiceRule): number {
  return serviceRule.steps.find(({ fromSquareMetres }) => areaSquareMetres >= fromSquareMetres)?.radiusMetres ?? 0;
}

export interface OpenSpace {
  /** (open public space + streets) / built-up area. */
  readonly share: MethodValue;
  readonly openShare: MethodValue;
  readonly streetShare: MethodValue;
  /** Share of the population within reach of open public space. */
  readonly populationShare: MethodValue;
}

/**
 * SDG indicator 11.7.1: share of the built-up area that is open space for public use, streets included, and the share of
 * the population within a 400 m walk of open public space (given as people served, counted on the network).
 * Source: UN-Habitat metadata 11-07-01. Unit 1.
 */
export function openPublicSpace(land: {
  readonly builtUpHectares: number;
  readonly openHectares: number;
  readonly streetHectares?: number | undefined;
  readonly residents?: number | undefined;
  readonly residentsServed?: number | undefined;
}): OpenSpace {
  const { builtUpHectares: whole, streetHectares } = land;
  const noLand = ['建成区面积为 0', 'the built-up area is 0'] as const;
  const noStreets = insufficient('没有道路用地数据', 'there are no data on street land');
  return {
    share: streetHectares === undefined ? noStreets : share(land.openHectares + streetHectares, whole, ...noLand),
    openShare: share(land.openHectares, whole, ...noLand),
    streetShare: streetHectares === undefined ? noStreets : share(streetHectares, whole, ...noLand),
    populationShare: share(land.residentsServed, land.residents, '人口为 0', 'there are no residents'),
  };
}

/** What the 3-30-300 rule asks of one building; NaN where it is not known. */
export interface BuildingGreen {
  readonly visibleTrees: ArrayLike<number>;
  /** Canopy cover of the neighbourhood, 0 to 1. */
  readonly canopyShare: ArrayLike<number>;
  /** Walk to the nearest public green, metres. */
  readonly greenMetres: ArrayLike<number>;
}

export interface RuleOfThree {
  /** 0 to 3 per building; NaN where a part is not known. */
  readonly scores: Float64Array;
  readonly trees: MethodValue;
  readonly canopy: MethodValue;
  readonly green: MethodValue;
  readonly all: MethodValue;
}

export interface RuleOfThreeLimits {
  readonly trees?: number | undefined;
  readonly canopy?: number | undefined;
  readonly metres?: number | undefined;
}

/**
 * The 3-30-300 rule: at least three trees visible from the home, at least 30 % canopy in the neighbourhood, at most 300 m
 * on foot to public green. Shares are of buildings, or of `weights` (residents) where given; bounds are inclusive. A part
 * that is known nowhere is `insufficient-data`, and so is "all three".
 * Source: Konijnendijk 2021, 2023. Pitfall: the visibility test depends strongly on its parameters; see {@link visibleTrees}.
 */
export function ruleOfThree(
  buildings: BuildingGreen,
  weights?: ArrayLike<number>,
  limits: RuleOfThreeLimits = {},
): RuleOfThree {
  const { visibleTrees: trees, canopyShare: canopy, greenMetres: green } = buildings;
  requireSameLength('three-thirty-three-hundred', { trees, canopy, green, weights: weights ?? trees });
  const { trees: wantedTrees = 3, canopy: wantedCanopy = 0.3, metres = 300 } = limits;
  const passes = [
    (building: number) => trees[building]! >= wantedTrees,
    (building: number) => canopy[building]! >= wantedCanopy,
    (building: number) => green[building]! <= metres,
  ] as const;
  const parts = [trees, canopy, green] as const;
  const isKnown = (building: number) => parts.every((part) => !Number.isNaN(part[building]!));
  const scores = Float64Array.from(trees, (_, building) =>
    isKnown(building) ? passes.filter((pass) => pass(building)).length : Number.NaN,
  );
  const shareOf = (known: (building: number) => boolean, pass: (building: number) => boolean): MethodValue => {
    let passed = 0;
    let total = 0;
    let count = 0;
    for (let building = 0; building < trees.length; building++) {
      if (!known(building)) continue;
      count++;
      const weight = weights ? weights[building]! : 1;
      if (Number.isNaN(weight)) continue;
      total += weight;
      if (pass(building)) passed += weight;
    }
    if (count === 0) return insufficient('没有可评的建筑', 'no building can be assessed');
    return total === 0 ? notDefined('权重之和为 0', 'the weights add up to 0') : ok(passed / total);
  };
  const [forTrees, forCanopy, forGreen] = passes;
  return {
    scores,
    trees: shareOf((building) => !Number.isNaN(trees[building]!), forTrees),
    canopy: shareOf((building) => !Number.isNaN(canopy[building]!), forCanopy),
    green: shareOf((building) => !Number.isNaN(green[building]!), forGreen),
    all: shareOf(isKnown, (building) => scores[building] === 3),
  };
}

/** Points in columns, metres. */
export interface PointColumns {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/**
 * Proxy for the trees seen from a home: how many trees with a crown of at least `crownSquareMetres` stand within
 * `radiusMetres` (inclusive) of the point. No line of sight is tested: declare it as a proxy. Defaults 40 m (30 to 50 m in
 * use) and 10 m²: verify locally. A missing crown (NaN) counts as large enough.
 */
export function visibleTrees(
  homes: PointColumns,
  trees: PointColumns & { readonly crownSquareMetres?: ArrayLike<number> | undefined },
  radiusMetres = 40,
  crownSquareMetres = 10,
): Float64Array {
  const cells = new Map<string, number[]>();
  const cellOf = (value: number) => Math.floor(value / radiusMetres);
  for (let tree = 0; tree < trees.x.length; tree++) {
    if (trees.crownSquareMetres && trees.crownSquareMetres[tree]! < crownSquareMetres) continue;
    const key = `${cellOf(trees.x[tree]!)} ${cellOf(trees.y[tree]!)}`;
    const list = cells.get(key);
    if (list) list.push(tree);
    else cells.set(key, [tree]);
  }
  return Float64Array.from(homes.x, (x, home) => {
    const y = homes.y[home]!;
    if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
    let count = 0;
    for (let column = cellOf(x) - 1; column <= cellOf(x) + 1; column++) {
      for (let row = cellOf(y) - 1; row <= cellOf(y) + 1; row++) {
        for (const tree of cells.get(`${column} ${row}`) ?? []) {
          if (Math.hypot(trees.x[tree]! - x, trees.y[tree]! - y) <= radiusMetres) count++;
        }
      }
    }
    return count;
  });
}
