import type { GeometryEngine } from '#core/geometry/engine.ts';
import type { Assumption, AssumptionRanges, AssumptionValues } from '#core/model/assumption.ts';
import type { FeatureTable, Field, FieldType, Scalar } from '#core/model/feature-table.ts';
import type { ScenarioId } from '#core/model/ids.ts';
import type { IndicatorDefinition, IndicatorValue } from '#core/model/indicator.ts';
import type { Raster } from '#core/model/layer.ts';
import type { GeometryKind, PackedGeometry } from '#core/model/packed-geometry.ts';
import type { RoleId } from '#core/model/role.ts';
import type { SourceText } from '#core/model/source-text.ts';
import type { LocalText } from '#core/model/text.ts';
import type { Random } from '#core/platform/platform.ts';

/** Version of this contract; a manifest names the one it was written for. */
export const evaluatorApiVersion = 1;

export interface InputField {
  readonly name: string;
  readonly type: FieldType;
  readonly unit?: string;
  /** Optional fields may be missing or empty; the evaluator says what it could not do. */
  readonly optional?: boolean;
}

/** A layer an evaluator reads. It gets these roles and fields and nothing else. */
export interface EvaluatorInput {
  readonly role: RoleId;
  readonly geometry: GeometryKind | 'raster';
  readonly fields: readonly InputField[];
  readonly optional: boolean;
  /** What the layer is needed for, told when it is missing. */
  readonly purpose: LocalText;
}

