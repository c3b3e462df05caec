import { group, groupCount } from '#core/indicators/live-sums.ts';
import type { LiveView } from '#core/indicators/live-view.ts';
import type { ParcelRates } from '#core/indicators/parcel-rates.ts';
import type { ParcelTally, TallyParcel } from '#core/indicators/parcel-tally.ts';
import type { Scalar } from '#core/model/feature-table.ts';
import { truth } from '#core/scenario/expression.ts';
import { type ExpressionNode, expressionFault, parseExpression } from '#core/scenario/expression-tree.ts';
import type { ParcelName } from './parcel-names.ts';
import { requireKind, unitWords } from './typed.ts';
import { type Meanings, type Typed, typedExpression } from './typed-expression.ts';
import { baseUnitText, isSameKind, noUnit, type Unit, unitFrom } from './units.ts';

/** What a formula is worked out from. */
export interface FormulaWorld {
  /** Sums over the parcels in question, and over all of them: what stands under a division bar is of all. */
  readonly view: LiveView;
  readonly whole: LiveView;
  /** The value of another indicator; null where it has none. */
  readonly indicator: (id: string, below: boolean) => number | null;
}

/** What formulas of a project share: what names mean, and the tallies that they count with. */
export interface FormulaGround {
  readonly names: ReadonlyMap<string, ParcelName>;
  readonly rates: ParcelRates;
  /** Unit of an indicator; undefined when there is none of that id. */
  readonly indicatorUnit: (id: string) => string | undefined;
  /** Ids of the indicators there are, for messages. */
  readonly indicatorIds: readonly string[];
  /** The tallies so far; what a formula needs besides is added. */
  readonly tallies: ParcelTally[];
}

/** A formula that was read and whose units fit. */
export interface Formula {
  readonly unit: string;
  /** The value in `unit`; null where it has none. */
  readonly value: (world: FormulaWorld) => number | null;
  readonly indicators: readonly string[];
  /** Assumptions that the value follows, for bands. */
  readonly assumptions: readonly string[];
  /** Assumptions in sums that are not linear in them: their base values are taken, and there is no band. */
  readonly settled: readonly string[];
}

/** Names of the counts over parcels. */
export const counts: readonly string[] = ['sum', 'mean', 'count', 'share'];

type Call = ExpressionNode & { readonly kind: 'call' };

const keyOf = (...parts: readonly unknown[]) =>
  JSON.stringify(parts, (name, value) => (name === 'at' ? undefined : value));

/** Reads one formula. */
class FormulaReader {
  readonly indicators = new Set<string>();
  readonly assumptions = new Set<string>();
  readonly settled = new Set<string>();
  readonly #text: string;
  readonly #ground: FormulaGround;

  constructor(text: string, ground: FormulaGround) {
    this.#text = text;
    this.#ground = ground;
  }

