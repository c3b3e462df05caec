import { type OwnIndicators, readOwnIndicators } from '#core/formula/own-indicators.ts';
import {
  type EvidenceDensities,
  evidenceFor,
  floorAreaOfBuildings,
  gatherEvidence,
} from '#core/indicators/parcel-evidence.ts';
import {
  deriveParcelQuantities,
  type ParcelEvidence,
  type ParcelQuantities,
} from '#core/indicators/parcel-quantities.ts';
import {
  type Assumption,
  type AssumptionValues,
  assumptionValues,
  completeAssumptions,
} from '#core/model/assumption.ts';
import { derivedParcelFields } from '#core/model/derived-fields.ts';
import type { DevelopmentType } from '#core/model/development-type.ts';
import { type Column, type FeatureTable, numberColumn, textColumn } from '#core/model/feature-table.ts';
import { baselineId, type ScenarioId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import type { OwnIndicator } from '#core/model/own-indicator.ts';
import type { ProjectDescription } from '#core/model/project.ts';
import { floorUses } from '#core/model/role.ts';
import type { ScenarioTables } from './scenario-tables.ts';

const noTypes: ReadonlyMap<string, DevelopmentType> = new Map();

interface Evidence {
  readonly of: readonly (FeatureTable | undefined)[];
  readonly densities: EvidenceDensities;
}

/** Assumptions that decide what other layers tell of parcels. */
export const evidenceAssumptions: readonly string[] = ['mixed-share-residential'];

/** What follows from the tables of a scenario, the development types and the assumptions; worked out when first asked for. */
export class ScenarioFacts {
  readonly #tables: ScenarioTables;
  /** All assumptions with their ranges, those of the project first, and their base values by id. */
  readonly assumed: readonly Assumption[];
  readonly assumptions: AssumptionValues;
  readonly types: ReadonlyMap<string, DevelopmentType>;
  readonly #ownIndicators: readonly OwnIndicator[];
  #indicators: { readonly layers: readonly Layer[]; readonly set: OwnIndicators } | undefined;
  #evidence: Evidence | undefined;
  readonly #quantities = new WeakMap<FeatureTable, ParcelQuantities>();
  readonly #withDerived = new WeakMap<FeatureTable, FeatureTable>();

  /** `previous` are the facts before assumptions or types changed: what other layers tell may still hold. */
  constructor(tables: ScenarioTables, description: ProjectDescription, previous?: ScenarioFacts) {
    this.#tables = tables;
    this.assumed = completeAssumptions(description.assumptions);
    this.assumptions = assumptionValues(this.assumed);
    this.#ownIndicators = description.ownIndicators;
    this.types = new Map(description.developmentTypes.map((type) => [type.id, type]));
    const isSame = (id: string) => previous?.assumptions[id] === this.assumptions[id];
    if (previous && evidenceAssumptions.every(isSame)) this.#evidence = previous.#evidence;
  }

  /** The live indicators, with a person's own. */
  get indicators(): OwnIndicators {
    const { layers } = this.#tables;
    if (this.#indicators?.layers !== layers) {
      this.#indicators = { layers, set: this.indicatorsWith(this.#ownIndicators) };
    }
    return this.#indicators!.set;
  }

  /** The live indicators with other own ones than the project has. */
  indicatorsWith(own: readonly OwnIndicator[]): OwnIndicators {
    const fields = this.#tables.layersOf('parcel').flatMap((layer) => layer.fields);
    return readOwnIndicators(own, fields, this.assumptions);
  }

  /** What other layers tell of the baseline's parcels; undefined without parcels. */
  get evidence(): EvidenceDensities | undefined {
    const of = (['parcel', 'building', 'population'] as const).map((role) => this.#tables.roleTable(role, baselineId));
    const [baseline, buildings, population] = of;
    if (!baseline) return undefined;
    if (!this.#evidence || of.some((table, at) => table !== this.#evidence?.of[at])) {
      const floor = buildings && floorAreaOfBuildings(baseline, buildings);
      const alone = deriveParcelQuantities(baseline, this.assumptions, noTypes, floor ? { floorArea: floor } : {});
      this.#evidence = { of, densities: gatherEvidence(baseline, alone, floor, population) };
    }
    return this.#evidence.densities;
  }

  /** Quantities of the parcels as `scenario` has them; undefined without parcels. */
  quantities(scenario: ScenarioId): ParcelQuantities | undefined {
    const parcels = this.#tables.roleTable('parcel', scenario);
    return parcels && this.quantitiesOf(parcels);
  }

  /** The same under other assumptions; the evidence of other layers stays what it is. */
  quantitiesUnder(parcels: FeatureTable, assumptions: AssumptionValues): ParcelQuantities {
    return deriveParcelQuantities(parcels, assumptions, this.types, this.#evidenceFor(parcels));
  }

  /** The parcels of `scenario` with their derived quantities as columns, as evaluators get them. */
  parcels(scenario: ScenarioId): FeatureTable | undefined {
    const parcels = this.#tables.roleTable('parcel', scenario);
    return parcels && this.withDerived(parcels);
  }

  /** A table of parcels with their derived quantities as columns. */
  withDerived(parcels: FeatureTable): FeatureTable {
    let table = this.#withDerived.get(parcels);
    if (!table) {
      table = this.#completed(parcels, this.quantitiesOf(parcels), this.#spans(parcels));
      this.#withDerived.set(parcels, table);
    }
    return table;
  }

  /** The same under other assumptions, worked out anew each time. */
  parcelsUnder(scenario: ScenarioId, assumptions: AssumptionValues): FeatureTable | undefined {
    const parcels = this.#tables.roleTable('parcel', scenario);
    return parcels && this.#completed(parcels, this.quantitiesUnder(parcels, assumptions));
  }

  #completed(parcels: FeatureTable, quantities: ParcelQuantities, spans: Readonly<Record<string, Column>> = {}) {
    const own = { far: farOf(parcels, quantities), energy_use: this.#energyUse(parcels), ...spans };
    return withDerivedColumns(parcels, { ...derivedColumns(quantities), ...own });
  }

  /**
   * Residents and jobs with all floor areas a head at their high and at their low: the fewest and the most there may be. What
   * was counted is the same in both.
   */
  #spans(parcels: FeatureTable): Readonly<Record<string, Column>> {
    const under = (end: 'low' | 'high') => {
      const perHead = this.assumed.filter(({ id }) => id.startsWith('floor-area-per-'));
      const changed = Object.fromEntries(perHead.map((assumption) => [assumption.id, assumption[end]]));
      return this.quantitiesUnder(parcels, { ...this.assumptions, ...changed });
    };
    const [fewest, most] = [under('high'), under('low')];
    return {
      residents_low: fewest.residents,
      residents_high: most.residents,
      jobs_low: fewest.jobs,
      jobs_high: most.jobs,
    };
  }

  /** Quantities of the parcels of a table, worked out once for it. */
  quantitiesOf(parcels: FeatureTable): ParcelQuantities {
    let quantities = this.#quantities.get(parcels);
    if (!quantities) {
      quantities = this.quantitiesUnder(parcels, this.assumptions);
      this.#quantities.set(parcels, quantities);
    }
    return quantities;
  }

  /** Energy use of the floor area by the development type a parcel was painted with, kWh/m2 a year; NaN without one. */
  #energyUse(parcels: FeatureTable): Float64Array {
    const types = textColumn(parcels, 'development_type');
    return Float64Array.from(parcels.ids, (_, row) => this.types.get(types?.[row] ?? '')?.energyUse ?? Number.NaN);
  }

  #evidenceFor(parcels: FeatureTable): ParcelEvidence {
    const densities = this.evidence;
    return densities ? evidenceFor(parcels, densities) : {};
  }
}

