import type { LiveMeasure, Measured } from '#core/indicators/live-measures.ts';
import { builtInSet, type LiveSet } from '#core/indicators/live-set.ts';
import type { TermSource } from '#core/indicators/live-sums.ts';
import { LiveView } from '#core/indicators/live-view.ts';
import { parcelRates } from '#core/indicators/parcel-rates.ts';
import type { ParcelTally } from '#core/indicators/parcel-tally.ts';
import { insufficient, type MethodValue, notDefined, ok } from '#core/methods/outcome.ts';
import type { AssumptionValues } from '#core/model/assumption.ts';
import type { Field } from '#core/model/feature-table.ts';
import type { IndicatorDefinition } from '#core/model/indicator.ts';
import { type OwnIndicator, ownIndicatorFault } from '#core/model/own-indicator.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { type Formula, type FormulaWorld, readFormula } from './formula.ts';
import { parcelNames } from './parcel-names.ts';

/** The live indicators of a project with what its own ones count. */
export interface OwnIndicators extends LiveSet {
  readonly tallies: readonly ParcelTally[];
  /** Assumptions whose change means that parcels are counted anew. */
  readonly settled: readonly string[];
  /** What is wrong with own indicators that cannot be worked out, by id. */
  readonly faults: ReadonlyMap<string, WorkbenchError>;
  /** Indicators that an own one is made of, by itself or by others. */
  readonly uses: (id: string) => ReadonlySet<string>;
  /** Assumptions by id of indicators that take their base value alone, without a band. */
  readonly settledOf: (id: string) => readonly string[];
}

/** Where the name of an own indicator stands, and which others it refers to. */
interface Read {
  readonly own: OwnIndicator;
  readonly formula: Formula;
}

/** Reads own indicators in whatever order they need each other. */
class OwnReader {
  readonly read = new Map<string, Read>();
  readonly faults = new Map<string, WorkbenchError>();
  readonly tallies: ParcelTally[] = [];
  readonly #own: ReadonlyMap<string, OwnIndicator>;
  readonly #names: ReturnType<typeof parcelNames>;
  readonly #rates: ReturnType<typeof parcelRates>;
  /** Those that are being read, each for the one before it. */
  readonly #path: string[] = [];

  constructor(own: readonly OwnIndicator[], fields: readonly Field[], assumptions: AssumptionValues) {
    this.#own = new Map(own.map((one) => [one.id, one]));
    this.#names = parcelNames(fields);
    this.#rates = parcelRates(assumptions);
    for (const { id } of own) if (!this.faults.has(id)) this.#unitOf(id);
  }

