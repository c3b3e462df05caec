import type { PointPair } from '#core/crs/fit-points.ts';
import type { DevelopmentType } from '#core/model/development-type.ts';
import type { BookmarkId, FeatureId, LayerId, ScenarioId } from '#core/model/ids.ts';
import { baselineId } from '#core/model/ids.ts';
import type { LayerStyle } from '#core/model/layer-style.ts';
import type { OwnIndicator } from '#core/model/own-indicator.ts';
import type { Language } from '#core/model/text.ts';
import type { LiveIndicators } from '#core/rpc/live-answers.ts';
import { type CompareChoices, defaultCompareChoices } from './compare-choices.ts';
import { defaultPlaces, type PanelPlaces } from './panel-places.ts';
import type { PictureToPlace } from './picture-file.ts';
import type { Shortcuts } from './shortcuts.ts';

export const modes = ['map', 'scenario', 'evaluate', 'compare', 'report'] as const;
export type Mode = (typeof modes)[number];

export type Theme = 'light' | 'dark';

/** What the pointer does on the map. */
export const tools = [
  'select',
  'box',
  'polygon',
  'measure',
  'tod',
  'corridor',
  'mixed-use',
  'network',
  'eyedropper',
  'draw',
  'split',
  'vertex',
  'reshape',
  'hole',
] as const;
export type Tool = (typeof tools)[number];

/** Tools that change features directly. */
export const editTools = ['draw', 'split', 'vertex', 'reshape', 'hole'] as const satisfies readonly Tool[];

/** Tools that prepare a step of the scenario's recipe. */
export type SketchTool = 'tod' | 'corridor' | 'mixed-use' | 'network';

export const drawerTabs = ['attributes', 'readiness', 'results', 'remarks', 'history'] as const;
export type DrawerTab = (typeof drawerTabs)[number];

export type InspectorTab = 'values' | 'source' | 'style' | 'assumptions';

/** Features of one layer that a person picked. */
export interface Selected {
  readonly layer: LayerId | null;
  readonly features: readonly FeatureId[];
}

/** One feature under a click. */
export interface FoundFeature {
  readonly layer: LayerId;
  readonly feature: FeatureId;
}

export const nothingSelected: Selected = { layer: null, features: [] };

/** Sizes of the panels in CSS pixels. */
export interface PanelSizes {
  readonly left: number;
  readonly right: number;
  readonly drawer: number;
  /** Heights of the panels on a side of the map where they stand below another one. */
  readonly layers: number;
  readonly types: number;
  readonly indicators: number;
  readonly inspector: number;
  readonly evaluators: number;
  readonly parameters: number;
  /** Height of the table below the compared maps. */
  readonly comparison: number;
}

export const defaultSizes: PanelSizes = {
  left: 256,
  right: 324,
  drawer: 251,
  layers: 318,
  types: 358,
  indicators: 318,
  inspector: 318,
  evaluators: 292,
  parameters: 300,
  comparison: 313,
};

/** What of an evaluation is drawn over the map. */
export interface ShownResult {
  /** Empty for the parts of parcels in a live indicator. */
  readonly evaluator: string;
  readonly kind: 'features' | 'layer' | 'live';
  readonly id: string;
}

/** A window that has to be answered or closed before work goes on. */
export type Dialog =
  | { readonly kind: 'new-project' }
  | { readonly kind: 'new-scenario'; readonly parent: ScenarioId }
  | { readonly kind: 'edit-scenario' | 'delete-scenario' | 'conflicts'; readonly scenario: ScenarioId }
  | { readonly kind: 'import' }
  /** Asks where points of a picture lie; null leaves it as it is. */
  | {
      readonly kind: 'place-picture';
      readonly picture: PictureToPlace;
      readonly answer: (points: readonly PointPair[] | null) => void;
    }
  | { readonly kind: 'type'; readonly type: DevelopmentType; readonly isNew: boolean }
  | { readonly kind: 'export'; readonly layer?: LayerId; readonly onlySelected?: boolean }
  | {
      readonly kind: 'field';
      readonly layer: LayerId;
      readonly verb: 'add' | 'rename' | 'remove';
      readonly field: string;
    }
  | { readonly kind: 'join'; readonly layer: LayerId }
  /** Asks why the data of the baseline are mended, and goes on with the reason. */
  | { readonly kind: 'correction'; readonly onReason: (reason: string) => void }
  | {
      readonly kind: 'merge';
      readonly layer: LayerId;
      readonly features: readonly FeatureId[];
    }
  | { readonly kind: 'offset' | 'trim'; readonly layer: LayerId; readonly features: readonly FeatureId[] }
  | {
      readonly kind: 'calculate';
      readonly layer: LayerId;
      readonly field: string;
      readonly only: ReadonlySet<FeatureId> | null;
    }
  /** A new own indicator, or one that is changed. */
  | { readonly kind: 'own-indicator'; readonly edited?: OwnIndicator }
  | { readonly kind: 'recipe' | 'suggest'; readonly scenario: ScenarioId }
  | { readonly kind: 'shortcuts' | 'palette' | 'about' | 'plugins' | 'print' }
  | { readonly kind: 'unsaved'; readonly answer: (choice: 'save' | 'discard' | 'cancel') => void };

