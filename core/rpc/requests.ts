import type { RunComparison, RunHeader } from '#core/evaluation/compare-runs.ts';
import type { EvaluationRecord, Manifest, ParameterValues } from '#core/evaluation/contract.ts';
import type { ConflictChoice, OpenConflict } from '#core/model/conflict.ts';
import type { DevelopmentType } from '#core/model/development-type.ts';
import type { Edit, RecordKind } from '#core/model/edit.ts';
import type { FeatureTable, Scalar } from '#core/model/feature-table.ts';
import type { DevelopmentTypeId, FeatureId, LayerId, ScenarioId } from '#core/model/ids.ts';
import type { Join, JoinFit, JoinKeys, KeyForm, KeySuggestion } from '#core/model/join.ts';
import type { Raster } from '#core/model/layer.ts';
import type { GlimpseView, LayerGlimpse } from '#core/model/layer-glimpse.ts';
import type { OwnIndicator } from '#core/model/own-indicator.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import type { ProjectDescription } from '#core/model/project.ts';
import type { Recipe, RecipeStep, Selection } from '#core/model/recipe.ts';
import type { Remark } from '#core/model/remark.ts';
import type { ReportChapter } from '#core/model/report-chapter.ts';
import type { FateOfChildren, ScenarioChange } from '#core/model/scenario.ts';
import type { Language, LocalText } from '#core/model/text.ts';
import type { CaseOutcome, PluginEntry, PluginInspection } from '#core/plugins/plugin-facts.ts';
import type { PluginSource } from '#core/plugins/plugin-source.ts';
import type { ProjectReadiness } from '#core/readiness/readiness.ts';
import type { ThresholdValues } from '#core/readiness/thresholds.ts';
import type { GeometryChange, NewFeature, ValueChange } from '#core/scenario/direct-edits.ts';
import type { FieldChange } from '#core/scenario/field-edits.ts';
import type { EditPlace } from '#core/scenario/image-edits.ts';
import type { OutlineChange } from '#core/scenario/outline-edits.ts';
import type { MergePreview, VertexMove } from '#core/scenario/shape-edits.ts';
import type { LocalMix } from '#core/sketch/local-mix.ts';
import type { StepMeasure } from '#core/sketch/step-measure.ts';
import type { CorridorCandidate, SuggestOptions } from '#core/sketch/suggest-corridors.ts';
import type { ComparisonRequests } from './compare-answers.ts';
import type { ImportRequests } from './file-requests.ts';
import type { HistoryRequests } from './history-answers.ts';
import type {
  CalculationPreview,
  DirectEdit,
  ExportedLayer,
  FieldCalculation,
  FixOutcome,
  FixRequest,
} from './layer-messages.ts';
import type { LiveExplanation, LiveIndicators, OwnPreview } from './live-answers.ts';
import type { PrintRequests } from './print-requests.ts';

export type { MergePreview } from '#core/scenario/shape-edits.ts';

/** What a window shows of a project besides its features. */
export interface ProjectState {
  readonly description: ProjectDescription;
  /** Steps since the last save; 0 when everything is in the file. */
  readonly unsavedSteps: number;
  readonly undoLabel: LocalText | null;
  readonly redoLabel: LocalText | null;
  /** Number of features by layer in the baseline. */
  readonly featureCounts: Readonly<Record<LayerId, number>>;
  /** Features each scenario changes against the baseline, over all layers. */
  readonly changeCounts: Readonly<Record<ScenarioId, number>>;
  /** Open conflicts with the parent, of the scenarios that have any. */
  readonly conflictCounts: Readonly<Record<ScenarioId, number>>;
  /** What opening or importing had to say. */
  readonly remarks: readonly Remark[];
}

/** What a sketch did, or would do. */
export interface StepOutcome {
  /** Features changed by layer role. */
  readonly changed: readonly FeatureId[];
  readonly areaSquareMetres: number;
  /** What to draw beside the changed features: catchments, the corridor's outline. */
  readonly outlines: readonly { readonly label: LocalText; readonly geometry: PackedGeometry }[];
  readonly remarks: readonly Remark[];
  /** What it does to the numbers that this kind of sketch is about. */
  readonly measures: readonly StepMeasure[];
}

