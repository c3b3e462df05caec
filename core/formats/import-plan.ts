import type { Extent } from '#core/crs/definitions.ts';
import type { UnitHint } from '#core/crs/feet-systems.ts';
import type { Placement } from '#core/crs/placement.ts';
import type { CodeTable } from '#core/model/code-table.ts';
import type { FieldType, Scalar } from '#core/model/feature-table.ts';
import type { LayerId } from '#core/model/ids.ts';
import type { GeometryKind } from '#core/model/packed-geometry.ts';
import type { Remark } from '#core/model/remark.ts';
import type { RoleId } from '#core/model/role.ts';
import type { LocalText } from '#core/model/text.ts';
import type { WorkbenchErrorData } from '#core/model/workbench-error.ts';
import type { DrawingFacts, ReadOptions } from './format.ts';
import type { EncodingOption } from './text-evidence.ts';

/** How the coordinate system of a layer came to be known; `none` for plain tables, `missing` where it has to be stated. */
type CrsOrigin = 'declared' | 'assumed' | 'stated' | 'missing' | 'none';

export interface PlannedCrs {
  /** Text that `parseCoordinateSystem` reads, such as `EPSG:4547`; empty when missing or none. */
  readonly id: string;
  readonly name: string;
  readonly origin: CrsOrigin;
  readonly reason: LocalText;
  /** What is wrong with it, so that the layer cannot be imported as it stands. */
  readonly problem?: WorkbenchErrorData;
}

/** A field of the file, with what a person needs to recognise it. */
export interface PlannedField {
  readonly name: string;
  readonly type: FieldType;
  /** The first distinct values, as texts. */
  readonly samples: readonly string[];
  /** Rows that have a value. */
  readonly filled: number;
  /** Distinct values, counted up to `distinctLimit`. */
  readonly distinct: number;
  /** The distinct values of a field of few texts, the most frequent first, with how often they occur in the rows looked at. */
  readonly counts?: readonly { readonly text: string; readonly count: number }[];
}

/** How a canonical field is made from a field of the file. */
export interface FieldMapping {
  /** Field of the file. */
  readonly from: string;
  /** Canonical field of the role. */
  readonly to: string;
  /** Id of the unit the values are in (`sourceUnits`); that of the canonical field when absent. */
  readonly unit?: string;
  /** Canonical value by value in the file, for fields with a closed vocabulary. */
  readonly values?: Readonly<Record<string, string>>;
}

/** What a layer holds: features of one kind, or a grid. */
export type PlannedGeometry = GeometryKind | 'raster';

/** One layer of a file and one geometry kind of it, and what becomes of it. Everything may be changed before the run. */
export interface PlannedLayer {
  /** Path inside an archive; empty for files that are not in one. */
  readonly entry: string;
  /** Layer inside the file; empty where the file is one layer. */
  readonly sourceLayer: string;
  readonly geometry: PlannedGeometry;
  readonly format: string;
  readonly include: boolean;
  /** Name of the layer in the project. */
  readonly name: string;
  /** Features, or cells of a grid. */
  readonly features: number;
  /** In the coordinates of the file, outliers left out. */
  readonly extent?: Extent;
  /** What a field of areas says about the unit of the coordinates; absent where none does. */
  readonly lengthUnit?: UnitHint;
  readonly crs: PlannedCrs;
  /** What has to happen to the coordinates besides; nothing when absent. */
  readonly place?: Placement;
  readonly encoding?: string;
  /** Set where the polygons of a drawing were read as parcels. */
  readonly drawing?: DrawingFacts;
  /** Ways to read its texts, the one in use first; absent where all are ASCII or the format leaves no choice. */
  readonly encodings?: readonly EncodingOption[];
  /** What the file says about its encoding, true or not. */
  readonly encodingStatements?: readonly LocalText[];
  /** What the file is read with. */
  readonly read: ReadOptions;
  readonly fields: readonly PlannedField[];
  readonly role: RoleId;
  readonly roleReason: LocalText;
  readonly mapping: readonly FieldMapping[];
  /** Values that all features get in canonical fields which the file does not have. */
  readonly constants: Readonly<Record<string, Scalar>>;
  /** Id of the code table, among the plan's, that `land_use_code` is read with. */
  readonly codeTable?: string;
  readonly remarks: readonly Remark[];
}

export interface PlannedFile {
  /** Place among the sources that were inspected. */
  readonly source: number;
  /** Name without folders. */
  readonly file: string;
  readonly bytes: number;
  readonly layers: readonly PlannedLayer[];
  readonly remarks: readonly Remark[];
  /** Why the file cannot be read at all. */
  readonly error?: WorkbenchErrorData;
}

/** What an import would do, as plain data. */
export interface ImportPlan {
  readonly files: readonly PlannedFile[];
  /** Coordinate system for a new project, or that of the open one; absent when no layer has a known one. */
  readonly project?: { readonly epsg: number; readonly name: string; readonly reason: LocalText };
  /** Code tables that layers may name: the built-in ones and the project's. */
  readonly codeTables: readonly CodeTable[];
}

/** What became of one layer. */
export interface ReportedLayer {
  /** Id in the project, set by whoever stored it. */
  readonly id?: LayerId;
  readonly name: string;
  readonly role: RoleId;
  readonly geometry: PlannedGeometry;
  /** Features, or cells of a grid. */
  readonly features: number;
  readonly remarks: readonly Remark[];
  readonly error?: WorkbenchErrorData;
}

/** What became of one file: its layers, or why there are none. */
export interface ReportedFile {
  readonly file: string;
  readonly layers: readonly ReportedLayer[];
  readonly remarks: readonly Remark[];
  readonly error?: WorkbenchErrorData;
}

/** What an import did. */
export interface ImportReport {
  readonly files: readonly ReportedFile[];
}

/** Distinct values of a field are not counted beyond this. */
export const distinctLimit = 1000;