/** Everything about this window that is not in the project. */
export interface WindowState {
  readonly language: Language;
  readonly theme: Theme;
  readonly mode: Mode;
  /** The scenario that is shown and worked on. */
  readonly scenario: ScenarioId;
  /** The scenarios of the maps of Compare, two to four: the second is seen against the first. */
  readonly compared: readonly ScenarioId[];
  readonly compare: CompareChoices;
  readonly selected: Selected;
  readonly tool: Tool;
  readonly snapping: boolean;
  /** Whether neighbours follow an edge that is drawn anew. */
  readonly neighboursFollow: boolean;
  readonly drawerOpen: boolean;
  readonly drawerTab: DrawerTab;
  /** Layer of the attribute table. */
  readonly tableLayer: LayerId | null;
  readonly sizes: PanelSizes;
  readonly panelPlaces: PanelPlaces;
  readonly shownResult: ShownResult | null;
  /** The live indicators under an assumption that is being dragged; null while nothing is. */
  readonly triedIndicators: LiveIndicators | null;
  /** The scenario that the one shown is compared with on the map; null while the map shows land use. */
  readonly differenceFrom: ScenarioId | null;
  /** Whether features that the scenario changes are outlined. */
  readonly changesShown: boolean;
  readonly inspectorTab: InspectorTab;
  /** Why the data of the baseline are being mended; null until somebody says it. */
  readonly correction: string | null;
  /** Columns that the attribute table leaves out, by layer. */
  readonly hiddenColumns: Readonly<Record<LayerId, readonly string[]>>;
  /** The style that was copied last, without its layer. */
  readonly copiedStyle: Omit<LayerStyle, 'id'> | null;
  /** Lines over the map: metres of the project, longitude and latitude. */
  /** Whether buildings and what is planned stand upright on the map. */
  readonly massing: boolean;
  /** EPSG code of the system coordinates are shown in; null for the project's own. */
  readonly coordinatesIn: number | null;
  readonly graticule: { readonly grid: boolean; readonly degrees: boolean };
  /** Keys that a person gave to commands. */
  readonly shortcuts: Shortcuts;
  /** The topic of the help that is open, empty for the list of all; null while it is closed. */
  readonly help: string | null;
  readonly tourOpen: boolean;
  /** The step of the tour that is shown, or at which it was left. */
  readonly tourStep: number;
  readonly bookmarksOpen: boolean;
  /** The bookmark whose name is being typed. */
  readonly namedBookmark: BookmarkId | null;
  /** All features under the last click, in the order in which they would be picked. */
  readonly identified: readonly FoundFeature[];
  readonly dialog: Dialog | null;
}

export function initialWindowState(): WindowState {
  return {
    language: 'zh',
    theme: 'light',
    mode: 'map',
    scenario: baselineId,
    compared: [baselineId, baselineId],
    compare: defaultCompareChoices,
    selected: nothingSelected,
    tool: 'select',
    snapping: true,
    neighboursFollow: true,
    drawerOpen: true,
    drawerTab: 'attributes',
    tableLayer: null,
    sizes: defaultSizes,
    panelPlaces: defaultPlaces,
    shownResult: null,
    differenceFrom: null,
    changesShown: true,
    inspectorTab: 'values',
    correction: null,
    hiddenColumns: {},
    copiedStyle: null,
    triedIndicators: null,
    massing: false,
    coordinatesIn: null,
    graticule: { grid: false, degrees: false },
    shortcuts: {},
    help: null,
    tourOpen: false,
    tourStep: 0,
    bookmarksOpen: false,
    namedBookmark: null,
    identified: [],
    dialog: null,
  };
}
