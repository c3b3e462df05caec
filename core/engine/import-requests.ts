import { coordinateSystem } from '#core/crs/coordinate-system.ts';
import type { ImportedLayer } from '#core/formats/import-layer.ts';
import type { ImportPlan, PlannedFile, PlannedLayer, ReportedFile } from '#core/formats/import-plan.ts';
import { reportFile } from '#core/formats/import-report.ts';
import { type ImportedFile, ImportSession, isFailed } from '#core/formats/import-session.ts';
import { withCrs } from '#core/formats/plan-changes.ts';
import type { RecordEdit } from '#core/model/edit.ts';
import type { LayerId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import type { RoleId } from '#core/model/role.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { recordEdit } from '#core/scenario/apply-edits.ts';
import { addLayers, type NewLayer } from '#core/scenario/project-layers.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import { withCanonicalFields } from './complete-fields.ts';
import type { Handlers } from './handler.ts';
import { knownLayers } from './known-layers.ts';
import { newProject } from './project-requests.ts';
import { runPaused, turnTaker } from './run-paused.ts';
import type { Session } from './session.ts';

/** Roles as they lie on the map, the topmost first. */
const drawingOrder: readonly RoleId[] = [
  'comment',
  'observation',
  'rainfall',
  'facility',
  'transit-stop',
  'transit-line',
  'tree',
  'hazard',
  'boundary',
  'building',
  'street',
  'water',
  'green-space',
  'parcel',
  'population',
  'reference',
  'elevation',
  'land-cover',
];

/** Place in the layer tree for a new layer of `role`: below those of its role that are there already. */
export function orderFor(role: RoleId, place: number): number {
  return 1000 * drawingOrder.indexOf(role) + place;
}

/** Layers that would hide the plan are switched off at first. */
const hiddenAtFirst = new Set<RoleId>([
  'population',
  'hazard',
  'tree',
  'comment',
  'observation',
  'rainfall',
  'elevation',
  'land-cover',
]);

export function isVisibleAtFirst(role: RoleId): boolean {
  return !hiddenAtFirst.has(role);
}

function newLayer(file: ProjectFile, imported: ImportedLayer, place: number): NewLayer {
  const { name, role, raster, source, remarks, codeTable } = imported;
  const table = raster ? imported.table : withCanonicalFields(imported.table, role);
  const layer: Omit<Layer, 'table'> = {
    id: file.newId() as LayerId,
    name,
    role,
    geometry: table.geometry.kind,
    fields: table.fields,
    source,
    order: orderFor(role, place),
    visible: isVisibleAtFirst(role),
    opacity: 1,
    ...(codeTable ? { codeTable: codeTable.id } : {}),
    ...(remarks.length > 0 ? { remarks } : {}),
  };
  return raster ? { layer, raster } : { layer, features: table };
}

/** Code tables that the layers were read with and that the project does not have yet. */
function newCodeTables(file: ProjectFile, layers: readonly ImportedLayer[]): RecordEdit[] {
  const tables = new Map(layers.flatMap(({ codeTable }) => (codeTable ? [[codeTable.id, codeTable]] : [])));
  return [...tables.values()]
    .map((table) => recordEdit(file, 'code-table', table.id, table))
    .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
}

/** The import that a window prepares: what was inspected last. */
const prepared = new WeakMap<Session, ImportSession>();

function preparedImport(session: Session): ImportSession {
  const found = prepared.get(session);
  if (!found) throw new WorkbenchError('import/not-inspected');
  return found;
}

function fileOf(plan: ImportPlan, source: number): PlannedFile {
  const file = plan.files.find((each) => each.source === source);
  if (!file) throw new WorkbenchError('import/layer-not-found', { file: String(source), layer: '' });
  return file;
}

function withFile(plan: ImportPlan, changed: PlannedFile): ImportPlan {
  return { ...plan, files: plan.files.map((file) => (file.source === changed.source ? changed : file)) };
}

export const importRequests: Handlers<
  'import/inspect' | 'import/set-role' | 'import/set-reading' | 'import/place-options' | 'import/set-crs' | 'import/run'
> = {
  async 'import/inspect'(session, { files }, context) {
    const { host } = session;
    const open = session.isOpen ? session.project.file.describe() : undefined;
    const importing = new ImportSession(files, {
      clock: host.clock,
      random: host.random,
      ...(host.createDigest ? { createDigest: host.createDigest } : {}),
      engine: await host.loadGeometry(),
      ...(open
        ? {
            projectCrs: await coordinateSystem(open.epsg),
            codeTables: open.codeTables,
            knownLayers: () => knownLayers(session),
          }
        : {}),
    });
    prepared.set(session, importing);
    return importing.inspect({ ...context, pause: turnTaker(host, context) });
  },

  async 'import/set-role'(session, { plan, source, layer, role }, context) {
    const file = fileOf(plan, source);
    const changed = await preparedImport(session).withRole(file, file.layers[layer]!, role, context);
    return withFile(plan, { ...file, layers: file.layers.map((each, at) => (at === layer ? changed : each)) });
  },

  async 'import/set-reading'(session, { plan, source, entry, read }, context) {
    return withFile(plan, await preparedImport(session).withReadOptions(fileOf(plan, source), entry, read, context));
  },

  async 'import/place-options'(session, { plan, source, layer }, context) {
    const file = fileOf(plan, source);
    const planned = file.layers[layer];
    if (!planned) throw new WorkbenchError('import/layer-not-found', { file: file.file, layer: String(layer) });
    return preparedImport(session).placeOptions(plan, file, planned, context);
  },

  async 'import/set-crs'(session, { plan, crs, place, source, layer }) {
    const open = session.isOpen ? await coordinateSystem(session.project.file.describe().epsg) : undefined;
    const isOne = source !== undefined && layer !== undefined;
    const one = isOne ? fileOf(plan, source).layers[layer] : undefined;
    const hasMissing = plan.files.some(({ layers }) => layers.some((each) => each.crs.origin === 'missing'));
    const isUnknown = (each: PlannedLayer) => each.crs.origin === (hasMissing ? 'missing' : 'assumed');
    return withCrs(plan, crs, isOne ? (each) => each === one : isUnknown, open, place, !isOne);
  },

  async 'import/run'(session, { plan, newProject: wanted }, context) {
    const importing = preparedImport(session);
    const epsg = session.isOpen ? session.project.file.describe().epsg : wanted?.epsg;
    if (epsg === undefined) throw new WorkbenchError('command/no-project');
    const outcomes: ImportedFile[] = [];
    const paused = { ...context, pause: turnTaker(session.host, context) };
    for await (const file of importing.run(plan, epsg, paused)) outcomes.push(file);
    const layers = outcomes.flatMap((file) => file.layers.filter((layer) => !isFailed(layer))) as ImportedLayer[];
    const ids = new Map<ImportedLayer, LayerId>();
    if (layers.length > 0) {
      // A project is made only when there is something to put into it.
      if (!session.isOpen) session.open(await newProject(session.host, wanted!), [], true);
      const { file, tables } = session.project;
      const fresh = layers.map((layer, at) => newLayer(file, layer, tables.layers.length + at));
      for (const [at, layer] of layers.entries()) ids.set(layer, fresh[at]!.layer.id);
      const count = layers.length;
      const label = { zh: `导入 ${count} 个图层`, en: count === 1 ? 'Import 1 layer' : `Import ${count} layers` };
      const withFeatures = fresh.filter((content) => 'features' in content);
      await runPaused(file.layingLayers(withFeatures, context.progress), session.host, context);
      addLayers(file, label, fresh, newCodeTables(file, layers));
    }
    const files: ReportedFile[] = outcomes.map((file) => reportFile(file, (layer) => ids.get(layer)));
    return { files };
  },
};