/** One feature with all its values, in the scenario and in the baseline. */
export interface FeatureDetail {
  readonly id: FeatureId;
  readonly layer: LayerId;
  readonly values: Readonly<Record<string, Scalar>>;
  readonly baseline: Readonly<Record<string, Scalar>> | null;
  /** Derived quantities of a parcel: area_m2, floor_area, residents, jobs and so on. */
  readonly derived: Readonly<Record<string, number>>;
  readonly changed: boolean;
}

export interface StoredEvaluation {
  readonly record: EvaluationRecord;
  /** False when the scenario or the assumptions changed since it ran. */
  readonly current: boolean;
}

export type { CorridorCandidate } from '#core/sketch/suggest-corridors.ts';

/** Parcels that a selection comes to, before anything is painted. */
export interface SketchSelection {
  readonly layer: LayerId;
  readonly features: readonly FeatureId[];
  readonly areaSquareMetres: number;
  /** Of those that are not protected. */
  readonly developableSquareMetres: number;
  /** Protected parcels among them, by reason. */
  readonly skipped: readonly { readonly reason: LocalText; readonly count: number }[];
}

/** What a changed development type does to the parcels of one scenario that are painted with it. */
export interface TypeEffect {
  readonly scenario: ScenarioId;
  readonly parcels: number;
  /** True when the scenario is locked (or the baseline): only what is derived of the type changes there. */
  readonly locked: boolean;
  readonly before: { readonly residents: number; readonly jobs: number; readonly floorArea: number };
  readonly after: { readonly residents: number; readonly jobs: number; readonly floorArea: number };
}

/** What a new project is made of. */
export interface NewProjectRequest {
  readonly name: string;
  /** Code of its coordinate system: projected, in metres. */
  readonly epsg: number;
  /** Language of the names that other programs see in the file. */
  readonly language: Language;
}

/** Every request a window or the command line can make: its parameters and its answer. Names are `area/verb-object`. */
export interface Requests extends ImportRequests, ComparisonRequests, HistoryRequests, PrintRequests {
  'project/create': (request: NewProjectRequest) => ProjectState;
  /**
   * With `checkLater` the layers of a large file are not looked through for damage: `project/check` does that. Where there is
   * `roomBehind` the bytes in their buffer, and no journal, they are given away.
   */
  'project/open': (request: {
    fileName: string;
    bytes: Uint8Array;
    journal?: readonly Uint8Array[];
    checkLater?: boolean;
  }) => ProjectState;
  /** Fails with `store/damaged` where a page of the file is. */
  'project/check': (request: object) => null;
  'project/close': (request: object) => null;
  'project/state': (request: object) => ProjectState;
  /**
   * The project as a file; after `project/mark-saved` its steps count as saved. `inPlace` spares the copy where the engine is
   * in the same thread: the bytes have to be written before the next request.
   */
  'project/export': (request: { readonly inPlace?: boolean }) => Uint8Array;
  'project/mark-saved': (request: object) => ProjectState;