  /** The unit of an indicator, own ones being read first; undefined when there is none. */
  #unitOf(id: string): string | undefined {
    const own = this.#own.get(id);
    if (!own) return builtInSet.definitions.find((one) => one.id === id)?.unit;
    const before = this.#path.indexOf(id);
    if (before >= 0) {
      const circle = [...this.#path.slice(before), id].join(' → ');
      throw new WorkbenchError('indicator/circle', { circle });
    }
    const fault = this.faults.get(id);
    if (fault) throw new WorkbenchError('indicator/refers-to-faulty', { indicator: own.name }, { cause: fault });
    const known = this.read.get(id);
    if (known) return known.formula.unit;
    this.#path.push(id);
    try {
      const formula = this.#formulaOf(own);
      this.read.set(id, { own, formula });
      return formula.unit;
    } catch (thrown) {
      if (!(thrown instanceof WorkbenchError)) throw thrown;
      this.faults.set(id, thrown);
      if (this.#path.length > 1) throw thrown;
      return undefined;
    } finally {
      this.#path.pop();
    }
  }

  #formulaOf(own: OwnIndicator): Formula {
    const reason = ownIndicatorFault(own);
    if (reason) throw new WorkbenchError('indicator/invalid', { reason });
    if (builtInSet.measureOf(own.id)) throw new WorkbenchError('indicator/id-taken', { id: own.id });
    return readFormula(own.formula, own.unit, {
      names: this.#names,
      rates: this.#rates,
      indicatorUnit: (id) => this.#unitOf(id),
      indicatorIds: [...builtInSet.definitions.map(({ id }) => id), ...this.#own.keys()],
      tallies: this.tallies,
    });
  }
}

const nothing: Pick<TermSource, 'value' | 'parkArea'> = { value: () => 0, parkArea: 0 };

function definitionOf(own: OwnIndicator, unit: string): IndicatorDefinition {
  return {
    id: own.id,
    label: { zh: own.name, en: own.name },
    unit,
    decimals: own.decimals,
    better: own.better,
    dimension: 'application-services',
    formula: own.formula,
    source: own.source,
  };
}

/** A value through a formula; `indicator` gives what it refers to. */
function measured(formula: Formula, world: FormulaWorld): MethodValue {
  const value = formula.value(world);
  if (value !== null) return ok(value);
  return notDefined(
    '公式在这里没有值：除以 0，或所需的数缺失',
    'the formula has no value here: a division by 0, or a number that it needs is missing',
  );
}

function measureFrom(formula: Formula, set: LiveSet): LiveMeasure {
  const others = formula.indicators.map((id) => set.measureOf(id)!);
  const valueOf = (id: string, whole: Measured): MethodValue => set.measureOf(id)!.measure(whole);
  return {
    assumptions: [...new Set([...formula.assumptions, ...others.flatMap(({ assumptions }) => assumptions)])],
    measure: (whole) => {
      for (const id of formula.indicators) {
        const value = valueOf(id, whole);
        if (value.status !== 'ok') return value;
      }
      const indicator = (id: string) => {
        const value = valueOf(id, whole);
        return value.status === 'ok' ? value.value : null;
      };
      return measured(formula, { view: whole.view, whole: whole.view, indicator });
    },
    isSlow: (sums) => others.some((other) => other.isSlow?.(sums)),
    part: (parcel, whole, before) => {
      const wholeOf = (id: string) => {
        const value = valueOf(id, whole);
        return value.status === 'ok' ? value.value : null;
      };
      const own = formula.value({
        view: parcel,
        whole: whole.view,
        indicator: (id, below) => (below ? wholeOf(id) : set.measureOf(id)!.part(parcel, whole, before)),
      });
      const none = formula.value({
        view: new LiveView({ ...nothing, groups: whole.sums.groups }, whole.view.assumptions),
        whole: whole.view,
        indicator: (id, below) => (below ? wholeOf(id) : 0),
      });
      // What a formula gives without any parcel is nobody's part.
      return own === null || none === null ? Number.NaN : own - none;
    },
  };
}

/**
 * The live indicators of a project. Own ones that cannot be worked out, because a field or an indicator is gone, stay among
 * them and say why they have no value.
 */
export function readOwnIndicators(
  own: readonly OwnIndicator[],
  fields: readonly Field[],
  assumptions: AssumptionValues,
): OwnIndicators {
  const reader = new OwnReader(own, fields, assumptions);
  const measures = new Map<string, LiveMeasure>();
  const set: LiveSet = {
    definitions: [
      ...builtInSet.definitions,
      ...own.map((one) => definitionOf(one, reader.read.get(one.id)?.formula.unit ?? (one.unit || '1'))),
    ],
    measureOf: (id) => measures.get(id) ?? builtInSet.measureOf(id),
  };
  // Those read first are needed by those read later.
  for (const [id, { formula }] of reader.read) measures.set(id, measureFrom(formula, set));
  for (const [id, fault] of reader.faults) {
    const value = insufficient(fault.describe('zh'), fault.describe('en'));
    measures.set(id, { assumptions: [], measure: () => value, part: () => Number.NaN });
  }
  const settledOf = (id: string): readonly string[] => {
    const formula = reader.read.get(id)?.formula;
    return formula ? [...new Set([...formula.settled, ...formula.indicators.flatMap(settledOf)])] : [];
  };
  const uses = (id: string): ReadonlySet<string> => {
    const direct = reader.read.get(id)?.formula.indicators ?? [];
    return new Set([...direct, ...direct.flatMap((one) => [...uses(one)])]);
  };
  const settled = [...new Set([...reader.read.keys()].flatMap(settledOf))];
  return { ...set, tallies: reader.tallies, settled, faults: reader.faults, uses, settledOf };
}