/** Columns of derived quantities by field name. */
export function derivedColumns(quantities: ParcelQuantities): Record<string, Float64Array> {
  const { points } = quantities;
  const axis = (offset: number) =>
    Float64Array.from({ length: quantities.count }, (_, row) => points[2 * row + offset]!);
  return {
    area_m2: quantities.area,
    developed: Float64Array.from(quantities.developed),
    floor_area: quantities.floorArea,
    ...Object.fromEntries(floorUses.map((use) => [`floor_${use}`, quantities.floorAreaByUse[use]])),
    residents: quantities.residents,
    jobs: quantities.jobs,
    dwellings: quantities.dwellings,
    green_area: quantities.greenArea,
    point_x: axis(0),
    point_y: axis(1),
  };
}

/** Floor-area ratio of each parcel: its own where it has one, else that of its floor area. */
function farOf(parcels: FeatureTable, { floorArea, area }: ParcelQuantities): Float64Array {
  const known = numberColumn(parcels, 'far');
  return floorArea.map((floor, row) => {
    const own = known?.[row] ?? Number.NaN;
    return Number.isNaN(own) ? floor / area[row]! : own;
  });
}

function withDerivedColumns(parcels: FeatureTable, derived: Readonly<Record<string, Column>>): FeatureTable {
  const names = new Set(derivedParcelFields.map((field) => field.name));
  return {
    ...parcels,
    fields: [
      ...parcels.fields.filter((field) => !names.has(field.name)),
      ...derivedParcelFields.filter(({ name }) => derived[name]),
    ],
    columns: { ...parcels.columns, ...derived },
  };
}