  'edit/apply': (request: { label: LocalText; edits: readonly Edit[] }) => ProjectState;
  /** New values of some fields; they have to be of the field's type and within the range and vocabulary of the layer's role. */
  'edit/set-values': (request: DirectEdit & { changes: readonly ValueChange[] }) => ProjectState;
  'edit/set-geometry': (request: DirectEdit & { changes: readonly GeometryChange[] }) => ProjectState;
  /** The ids are in the order of `features`. */
  'edit/add-features': (request: DirectEdit & { features: readonly NewFeature[] }) => {
    state: ProjectState;
    ids: readonly FeatureId[];
  };
  'edit/delete-features': (request: DirectEdit & { features: readonly FeatureId[] }) => ProjectState;
  /** Gives a small document a new body, whatever it was before; null takes it away. */
  /** Splits features along a line (WKB); amounts are shared out by size. The pieces, originals included. */
  'edit/split-features': (request: DirectEdit & { features: readonly FeatureId[]; line: Uint8Array }) => {
    state: ProjectState;
    pieces: readonly FeatureId[];
  };
  'edit/preview-merge': (request: EditPlace & { features: readonly FeatureId[] }) => MergePreview;
  /** Merges features into the largest of them; amounts are added up, ratios averaged by area. */
  'edit/merge-features': (request: DirectEdit & { features: readonly FeatureId[] }) => {
    state: ProjectState;
    kept: FeatureId;
  };
  /** Moves a vertex in all features of a layer that share it, or takes it out. */
  'edit/move-vertex': (request: DirectEdit & { move: VertexMove }) => ProjectState;
  /** Reshapes features, makes and fills holes, offsets, trims overlaps. What was changed or made. Errors: see `outlineEdits`. */
  'edit/change-outline': (request: DirectEdit & { change: OutlineChange }) => {
    state: ProjectState;
    features: readonly FeatureId[];
  };
  /** What an expression would make of a field, with the first rows that change. */
  'table/preview-calculation': (request: FieldCalculation) => CalculationPreview;
  /** Gives a field the values of an expression as one step. */
  'table/calculate': (request: FieldCalculation & DirectEdit) => ProjectState;
  /** Adds, takes away or renames a field of a layer as one undoable step. Errors: see `fieldEdits`. */
  'table/change-fields': (request: { layer: LayerId; change: FieldChange }) => ProjectState;
  'record/put': (request: { record: RecordKind; id: string; body: object | null; label: LocalText }) => ProjectState;
  'edit/undo': (request: object) => ProjectState;
  'edit/redo': (request: object) => ProjectState;

  'layer/read': (request: {
    layer: LayerId;
    scenario: ScenarioId;
    /** Fields to send; all when absent. */
    fields?: readonly string[];
  }) => FeatureTable;
  /**
   * What a map first shows of a layer of many areas: all of it, or what is in `view`. Null where `layer/read` answers as soon,
   * or where the layer was read already.
   */
  'layer/glimpse': (request: {
    layer: LayerId;
    scenario: ScenarioId;
    fields: readonly string[];
    view?: GlimpseView;
  }) => LayerGlimpse | null;
  'layer/read-raster': (request: { layer: LayerId }) => Raster;
  'layer/feature': (request: { layer: LayerId; scenario: ScenarioId; feature: FeatureId }) => FeatureDetail;
  /**
   * Writes layers, as a scenario has them, in the format of that id, in the project's system or `crs`. Several layers are one
   * GeoPackage or a zip archive. Errors: `formats/not-writable`, `recipe/expression`, those of the format.
   */
  'layer/export': (request: {
    format: string;
    layers: readonly ExportedLayer[];
    scenario: ScenarioId;
    crs?: string;
  }) => {
    readonly bytes: Uint8Array;
    readonly extension: string;
    /** How many of each layer. */
    readonly features: readonly number[];
    readonly remarks: readonly Remark[];
  };
  /** How a table fits to a layer by a key, the likeliest one unless given; both as the baseline has them. */
  'table/preview-join': (request: { layer: LayerId; table: LayerId; keys?: JoinKeys; form: KeyForm }) => {
    readonly suggestions: readonly KeySuggestion[];
    readonly keys: JoinKeys | null;
    readonly fit: JoinFit | null;
  };
  /** Joins fields of a table to a layer as one undoable step. Errors: see `joinEdits`. */
  'table/join': (request: Join) => { readonly state: ProjectState; readonly joined: number };
  /** Copies a layer as the baseline and every scenario have it, as a reference layer; one undoable step. */
  'layer/duplicate': (request: { layer: LayerId; name: string }) => { state: ProjectState; id: LayerId };
  /** Ids of the features in which the scenario differs from the baseline. */
  'layer/changes': (request: { layer: LayerId; scenario: ScenarioId }) => readonly FeatureId[];

