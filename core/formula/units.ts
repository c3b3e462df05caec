/** A unit: powers of base units, and how many of their product it is. Shares have no powers; a percent is 0.01. */
export interface Unit {
  readonly powers: ReadonlyMap<string, number>;
  readonly factor: number;
}

/** What plain numbers have. */
export const noUnit: Unit = { powers: new Map(), factor: 1 };

const of = (base: string, factor: number, power = 1): Unit => ({ powers: new Map([[base, power]]), factor });

/** Units that are multiples of others; every other word is a base unit of its own. */
const known: Readonly<Record<string, Unit>> = {
  '1': noUnit,
  '%': { powers: new Map(), factor: 0.01 },
  m: of('m', 1),
  km: of('m', 1000),
  mm: of('m', 0.001),
  m2: of('m', 1, 2),
  ha: of('m', 1e4, 2),
  km2: of('m', 1e6, 2),
  m3: of('m', 1, 3),
  L: of('m', 0.001, 3),
  s: of('s', 1),
  min: of('s', 60),
  h: of('s', 3600),
  d: of('s', 86_400),
  kg: of('kg', 1),
  t: of('kg', 1000),
  kWh: of('kWh', 1),
  MWh: of('kWh', 1000),
  GWh: of('kWh', 1e6),
  CNY: of('CNY', 1),
  MCNY: of('CNY', 1e6),
  tCO2: of('kgCO2', 1000),
  kgCO2: of('kgCO2', 1),
  tCO2e: of('kgCO2e', 1000),
  kgCO2e: of('kgCO2e', 1),
};

export function multiplied(a: Unit, b: Unit, power: 1 | -1 = 1): Unit {
  const powers = new Map(a.powers);
  for (const [base, own] of b.powers) {
    const sum = (powers.get(base) ?? 0) + power * own;
    if (sum === 0) powers.delete(base);
    else powers.set(base, sum);
  }
  return { powers, factor: a.factor * b.factor ** power };
}

function wordUnit(word: string): Unit {
  const scaled = /^(\d+(?:\.\d+)?)(\D.*)$/.exec(word);
  if (scaled) {
    const unit = wordUnit(scaled[2]!);
    return { powers: unit.powers, factor: unit.factor * Number(scaled[1]) };
  }
  return Object.hasOwn(known, word) ? known[word]! : of(word, 1);
}

/** A unit as it is written: factors joined by `.` or `·`, what is below the line behind `/`. Empty is no unit. */
export function unitFrom(text: string): Unit {
  const [above = '', ...below] = text.replaceAll(/[()\s]/g, '').split('/');
  const product = (part: string) =>
    part
      .split(/[.·*](?!\d)/)
      .filter((word) => word !== '')
      .map(wordUnit)
      .reduce((all, one) => multiplied(all, one), noUnit);
  return below.reduce((unit, part) => multiplied(unit, product(part), -1), product(above));
}

/** Whether two units measure the same, if with other steps. */
export function isSameKind(a: Unit, b: Unit): boolean {
  return a.powers.size === b.powers.size && [...a.powers].every(([base, power]) => b.powers.get(base) === power);
}

export function isPlainNumber({ powers, factor }: Unit): boolean {
  return powers.size === 0 && factor === 1;
}

const people = ['person', 'job', 'person+job'] as const;

/** Residents and jobs are added up to people and jobs, as densities are told in the field; undefined for all else. */
export function peopleAndJobs(a: Unit, b: Unit): Unit | undefined {
  const countedIn = ({ powers }: Unit) => people.find((base) => powers.get(base) === 1);
  const [first, second] = [countedIn(a), countedIn(b)];
  if (!first || !second) return undefined;
  const both = (unit: Unit, base: string) => multiplied(multiplied(unit, of(base, 1), -1), of('person+job', 1));
  const [sum, other] = [both(a, first), both(b, second)];
  return isSameKind(sum, other) ? sum : undefined;
}

/** The square root of a unit; undefined where it has none. */
export function rootOf({ powers, factor }: Unit): Unit | undefined {
  if ([...powers.values()].some((power) => power % 2 !== 0)) return undefined;
  return { powers: new Map([...powers].map(([base, power]) => [base, power / 2])), factor: Math.sqrt(factor) };
}

const powerText = (base: string, power: number) => (power === 1 ? base : `${base}${power}`);

/** The unit in its base units, as it is written; `factor` is left to the value. */
export function baseUnitText({ powers }: Unit): string {
  const parts = [...powers].sort(([a], [b]) => (a < b ? -1 : 1));
  const above = parts.filter(([, power]) => power > 0).map(([base, power]) => powerText(base, power));
  const below = parts.filter(([, power]) => power < 0).map(([base, power]) => powerText(base, -power));
  return [above.join('.') || '1', ...below].join('/');
}
