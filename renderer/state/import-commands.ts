import { isTileFile } from '#core/formats/basemap.ts';
import type { ImportPlan } from '#core/formats/import-plan.ts';
import type { FileSource } from '#core/platform/platform.ts';
import { projectTexts } from '#renderer/texts/project-texts.ts';
import { addBasemaps, removeBasemap } from './basemaps.ts';
import { withSavedProfiles } from './import-profiles.ts';
import { nothingToImport } from './prepared-import.ts';
import { enterImported } from './project-commands.ts';
import type { Workbench } from './workbench.ts';

/** Extensions that can be imported; files that belong to another one (.dbf) come along by themselves. */
export const importExtensions: readonly string[] = [
  '.shp',
  '.dbf',
  '.zip',
  '.gpkg',
  '.geojson',
  '.json',
  '.geojsonl',
  '.ndjson',
  '.topojson',
  '.fgb',
  '.kml',
  '.kmz',
  '.gpx',
  '.dxf',
  '.tif',
  '.tiff',
  '.xlsx',
  '.xls',
  '.csv',
  '.tsv',
  '.txt',
];

/** Looks into files and shows what would be imported; files of tiles are drawn under everything at once. */
export async function prepareImport(workbench: Workbench, files: readonly FileSource[]): Promise<void> {
  const tiles = files.filter(({ name }) => isTileFile(name));
  const basemaps = tiles.length > 0 ? await addBasemaps(workbench, tiles) : [];
  const others = files.filter(({ name }) => !isTileFile(name));
  if (others.length === 0) return;
  workbench.imports.set((before) => ({ basemaps: [...before.basemaps, ...basemaps] }));
  await inspectFiles(workbench, others);
}

async function inspectFiles(workbench: Workbench, files: readonly FileSource[]): Promise<void> {
  const { engine, activity, imports, window } = workbench;
  const before = imports.get();
  const together = [...before.files, ...files];
  imports.set({ files: together, busy: true, report: null });
  window.set({ dialog: { kind: 'import' } });
  const plan = await activity.run(projectTexts.inspecting, (options) =>
    engine.request('import/inspect', { files: together }, options),
  );
  // The dialog was closed, or more files came: what was found out is nobody's any more.
  if (imports.get().files !== together) return;
  if (!plan) {
    cancelImport(workbench);
    return;
  }
  const suggested = await withSavedProfiles(engine, withoutPlainTexts(plan));
  imports.set({ plan: before.plan ? withChoices(suggested, before.plan, files) : suggested, busy: false });
}

/** A text of one column beside other files is a description more often than a table: it is listed, not ticked. */
function withoutPlainTexts(plan: ImportPlan): ImportPlan {
  if (plan.files.length < 2) return plan;
  const files = plan.files.map((file) =>
    /\.txt$/i.test(file.file) && file.layers.every(({ fields, geometry }) => geometry === 'none' && fields.length <= 1)
      ? { ...file, layers: file.layers.map((layer) => ({ ...layer, include: false })) }
      : file,
  );
  return { ...plan, files };
}

/** What a person has already said about files, kept when more are added; not for those that got a part, such as a .prj. */
function withChoices(fresh: ImportPlan, before: ImportPlan, added: readonly FileSource[]): ImportPlan {
  const stem = (name: string) => name.replace(/(?:\.shp)?\.[^.]*$/i, '').toLowerCase();
  const completed = new Set(added.map(({ name }) => stem(name)));
  const files = fresh.files.map((file) => {
    const known = before.files.find(({ source, file: name }) => source === file.source && name === file.file);
    return known && !completed.has(stem(file.file)) ? known : file;
  });
  return { ...fresh, files, ...(before.project ? { project: before.project } : {}) };
}

/** Imports what the plan includes; a project is created first when none is open. */
export async function runImport(workbench: Workbench, projectName: string): Promise<void> {
  const { engine, activity, imports, project, window } = workbench;
  const { plan, files } = imports.get();
  if (!plan) return;
  const isOpen = project.get().state !== null;
  const newProject =
    !isOpen && plan.project
      ? { name: projectName, epsg: plan.project.epsg, language: window.get().language }
      : undefined;
  imports.set({ busy: true });
  const report = await activity.run(projectTexts.importing, async (options) => {
    const done = await engine.request('import/run', { plan, ...(newProject ? { newProject } : {}) }, options);
    if (!isOpen) enterImported(workbench, await engine.request('project/state', {}));
    return done;
  });
  if (imports.get().files !== files) return;
  imports.set(report ? { report, busy: false } : { busy: false });
}

export async function chooseImportFiles(workbench: Workbench): Promise<void> {
  try {
    await prepareImport(workbench, await workbench.host.chooseFiles(importExtensions));
  } catch (thrown) {
    workbench.activity.fail(thrown);
  }
}

/** Forgets what was prepared, and stops the looking or importing that is under way. */
export function cancelImport(workbench: Workbench): void {
  const { activity, imports, window } = workbench;
  const { basemaps, report } = imports.get();
  if (!report) for (const id of basemaps) removeBasemap(workbench, id);
  imports.set(nothingToImport);
  for (const { label, cancel } of activity.store.get().tasks)
    if (label === projectTexts.inspecting || label === projectTexts.importing) cancel();
  if (window.get().dialog?.kind === 'import') window.set({ dialog: null });
}