  /**
   * Checks the baseline of layers (all when absent) by the project's limits, those in `limits` before them. What was checked
   * is kept until the layer, or what it was checked against, changes.
   */
  'readiness/check': (request: { layers?: readonly LayerId[]; limits?: Partial<ThresholdValues> }) => ProjectReadiness;
  /** What `readiness/fix` would do, without doing it. */
  'readiness/preview-fix': (request: FixRequest) => FixOutcome;
  /** Mends the baseline as one undoable step; what it did stands in the project's log feature by feature. */
  'readiness/fix': (request: FixRequest) => FixOutcome;
  /** Gives the project limits of its own, one undoable step; a usual value takes the own one back. */
  'readiness/set-limits': (request: { limits: Partial<ThresholdValues> }) => ProjectState;

  'scenario/create': (request: { name: LocalText; parent: ScenarioId; description?: string; colour?: string }) => {
    state: ProjectState;
    id: ScenarioId;
  };
  'scenario/change': (request: { id: ScenarioId; change: ScenarioChange }) => ProjectState;
  /** `children` says what becomes of scenarios that build on it; without it the deletion is refused where there are any. */
  'scenario/delete': (request: { id: ScenarioId; children?: FateOfChildren }) => ProjectState;
  /** What the scenario and its parent both changed since it was branched, and still have differently. */
  'scenario/conflicts': (request: { id: ScenarioId }) => readonly OpenConflict[];
  'scenario/resolve-conflicts': (request: { id: ScenarioId; choices: readonly ConflictChoice[] }) => ProjectState;
  /** The scenario's recipe in its parts, as far as it was recorded. */
  'scenario/read-recipe': (request: { id: ScenarioId }) => Recipe;
  /** What a sketch would do, without doing it. */
  'scenario/preview-step': (request: { scenario: ScenarioId; step: RecipeStep }) => StepOutcome;
  /** Does it, as one undoable step, and adds it to the scenario's recipe. */
  'scenario/run-step': (request: { scenario: ScenarioId; step: RecipeStep }) => StepOutcome & { state: ProjectState };
  /** The scenario's recipe as YAML. */
  'scenario/recipe': (request: { id: ScenarioId }) => string;
  /** Makes a scenario from a recipe (YAML or JSON). */
  'scenario/replay': (request: { text: string; fileName: string }) => {
    state: ProjectState;
    id: ScenarioId;
    outcomes: readonly StepOutcome[];
  };

  /** The parcels a selection comes to; `protect` as in a step. */
  'sketch/select': (request: {
    scenario: ScenarioId;
    select: Selection;
    protect?: readonly string[];
  }) => SketchSelection;
  /** Corridors between patches of green that gain most for their land, the best first. */
  'sketch/suggest-corridors': (request: SuggestOptions & { scenario: ScenarioId }) => readonly CorridorCandidate[];
  /** The mix around the middle of some parcels, as it is with `step` when one is given; null where there are no parcels. */
  'sketch/local-mix': (request: {
    scenario: ScenarioId;
    features: readonly FeatureId[];
    step?: RecipeStep;
  }) => LocalMix | null;

  /** What a changed type would do in each scenario that uses it. */
  'types/preview': (request: { type: DevelopmentType }) => readonly TypeEffect[];
  /** Changes a type, and what was painted with it in scenarios that are not locked. */
  'types/change': (request: { type: DevelopmentType }) => ProjectState;
  /** A new type, of a new id: what was painted with others stays. */
  'types/add': (request: { type: DevelopmentType }) => { state: ProjectState; id: DevelopmentTypeId };
  'types/delete': (request: { id: DevelopmentTypeId }) => ProjectState;
  /** All types as one small file. */
  'types/export': (request: object) => string;
  'types/import': (request: { text: string; fileName: string }) => ProjectState;