/** One parameter, in the terms of JSON Schema, with what a planner needs to judge it. */
export interface EvaluatorParameter {
  readonly type: 'number' | 'integer' | 'string' | 'boolean' | 'array';
  readonly title: LocalText;
  readonly description?: LocalText;
  readonly unit?: string;
  readonly default: Scalar | readonly number[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly string[];
  readonly enumTitles?: readonly LocalText[];
  /** A choice among all indicators that may be run (`evaluator/indicator`): `enum` is filled in when the evaluators are known. */
  readonly choices?: 'indicators';
  readonly items?: {
    readonly type: 'number';
    readonly minimum?: number;
    readonly maximum?: number;
    /** What each item of the default stands for, where the list has a fixed length. */
    readonly titles?: readonly LocalText[];
  };
  /** A citation as it stands, or, where words have to be read, in both languages. */
  readonly source: SourceText;
  /** Values that could not be confirmed in a standard: shown as "default, verify locally". */
  readonly verifyLocally?: boolean;
  /** A text that nobody else should read: never printed in reports, lists and comparisons (see `shownParameters`). */
  readonly secret?: boolean;
}

/** A layer an evaluator draws: catchments, corridors, scored parcels. */
export interface EvaluatorLayer {
  readonly id: string;
  readonly label: LocalText;
  readonly geometry: GeometryKind;
  readonly fields: readonly (Field & { readonly label: LocalText })[];
  /** Field the map is coloured by. */
  readonly styleField?: string;
  readonly style: 'sequential' | 'categorical' | 'outline';
}

/** Per-feature values an evaluator gives for features it read: coloured on the map, listed in the inspector. */
export interface EvaluatorFeatureValue {
  readonly id: string;
  readonly role: RoleId;
  readonly label: LocalText;
  readonly unit: string;
  readonly decimals: number;
  readonly better: 'higher' | 'lower' | 'neutral';
}

/** The scenario that is evaluated, this one and the baseline, or every scenario of the project. */
export type ReadScope = 'own' | 'with-baseline' | 'all';

/**
 * Results of another evaluator that this one reads. They are run first, or reused while their inputs are the same; what is not
 * there reads as `insufficient-data`.
 */
export interface EvaluatorRead {
  readonly evaluator: string;
  /** The indicators it gets; nothing else of the other's result is shown. */
  readonly indicators: readonly string[];
  readonly scenarios: ReadScope;
  readonly purpose: LocalText;
}

/** Runs of another evaluator under changed assumptions and parameters, as this one's `plan` asks for them. */
export interface EvaluatorRuns {
  /** The parameter that names the indicator under study, as `evaluator/indicator`. */
  readonly parameter: string;
  readonly scenarios: ReadScope;
  readonly purpose: LocalText;
}

/** What an evaluator is, declared before it runs; kept in manifest.json beside its code. */
export interface Manifest {
  readonly id: string;
  readonly version: string;
  readonly apiVersion: number;
  readonly name: LocalText;
  readonly summary: LocalText;
  readonly author: string;
  readonly licence: string;
  readonly inputs: readonly EvaluatorInput[];
  /** Other evaluators it builds on; they may not build on it in turn. */
  readonly reads?: readonly EvaluatorRead[];
  /** Set by evaluators that have others run again; nobody may build on these. */
  readonly runs?: EvaluatorRuns;
  /** True when the evaluator measures a change: it then gets the project's baseline beside the scenario. */
  readonly baseline?: boolean;
  /**
   * Ids of the assumptions that the evaluator reads besides those in `ranges`; an empty list for none. It is given no others, and
   * a change of others does not run it again. Without the list it is given all.
   */
  readonly assumptions?: readonly string[];
  /** Ids of the assumptions whose low and high values the evaluator is given besides the base value. */
  readonly ranges?: readonly string[];
  readonly parameters: Readonly<Record<string, EvaluatorParameter>>;
  readonly indicators: readonly IndicatorDefinition[];
  readonly features: readonly EvaluatorFeatureValue[];
  readonly layers: readonly EvaluatorLayer[];
  readonly limits: { readonly seconds: number; readonly megabytes: number };
}

/** A layer as an evaluator sees it. Derived quantities (see core/indicators) are columns like the others. */
export interface SnapshotLayer extends FeatureTable {
  readonly role: RoleId;
  readonly name: string;
}

/** Another evaluator as this one knows it. */
export interface OtherEvaluator {
  readonly id: string;
  readonly version: string;
  readonly name: LocalText;
  /** The declared indicators that it has. */
  readonly indicators: readonly IndicatorDefinition[];
}

/** The evaluator that is run again, with all its indicators and its parameters as they stand. */
export interface SubjectEvaluator extends OtherEvaluator {
  readonly parameters: Readonly<Record<string, EvaluatorParameter>>;
  readonly values: ParameterValues;
}

/** What another evaluator gave for one scenario; `failure` stands in for the indicators when it failed. */
export interface OtherResult {
  readonly evaluator: string;
  readonly scenario: ScenarioId;
  readonly inputsHash: string;
  readonly resultHash: string;
  readonly indicators: readonly IndicatorValue[];
  readonly failure?: LocalText;
}

/** One run to be made again: what differs in it. Parameters and assumptions not named keep the values they have. */
export interface PlannedRun {
  readonly scenario: ScenarioId;
  readonly assumptions: AssumptionValues;
  readonly parameters: ParameterValues;
}

/** What a planned run gave. */
export interface PlannedResult {
  readonly indicators: readonly IndicatorValue[];
  readonly failure?: LocalText;
}

/** Everything an evaluator knows of other evaluators and scenarios; see `Manifest.reads` and `Manifest.runs`. */
export interface Others {
  /** All scenarios of the project in their order, the baseline first. */
  readonly scenarios: readonly { readonly id: ScenarioId; readonly name: LocalText; readonly letter: string }[];
  /** The scenario that is evaluated. */
  readonly own: ScenarioId;
  /** Those of the declared evaluators that there are. */
  readonly evaluators: readonly OtherEvaluator[];
  readonly results: readonly OtherResult[];
  /** The evaluator that is run again; absent when there is none of that name. */
  readonly subject?: SubjectEvaluator;
  /** The project's assumptions with their ranges; empty unless the manifest declares `runs`. */
  readonly assumptions: readonly Assumption[];
  /** In the order of the plan; empty while it is made. */
  readonly runs: readonly PlannedResult[];
}

/**
 * One scenario, frozen: the only thing an evaluator knows of the project. Coordinates are metres in a projected system.
 * A role that the project lacks, or that the manifest does not name, is absent.
 */
export interface Snapshot {
  readonly epsg: number;
  readonly layers: Readonly<Partial<Record<RoleId, SnapshotLayer>>>;
  readonly rasters: Readonly<Partial<Record<RoleId, Raster>>>;
  /** Present when the manifest declares `reads` or `runs`. */
  readonly others?: Others;
  /** The same inputs as the project's baseline has them, where the manifest asks for it; equal for the baseline itself. */
  readonly baseline?: Snapshot;
}

export type ParameterValue = Scalar | readonly number[];
export type ParameterValues = Readonly<Record<string, ParameterValue>>;

export interface EvaluatorRemark {
  readonly severity: 'info' | 'warning';
  readonly text: LocalText;
}

/** What an evaluator is given besides the snapshot. No clock, no network, no files: same input and seed, same result. */
export interface EvaluatorContext {
  readonly parameters: ParameterValues;
  readonly assumptions: AssumptionValues;
  /** Low and high of the assumptions that the manifest names in `ranges`. */
  readonly ranges: AssumptionRanges;
  /** Seeded with the hash of the inputs. */
  readonly random: Random;
  readonly geometry: GeometryEngine;
  /** Throws when the run was cancelled: call it in every long loop. `share` is the part done, 0 to 1. */
  progress(share: number): void;
  remark(severity: EvaluatorRemark['severity'], text: LocalText): void;
}

export interface TableColumn {
  readonly id: string;
  readonly label: LocalText;
  readonly unit?: string;
  readonly decimals?: number;
}

export interface ResultTable {
  readonly id: string;
  readonly title: LocalText;
  readonly columns: readonly TableColumn[];
  /** Texts a person reads are in both languages; numbers, ids and names as they are. */
  readonly rows: readonly (readonly (Scalar | LocalText)[])[];
}

/** A chart with one series; the report draws the same chart of several scenarios as one, a series for each. */
export interface ResultChart {
  readonly id: string;
  readonly title: LocalText;
  readonly kind: 'bar' | 'line' | 'scatter';
  readonly x: { readonly label: LocalText; readonly unit?: string };
  readonly y: { readonly label: LocalText; readonly unit?: string; readonly decimals?: number };
  /** Bars: a name for each value. */
  readonly categories?: readonly LocalText[];
  /** Bars: y per category (null: no value). Lines and scatters: [x, y, name?]. */
  readonly values?: readonly (number | null)[];
  readonly points?: readonly (readonly [x: number, y: number, name?: string])[];
}

export interface ResultLayer {
  readonly id: string;
  readonly geometry: PackedGeometry;
  readonly columns: Readonly<Record<string, Float64Array | readonly (string | null)[]>>;
}

/** Values by feature: `values[i]` belongs to feature i of the snapshot layer of the declared role; NaN where there is none. */
export interface ResultFeatureValues {
  readonly id: string;
  readonly values: Float64Array;
}

/** What an evaluator gives back; checked against its manifest before anybody sees it. */
export interface EvaluatorOutput {
  readonly indicators: readonly IndicatorValue[];
  readonly features?: readonly ResultFeatureValues[];
  readonly layers?: readonly ResultLayer[];
  readonly tables?: readonly ResultTable[];
  readonly charts?: readonly ResultChart[];
}

/** An evaluator: a pure function of its snapshot, parameters, assumptions and seed. */
export type Evaluate = (snapshot: Snapshot, context: EvaluatorContext) => EvaluatorOutput;

/**
 * Which runs of the other evaluator an evaluator that declares `runs` needs. As pure as `Evaluate`: `evaluate` can make the
 * same plan again and finds the results in the same order.
 */
export type Plan = (
  snapshot: Snapshot,
  context: Pick<EvaluatorContext, 'parameters' | 'assumptions' | 'random'>,
) => readonly PlannedRun[];

/** A checked output with its remarks: what is stored, shown and reported. */
export interface EvaluationResult extends EvaluatorOutput {
  readonly remarks: readonly EvaluatorRemark[];
}

/** One evaluation of one scenario as the project file keeps it: the result and all that is needed to run it again. */
export interface EvaluationRecord {
  readonly id: string;
  readonly scenario: ScenarioId;
  readonly evaluator: string;
  readonly version: string;
  readonly parameters: ParameterValues;
  readonly assumptions: AssumptionValues;
  /** Low and high of the assumptions that the evaluator declares to vary. */
  readonly ranges?: AssumptionRanges;
  /** SHA-256 of exactly what the evaluator read: features, parameters, assumptions, its id and version. */
  readonly inputsHash: string;
  /** SHA-256 of the result. */
  readonly resultHash: string;
  /** ISO 8601 instant of the run. */
  readonly created: string;
  readonly result: EvaluationResult;
  /** The results of other evaluators that went into it. */
  readonly reads?: readonly ReadRecord[];
  /** Digests of the parts of its snapshot, by which two runs are compared: see `inputParts`. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Absent for evaluators that come with the program. */
  readonly plugin?: PluginProvenance;
}

/** The plugin that a result came from. The manifest is kept whole, so that the result can be read when the plugin is gone. */
export interface PluginProvenance {
  /** Content hash of the package. */
  readonly hash: string;
  readonly manifest: Manifest;
  readonly signedBy?: { readonly name: string; readonly fingerprint: string };
}

/** What of another evaluator's result a record was made from. */
export interface ReadRecord {
  readonly evaluator: string;
  readonly version: string;
  readonly scenario: ScenarioId;
  readonly inputsHash: string;
  readonly resultHash: string;
}
