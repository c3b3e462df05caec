import type { Placement } from '#core/crs/placement.ts';
import type { BasemapFacts, BasemapPicture } from '#core/formats/basemap.ts';
import type { ReadOptions } from '#core/formats/format.ts';
import type { ImportPlan, ImportReport } from '#core/formats/import-plan.ts';
import type { KnownLayer, PlaceOptions } from '#core/formats/place-options.ts';
import type { RoleId } from '#core/model/role.ts';
import type { FileSource } from '#core/platform/platform.ts';
import type { NewProjectRequest } from './requests.ts';

/** The requests by which files come in: imports into the project, and basemaps for the window. */
export interface ImportRequests {
  'import/inspect': (request: { files: readonly FileSource[] }) => ImportPlan;
  /** The plan with one layer read as another role, and what that makes of its fields. */
  'import/set-role': (request: { plan: ImportPlan; source: number; layer: number; role: RoleId }) => ImportPlan;
  /** The plan with one file (or the entry of an archive) read anew, in another encoding or with other coordinate columns. */
  'import/set-reading': (request: { plan: ImportPlan; source: number; entry: string; read: ReadOptions }) => ImportPlan;
  /** Guesses where a layer of the plan lies, with pictures of it and of what is known; `layer` is its place in the file. */
  'import/place-options': (request: { plan: ImportPlan; source: number; layer: number }) => PlaceOptions;
  /**
   * The plan with the coordinate system `crs`, and what else has to happen to the coordinates, stated for one layer; else
   * for those whose system is missing, or where none is, for those whose system was only assumed. Of several, those that it
   * does not suit keep theirs, with the reason as their problem.
   */
  'import/set-crs': (request: {
    plan: ImportPlan;
    crs: string;
    place?: Placement;
    source?: number;
    layer?: number;
  }) => ImportPlan;
  /** Creates a project first when none is open (`newProject`). One undoable step; files that fail do not stop the rest. */
  'import/run': (request: { plan: ImportPlan; newProject?: NewProjectRequest }) => ImportReport;

  /** Opens a file to be drawn under everything, in this window; the project knows nothing of it. */
  'basemap/open': (request: { file: FileSource }) => { readonly id: number; readonly facts: BasemapFacts };
  /** One tile as the file has it, rows counted from the north; null where there is none. */
  'basemap/tile': (request: { id: number; zoom: number; column: number; row: number }) => Uint8Array | null;
  'basemap/picture': (request: { id: number }) => BasemapPicture;
  /** A few layers of the open project in degrees, in which the places of a picture are picked. */
  'basemap/known-layers': (request: Readonly<Record<string, never>>) => readonly KnownLayer[];
  'basemap/close': (request: { id: number }) => null;
}