  /** The live indicators; `under` tries other values of assumptions without keeping them, `swift` leaves out what takes long. */
  'indicators/live': (request: {
    scenarios: readonly ScenarioId[];
    under?: Readonly<Record<string, number>>;
    swift?: boolean;
  }) => LiveIndicators;
  /** What a live indicator is made of. Fails with `evaluation/unknown-quantity`. */
  'indicators/explain': (request: { scenario: ScenarioId; indicator: string }) => LiveExplanation;
  /** What an own indicator would come to. Fails with `recipe/expression` and the place, and `indicator/*`. */
  'indicators/preview-own': (request: { indicator: OwnIndicator; scenarios: readonly ScenarioId[] }) => OwnPreview;
  /** Keeps an own indicator. Fails as its preview does, and for one that is new with `indicator/id-taken`. */
  'indicators/put-own': (request: { indicator: OwnIndicator; isNew: boolean }) => ProjectState;
  /** Fails with `indicator/in-use`. */
  'indicators/delete-own': (request: { id: string }) => ProjectState;
  /** Value of one live indicator's building block per parcel, in the order of the parcel layer (NaN where none). */
  'indicators/by-parcel': (request: { scenario: ScenarioId; quantity: string }) => Float64Array;

  /**
   * The evaluators that can be run. `withResults` asks for those by which stored results are read: those of plugins that are
   * gone, switched off or replaced by another version are then among them, as they were when they ran.
   */
  'evaluation/list': (request: { withResults?: boolean }) => readonly Manifest[];
  'evaluation/run': (request: {
    evaluators: readonly string[];
    scenarios: readonly ScenarioId[];
    /** By evaluator id; defaults of the manifest where absent. */
    parameters?: Readonly<Record<string, ParameterValues>>;
  }) => readonly EvaluationOutcome[];
  'evaluation/results': (request: object) => readonly StoredEvaluation[];
  /** Per-feature values of a stored result, by layer and in the order of its features; none when it is out of date. */
  'evaluation/feature-values': (request: { record: string; values: string }) => readonly {
    readonly layer: LayerId;
    readonly values: Float64Array;
  }[];

  /** Every stored result, earlier ones too, in the order in which they were put; of one evaluator when it is named. */
  'evaluation/history': (request: { evaluator?: string }) => readonly RunHeader[];
  /** A stored result; earlier ones have no values of single features and no layers. */
  'evaluation/record': (request: { id: string }) => EvaluationRecord;
  'evaluation/delete': (request: { ids: readonly string[] }) => null;
  /** Two stored results of one evaluator held against each other. */
  'evaluation/compare': (request: { one: string; other: string }) => RunComparison;
  /** The latest results evaluated again with the parameters kept with them; the project stays as it is. */
  'evaluation/verify': (request: object) => readonly VerifiedResult[];
  /** What a package is, wants and has wrong with it; nothing of it runs and nothing is kept. */
  'plugin/inspect': (request: { source: PluginSource }) => PluginInspection;
  /**
   * Puts a package into the project, switched on, in place of one of the same id, as one undoable step, and keeps that this
   * machine agrees to it. `acceptKey` takes one that is signed with another key than the one it replaces, or no longer signed.
   */
  'plugin/install': (request: { source: PluginSource; acceptKey?: boolean }) => PluginEntry;
  /** Switches a plugin of the project on or off, undoably; switching it on also keeps that this machine agrees to it. */
  'plugin/set-enabled': (request: { id: string; enabled: boolean }) => PluginEntry;
  /** Takes back that this machine agrees to a plugin of the project: it waits, here and in every project, until agreed to again. */
  'plugin/withdraw': (request: { id: string }) => PluginEntry;
  /** Takes a plugin out of the project, undoably; its results stay. */
  'plugin/remove': (request: { id: string }) => ProjectState;
  'plugin/list': (request: object) => readonly PluginEntry[];
  /** An installed plugin as an archive. */
  'plugin/export': (request: { id: string }) => Uint8Array;
  /** Runs a package in this session without installing it, in place of an installed one of the same id. */
  'plugin/try': (request: { source: PluginSource }) => PluginEntry;
  'plugin/stop-trying': (request: { id: string }) => null;
  /** Runs the golden cases of a package in the sandbox. */
  'plugin/test': (request: { source: PluginSource }) => readonly CaseOutcome[];

