import type { ChinaOffset } from '#core/crs/china-offset.ts';
import type { CoordinateSystem } from '#core/crs/coordinate-system.ts';
import type { Column, FeatureTable, Field } from '#core/model/feature-table.ts';
import type { LandUse } from '#core/model/land-use.ts';
import type { GeometryKind, PackedGeometry } from '#core/model/packed-geometry.ts';
import type { Remark, RemarkList } from '#core/model/remark.ts';
import type { LocalText } from '#core/model/text.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import type { TextEvidence } from './text-evidence.ts';

/** Which columns of a table of text hold the place of a row; null for a plain table. */
export type CoordinateColumns = { readonly x: string; readonly y: string } | { readonly wkt: string } | null;

/** How a drawing is read. Plain data. */
export interface DrawingReading {
  /** Ends of a line up to this far apart, in units of the drawing, are taken as meant to meet; a thousandth of its length when absent. */
  readonly closeGap?: number;
  /** Whether its polygons are parcels, told by the texts inside; found out by these when absent. */
  readonly parcels?: boolean;
  /** Layers of the drawing whose polygons are taken; all but those of the sheet around the plan (frame, legend) when absent. */
  readonly layers?: readonly string[];
}

/** A layer of a drawing: its polygons, and how many of them have a code where it is taken. */
export interface DrawingLayer {
  readonly name: string;
  readonly polygons: number;
  readonly withCode: number;
  /** Land use that the words of its name tell. */
  readonly landUse?: LandUse;
  readonly isTaken: boolean;
}

/** What the parcels of a drawing have: counts, and those with more than one code, by row. */
export interface DrawingFacts {
  readonly parcels: number;
  /** Parcels with a land-use code in the texts inside. */
  readonly withText: number;
  /** Parcels with a code from a text or from the name of their layer. */
  readonly withCode: number;
  /** Parcels without a code whose layer tells their use by words in its name. */
  readonly withUse: number;
  readonly twoCodes: readonly { readonly row: number; readonly codes: readonly string[] }[];
  /** Layers of the drawing with polygons, those with most first, whether they are taken or not. */
  readonly layers: readonly DrawingLayer[];
}

/** What a person may say about a file that it does not say itself. */
export interface ReadOptions {
  /** Encoding of its texts, by any name `encodingNamed` knows. */
  readonly encoding?: string;
  /** Names of the layers to read; all when absent. */
  readonly layers?: readonly string[];
  /** For tables of text; found by names and values when absent. */
  readonly coordinates?: CoordinateColumns;
  readonly drawing?: DrawingReading;
}

/** What a file says about its coordinate system. */
export interface DeclaredCrs {
  /** Text that `parseCoordinateSystem` reads. */
  readonly text: string;
  /** Where that stands: in the .prj, in the crs member. */
  readonly place: LocalText;
  /**
   * Set where the file itself has said nothing: `standard` when the format says it of all its files (GeoJSON is WGS 84),
   * `names` when names of columns suggest it.
   */
  readonly by?: 'standard' | 'names';
  /** Offset of a published map that names of columns tell. */
  readonly offset?: ChinaOffset;
}

/** One layer inside a file, as far as it can be known without reading it. */
export interface LayerListing {
  /** Empty where the file is one layer without a name. */
  readonly name: string;
  readonly geometry?: GeometryKind;
  readonly features?: number;
}

/** A grid as it stands in a file: north up, in the coordinates of the file. */
export interface SourceRaster {
  readonly columns: number;
  readonly rows: number;
  /** Outer corner of the north-western cell. */
  readonly left: number;
  readonly top: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Row by row, the northern first; NaN where there is no data. */
  readonly values: Float32Array;
}

/** Features of one layer and one geometry kind, as they stand in the file: its coordinates, names and values. */
export interface ReadLayer {
  /** Name of the layer inside the file; empty where the file is one layer without a name. */
  readonly name: string;
  /** Source coordinates, x east and y north. */
  readonly geometry: PackedGeometry;
  readonly fields: readonly Field[];
  readonly columns: Readonly<Record<string, Column>>;
  /** Row in the file of each feature, from 1, as the file's own program counts. */
  rowOf(feature: number): number;
  readonly crs?: DeclaredCrs;
  /** The grid, where the layer is one; its geometry then is the outline. */
  readonly raster?: SourceRaster;
  /** For tables of text: the columns in which the place of a row was found. */
  readonly coordinates?: CoordinateColumns;
  /** Encoding its texts were read in, where that had to be settled. */
  readonly encoding?: string;
  /** Set where the polygons of a drawing were read as parcels. */
  readonly drawing?: DrawingFacts;
  /** What tells the encoding; absent where all texts are ASCII or the format leaves no choice. */
  readonly evidence?: TextEvidence;
  readonly remarks: readonly Remark[];
}

/** A layer on its way out. */
export interface WritableLayer {
  readonly name: string;
  readonly table: FeatureTable;
  readonly crs: CoordinateSystem;
}

/**
 * A file format. All have the same shape: how to tell that a file is one, what is inside, and how to read it. Formats that
 * can be written say how. What they need is loaded on first use.
 */
export interface Format {
  /** Stable and never translated; kept in the project as the source of layers. */
  readonly id: string;
  readonly label: LocalText;
  /** Extensions in lower case with dots. */
  readonly extensions: readonly string[];
  /** Extensions of the files beside the main one that belong to it. */
  readonly companions: readonly string[];
  /** Whether the bytes of a file are of this format, whatever it is called. */
  sniff(source: FileSource): Promise<boolean>;
  layers(source: FileSource, options: ReadOptions, context: TaskContext): Promise<readonly LayerListing[]>;
  /**
   * The layers one after another, one for each geometry kind. A file succeeds, succeeds with remarks, or fails whole with
   * `formats/…` errors that name the file and the place in it. `command/cancelled` when the signal says so.
   */
  read(source: FileSource, options: ReadOptions, context: TaskContext): AsyncIterable<ReadLayer>;
  /** Extension of what `write` gives, where that is not the first of `extensions`. */
  readonly writtenExtension?: string;
  /** The bytes of a file, piece by piece. What the format cannot keep is told in `remarks`, by the name of the layer. */
  write?(layer: WritableLayer, context: TaskContext, remarks?: RemarkList): AsyncIterable<Uint8Array>;
}
