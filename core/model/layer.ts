import type { Field } from './feature-table.ts';
import type { LayerGroupId, LayerId } from './ids.ts';
import type { GeometryKind } from './packed-geometry.ts';
import type { Remark } from './remark.ts';
import type { RoleId } from './role.ts';

/** Where the data of a layer came from: enough to find the file again and to prove it is the same. */
export interface LayerSource {
  /** File name without folders: a project file holds no absolute paths. */
  readonly file: string;
  readonly format: string;
  /** SHA-256 of the file's bytes, lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
  /** Layer or sheet inside the file, where it has several. */
  readonly sourceLayer?: string;
  /** EPSG code or WKT the coordinates were read in. */
  readonly crs: string;
  readonly encoding?: string;
  /** ISO 8601 instant of the import. */
  readonly imported: string;
}

/** A layer of the project: its baseline features are one feature table of the project file. */
export interface Layer {
  readonly id: LayerId;
  /** Name shown to people; its table name in the file is derived from it and kept in `table`. */
  readonly name: string;
  readonly table: string;
  readonly role: RoleId;
  readonly geometry: GeometryKind;
  readonly fields: readonly Field[];
  /** Id of the code table its land-use codes were read with. */
  readonly codeTable?: string;
  readonly source?: LayerSource;
  /** What the import had to say about it. */
  readonly remarks?: readonly Remark[];
  /** The group it stands in, in the layer tree. */
  readonly group?: LayerGroupId;
  /** Place in the layer tree: smaller is drawn on top. */
  readonly order: number;
  readonly visible: boolean;
  /** 0 to 1. */
  readonly opacity: number;
}

/** A grid of cells: elevation or land cover. Row 0 is the northern one. */
export interface Raster {
  readonly columns: number;
  readonly rows: number;
  /** Outer corner of the north-western cell, metres in the project's coordinate system. */
  readonly left: number;
  readonly top: number;
  readonly cellSize: number;
  /** Row by row; NaN where there is no data. */
  readonly values: Float32Array;
}