  'report/build': (request: {
    language: Language;
    format: 'html' | 'xlsx';
    title?: LocalText;
    scenarios?: readonly ScenarioId[];
    evaluators?: readonly string[];
    /** Chapters of the HTML; all unless given. */
    chapters?: readonly ReportChapter[];
  }) => Uint8Array;
}

/** One evaluator on one scenario: what came of it. A failure does not stop the others. */
export interface EvaluationOutcome {
  readonly evaluator: string;
  readonly scenario: ScenarioId;
  readonly record?: EvaluationRecord;
  readonly error?: { readonly message: LocalText; readonly hint: LocalText; readonly code: string };
  readonly seconds: number;
  /** True when the stored result still holds and nothing had to run. */
  readonly reused: boolean;
}

/** A kept result held against the same evaluation done again. */
export interface VerifiedResult {
  readonly id: string;
  readonly evaluator: string;
  readonly scenario: ScenarioId;
  readonly resultHash: string;
  readonly reproduces: boolean;
  /** Absent where the evaluation failed, or its evaluator or scenario is not here. */
  readonly comparison?: RunComparison;
  readonly error?: NonNullable<EvaluationOutcome['error']>;
}

export type RequestName = keyof Requests;
export type RequestOf<Name extends RequestName> = Parameters<Requests[Name]>[0];
export type AnswerOf<Name extends RequestName> = ReturnType<Requests[Name]>;

/** Requests that change the project: they run one at a time, in the order in which they came. */
export const mutatingRequests: ReadonlySet<RequestName> = new Set<RequestName>([
  'project/create',
  'project/open',
  'project/close',
  'project/mark-saved',
  'import/run',
  'edit/apply',
  'edit/set-values',
  'edit/set-geometry',
  'edit/add-features',
  'edit/delete-features',
  'edit/split-features',
  'edit/merge-features',
  'edit/move-vertex',
  'edit/change-outline',
  'table/calculate',
  'table/change-fields',
  'record/put',
  'indicators/put-own',
  'indicators/delete-own',
  'edit/undo',
  'edit/redo',
  'edit/go-to-step',
  'layer/duplicate',
  'table/join',
  'readiness/fix',
  'readiness/set-limits',
  'scenario/create',
  'scenario/change',
  'scenario/delete',
  'scenario/resolve-conflicts',
  'scenario/run-step',
  'types/change',
  'types/add',
  'types/delete',
  'types/import',
  'scenario/replay',
  'evaluation/run',
  'evaluation/delete',
  'plugin/install',
  'plugin/set-enabled',
  'plugin/remove',
]);

/** What the engine tells without being asked. */
export interface Events {
  'project/changed': ProjectState;
  /** Features changed: windows read these layers again. */
  'features/changed': { readonly layers: readonly LayerId[]; readonly scenarios: readonly ScenarioId[] };
  /** Plugins were installed, switched, removed, tried or agreed to: the evaluators there are may be others now. */
  'plugins/changed': object;
  /** A committed action, to be brought to the disk before "saved" is shown. */
  'journal/entry': { readonly bytes: Uint8Array<ArrayBuffer> };
  /** The front of a search that is under way: values by objective of each plan. */
  'suggest/progress': { readonly done: number; readonly total: number; readonly front: readonly (readonly number[])[] };
  /** How far one evaluator is on one scenario, 0 to 1. */
  'evaluation/progress': { readonly evaluator: string; readonly scenario: ScenarioId; readonly share: number };
}

export type EventName = keyof Events;

export interface RequestOptions {
  readonly signal?: AbortSignal;
  readonly progress?: (progress: { readonly done: number; readonly total: number; readonly label: string }) => void;
}

/** How windows, tests and the command line talk to the engine, wherever it runs. */
export interface EngineClient {
  request<Name extends RequestName>(
    name: Name,
    request: RequestOf<Name>,
    options?: RequestOptions,
  ): Promise<AnswerOf<Name>>;
  on<Name extends EventName>(name: Name, listener: (event: Events[Name]) => void): () => void;
}