  /** Names outside of counts are indicators. */
  readonly meanings: Meanings<FormulaWorld> = {
    name: (node, below) => this.#indicator(node, below),
    call: (node, below) => (counts.includes(node.name.toLowerCase()) ? this.#count(node, below) : undefined),
  };

  #indicator({ name, at }: ExpressionNode & { readonly kind: 'name' }, below: boolean): Typed<FormulaWorld> {
    const unit = this.#ground.indicatorUnit(name);
    if (unit === undefined) {
      if (this.#ground.names.has(name)) {
        throw expressionFault(this.#text, at, {
          zh: `“${name}”是地块的字段，要放在 sum、mean、count 或 share 里`,
          en: `"${name}" is a field of parcels and has to stand in sum, mean, count or share`,
        });
      }
      const list = this.#ground.indicatorIds.join(', ');
      throw expressionFault(this.#text, at, {
        zh: `没有指标“${name}”；有：${list}`,
        en: `there is no indicator "${name}"; there are: ${list}`,
      });
    }
    this.indicators.add(name);
    return { kind: 'number', unit: unitFrom(unit), isConstant: false, run: (world) => world.indicator(name, below) };
  }

  /** Reads what is said of one parcel; `used` gets the assumptions that it follows from. */
  #ofParcel(node: ExpressionNode, used: Set<string>): Typed<TallyParcel> {
    const { names, rates } = this.#ground;
    return typedExpression<TallyParcel>(this.#text, node, {
      name: ({ name, at }) => {
        const known = names.get(name);
        if (!known) {
          const list = [...names.keys()].join(', ');
          throw expressionFault(this.#text, at, {
            zh: `地块没有字段“${name}”；有：${list}`,
            en: `parcels have no field "${name}"; they have: ${list}`,
          });
        }
        for (const id of known.assumptions) used.add(id);
        return { kind: known.kind, unit: known.unit, isConstant: false, run: (parcel) => known.read(parcel, rates) };
      },
      call: ({ name, at }) => {
        if (!counts.includes(name.toLowerCase())) return undefined;
        throw expressionFault(this.#text, at, {
          zh: `${name} 里不能再有 ${name}`,
          en: `"${name}" cannot stand within another count`,
        });
      },
    });
  }

  #placeOf(tally: ParcelTally): number {
    const { tallies } = this.#ground;
    const known = tallies.findIndex(({ key }) => key === tally.key);
    return groupCount + (known >= 0 ? known : tallies.push(tally) - 1);
  }

  /** The sum over parcels of what `item` says of each, or of 1 without; nothing adds nothing. */
  #sum(item: ExpressionNode | undefined, where: ExpressionNode | undefined, counted = false) {
    const { names } = this.#ground;
    const whereUses = new Set<string>();
    const condition = where && this.#ofParcel(where, whereUses);
    if (where && condition) requireKind(this.#text, where, condition.kind, 'truth');
    const isIn = condition ? (parcel: TallyParcel) => truth(condition.run(parcel)) : () => true;
    const plain = !counted && item?.kind === 'name' ? names.get(item.name) : undefined;
    if (plain?.sum && whereUses.size === 0) {
      const { sum, unit, assumptions } = plain;
      for (const id of assumptions) this.assumptions.add(id);
      const of = where ? this.#placeOf({ key: keyOf('group', where), kind: 'group', isIn }) : group.all;
      return { unit, of: (view: LiveView) => sum(view, of) };
    }
    const uses = new Set(whereUses);
    const typed = item && this.#ofParcel(item, uses);
    if (item && typed) requireKind(this.#text, item, typed.kind, 'number');
    for (const id of uses) this.settled.add(id);
    const amountOf = (parcel: TallyParcel): Scalar => (typed ? typed.run(parcel) : 1);
    const amount = (parcel: TallyParcel): number => {
      if (!isIn(parcel)) return Number.NaN;
      const value = amountOf(parcel);
      if (typeof value !== 'number') return Number.NaN;
      return counted ? 1 : value;
    };
    const of = this.#placeOf({ key: keyOf(counted ? 'counted' : 'amount', item, where), kind: 'amount', amount });
    return { unit: counted || !typed ? noUnit : typed.unit, of: (view: LiveView) => view.sum('area', of) };
  }

  #count(node: Call, below: boolean): Typed<FormulaWorld> {
    const { name, items, where, at } = node;
    const which = name.toLowerCase();
    const wanted = which === 'count' ? 0 : 1;
    if (items.length !== wanted) {
      throw expressionFault(this.#text, at, {
        zh: wanted === 0 ? 'count 里只写条件：count(where …)' : `${which} 里要有一项，可加条件：${which}(… where …)`,
        en:
          wanted === 0
            ? 'count takes a condition alone: count(where …)'
            : `${which} takes one item, and a condition: ${which}(… where …)`,
      });
    }
    const made = (unit: Unit, run: (world: FormulaWorld) => Scalar): Typed<FormulaWorld> => {
      return { kind: 'number', unit, isConstant: false, run };
    };
    const above = ({ view, whole }: FormulaWorld) => (below ? whole : view);
    const amount = this.#sum(items[0], where);
    if (which === 'sum' || which === 'count') return made(amount.unit, (world) => amount.of(above(world)));
    const per = which === 'mean' ? this.#sum(items[0], where, true) : this.#sum(items[0], undefined);
    const unit = which === 'mean' ? amount.unit : { ...noUnit, factor: 0.01 };
    const factor = which === 'mean' ? 1 : 100;
    return made(unit, (world) => {
      const all = per.of(world.whole);
      return all === 0 ? null : (factor * amount.of(above(world))) / all;
    });
  }
}

/**
 * Reads a formula of an own indicator: counts over parcels (`sum(floor_area where land_use = 'green')`, `mean`, `count`, `share`),
 * other indicators by their id, and calculations with them. `unit` is the one its value is to be told in, empty for what follows
 * from it. Error: `recipe/expression` at the place of what is not known, or whose units do not fit.
 */
export function readFormula(text: string, unit: string, ground: FormulaGround): Formula {
  const tree = parseExpression(text);
  const reader = new FormulaReader(text, ground);
  const typed = typedExpression(text, tree, reader.meanings);
  requireKind(text, tree, typed.kind, 'number');
  const isShare = typed.unit.powers.size === 0 && typed.unit.factor === 0.01;
  const told = unit.trim() !== '' ? unit.trim() : isShare ? '%' : baseUnitText(typed.unit);
  const wanted = unitFrom(told);
  if (!isSameKind(typed.unit, wanted)) {
    const [found, asked] = [unitWords(typed.unit), unitWords(wanted)];
    throw expressionFault(text, 0, {
      zh: `公式得到的单位是${found.zh}，不能换成 ${told}（${asked.zh}）`,
      en: `the formula gives ${found.en}, which cannot be told in ${told} (${asked.en})`,
    });
  }
  const factor = typed.unit.factor / wanted.factor;
  return {
    unit: told,
    value: (world) => {
      const value = typed.run(world);
      return typeof value === 'number' && Number.isFinite(value) ? value * factor : null;
    },
    indicators: [...reader.indicators],
    assumptions: [...reader.assumptions],
    settled: [...reader.settled],
  };
}
