import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { coordinateSystem, parseCoordinateSystem } from '#core/crs/coordinate-system.ts';
import { readCodeTable } from '#core/formats/code-table-file.ts';
import { formats } from '#core/formats/formats.ts';
import type { ImportPlan, ImportReport } from '#core/formats/import-plan.ts';
import { applyImportProfile, profileOf } from '#core/formats/import-profile.ts';
import { parseImportProfile, writeImportProfile } from '#core/formats/import-profile-text.ts';
import { mapLayers } from '#core/formats/plan-changes.ts';
import { isRoleId, roles } from '#core/model/role.ts';
import { type LocalText, renderText } from '#core/model/text.ts';
import { exitCodes, WorkbenchError } from '#core/model/workbench-error.ts';
import type { EngineClient } from '#core/rpc/requests.ts';
import { readinessLine } from './check-output.ts';
import { type Arguments, type Command, type CommandContext } from './command.ts';
import { printPlan, printReport, reportData } from './import-output.ts';
import { withPlaces } from './import-places.ts';
import { nodeFile, nodeFiles } from './node-files.ts';
import { isCalled, layersCalled } from './planned-layers.ts';
import { openProjectFile, readBytes, requestOptions, saveProjectFile, withEngine } from './project.ts';
import { badOption, requirePlace } from './read-arguments.ts';

/** Whether a file inside a folder can hold layers; those that belong to another (.dbf) are sorted out by the import. */
function isImportable(name: string): boolean {
  const lower = name.toLowerCase();
  const endings = formats.flatMap(({ extensions, companions }) => [...extensions, ...companions]);
  // A text in a folder of data is a description more often than a table: it is read when it is named itself. A DWG cannot be
  // read, and the import says what to do about it.
  return /\.(?:zip|dwg)$/u.test(lower) || (!lower.endsWith('.txt') && endings.some((ending) => lower.endsWith(ending)));
}

const leftOut: LocalText = {
  zh: '文件夹里没有读的文件：{files}。要读其中的文字表格，请直接写出文件名。',
  en: 'Files of the folder that were not read: {files}. To read a table in a text file, name the file itself.',
};

export const importCommand: Command = {
  name: 'import',
  summary: {
    zh: '把 GIS 图层导入项目文件；项目不存在时新建',
    en: 'Import GIS layers into a project file, which is made when it does not exist',
  },
  places: { zh: '<项目.gpkg> <文件或文件夹>…', en: '<project.gpkg> <file or folder> ...' },
  options: [
    {
      name: 'project-crs',
      value: { zh: '坐标系', en: 'system' },
      text: {
        zh: '新项目的坐标系，如 EPSG:4547；默认由图层推断',
        en: 'System of a new project, such as EPSG:4547; inferred from the layers unless given',
      },
    },
    {
      name: 'name',
      value: { zh: '名称', en: 'name' },
      text: { zh: '新项目的名称，默认为文件名', en: 'Name of a new project, that of its file unless given' },
    },
    {
      name: 'crs',
      value: { zh: '[图层=]坐标系', en: '[layer=]system' },
      multiple: true,
      text: {
        zh: '没有写明坐标系的图层用这个坐标系；前面写图层名则只用于该图层，写明的也改',
        en: 'System of the layers that do not state one; with a name before it, of that layer or file whatever it states',
      },
    },
    {
      name: 'swap-axes',
      text: {
        zh: '坐标系未知的图层：x 与 y 对调（文件先写北坐标）',
        en: 'Exchange x and y of the layers whose system is not known: the file has north first',
      },
    },
    {
      name: 'datum',
      value: { zh: '[图层=]gcj02|bd09', en: '[layer=]gcj02|bd09' },
      multiple: true,
      text: {
        zh: '去除公开地图的偏移：gcj02（高德、腾讯）或 bd09（百度）',
        en: 'Take the offset of published maps off: gcj02 (AMap, Tencent) or bd09 (Baidu)',
      },
    },
    {
      name: 'place',
      value: { zh: 'x1,y1=X1,Y1 …', en: 'x1,y1=X1,Y1 ...' },
      multiple: true,
      text: {
        zh: '坐标系未知的图层按点定位：图中坐标=真实坐标（--crs 的坐标系，否则为项目的），至少两对',
        en: 'Place layers whose system is not known by points: those of the drawing = those in the system of --crs, or of the project; two or more',
      },
    },
    {
      name: 'encoding',
      value: { zh: '编码', en: 'encoding' },
      text: { zh: '按这个编码读取文字，如 gbk、big5', en: 'Read texts in this encoding, such as gbk or big5' },
    },
    {
      name: 'role',
      value: { zh: '图层=角色', en: 'layer=role' },
      multiple: true,
      text: {
        zh: '指定图层（或文件名）的角色，如 地块=parcel',
        en: 'Role of a layer, or of all of a file: lots=parcel',
      },
    },
    {
      name: 'skip',
      value: { zh: '图层', en: 'layer' },
      multiple: true,
      text: { zh: '不导入这个图层（或文件）', en: 'Leave this layer, or file, out' },
    },
    {
      name: 'profile',
      value: { zh: '文件', en: 'file' },
      multiple: true,
      text: { zh: '用保存过的导入方案（YAML 或 JSON）', en: 'Use a saved import profile (YAML or JSON)' },
    },
    {
      name: 'save-profiles',
      value: { zh: '文件夹', en: 'folder' },
      text: {
        zh: '把这次的角色和字段对应存成导入方案',
        en: 'Save the roles and field mappings of this import as profiles',
      },
    },
    {
      name: 'code-table',
      value: { zh: '文件', en: 'file' },
      text: {
        zh: '按这张代码表（CSV：代码、名称）读取用地代码',
        en: 'Read land-use codes by this table (CSV: code, name)',
      },
    },
    {
      name: 'no-check',
      text: { zh: '导入后不做就绪检查', en: 'Leave out the readiness check after the import' },
    },
    {
      name: 'dry-run',
      text: { zh: '只说会怎样导入，不写任何东西', en: 'Only say what would be imported; write nothing' },
    },
  ],
  examples: [
    'cityloom import city.gpkg data/',
    'cityloom import city.gpkg lots.shp --encoding gbk --crs EPSG:4547 --role lots=parcel',
    'cityloom import city.gpkg lots.gpkg --code-table codes.csv --dry-run',
    'cityloom import city.gpkg plan.dxf --crs EPSG:4547 --place "0,0=532000,2546000 850,0=532850,2546000"',
  ],

  async run(given, context) {
    const project = requirePlace(importCommand, given, 0);
    requirePlace(importCommand, given, 1);
    const files = await nodeFiles(given.places.slice(1), isImportable);
    const others = (await nodeFiles(given.places.slice(1), (name) => !isImportable(name)))
      .filter((file) => !files.includes(file))
      .map((file) => path.basename(file));
    if (others.length > 0) context.tell(renderText(leftOut, context.language, { files: others.join(', ') }));
    if (files.length === 0) throw new WorkbenchError('import/no-files', { place: given.places.slice(1).join(', ') });
    return withEngine(async (engine) => {
      const isNew = !existsSync(project);
      if (!isNew) await openProjectFile(engine, project, context);
      const plan = await preparedPlan(engine, files, given, context);
      if (given.flag('dry-run')) {
        printPlan(plan, context);
        return exitCodes.ok;
      }
      const newProject = isNew ? await describedProject(plan, project, given, context) : undefined;
      const report = await engine.request(
        'import/run',
        { plan, ...(newProject ? { newProject } : {}) },
        requestOptions(context),
      );
      const failures = failuresOf(report);
      const isSaved = report.files.some(({ layers }) => layers.some(({ id }) => id !== undefined));
      if (isSaved) await saveProjectFile(engine, project);
      await saveProfiles(plan, given);
      const layers = report.files.flatMap((file) => file.layers.flatMap(({ id }) => id ?? []));
      const readiness =
        isSaved && !given.flag('no-check')
          ? await engine.request('readiness/check', { layers }, requestOptions(context))
          : undefined;
      if (context.json) {
        const data = { project: isSaved ? project : null, readiness: readiness?.score ?? null };
        context.print(JSON.stringify({ ...data, ...reportData(report, context) }, null, 2));
      } else {
        printReport(report, isSaved ? project : undefined, context);
        if (readiness) context.print(readinessLine(readiness, project, context));
      }
      return failures.length > 0 ? failures[0]!.exitCode : exitCodes.ok;
    });
  },
};

function failuresOf(report: ImportReport): WorkbenchError[] {
  return report.files
    .flatMap(({ error, layers }) => [error, ...layers.map((layer) => layer.error)])
    .flatMap((error) => (error ? [WorkbenchError.fromData(error)] : []));
}

async function describedProject(plan: ImportPlan, file: string, given: Arguments, { language }: CommandContext) {
  const stated = given.text('project-crs');
  const epsg = stated === undefined ? plan.project?.epsg : (await parseCoordinateSystem(stated)).epsg;
  if (epsg === undefined) {
    const failure = plan.files.find(({ error }) => error)?.error;
    if (failure && plan.files.every(({ layers }) => layers.length === 0)) throw WorkbenchError.fromData(failure);
    const lost = plan.files.flatMap(({ layers }) => layers.flatMap(({ crs }) => crs.problem ?? []))[0];
    if (stated === undefined && lost) throw WorkbenchError.fromData(lost);
    throw badOption('import', stated === undefined ? '--project-crs' : `--project-crs ${stated}`, {
      zh: '没有一个图层写明坐标系，请给出新项目的坐标系，如 EPSG:4547，并用 --crs 指出图层的坐标系',
      en: 'no layer states its coordinate system: give that of the new project, such as EPSG:4547, and that of the layers by --crs',
    });
  }
  await coordinateSystem(epsg);
  return { name: given.text('name') ?? path.basename(file).replace(/\.gpkg$/i, ''), epsg, language };
}

/** What would be imported, with everything the options say applied to it. */
async function preparedPlan(
  engine: EngineClient,
  files: readonly string[],
  given: Arguments,
  context: CommandContext,
): Promise<ImportPlan> {
  const sources = await Promise.all(files.map(nodeFile));
  let plan = await engine.request('import/inspect', { files: sources }, requestOptions(context));
  const encoding = given.text('encoding');
  if (encoding !== undefined) plan = await withEncoding(engine, plan, encoding);
  plan = await withPlaces(engine, plan, given);
  for (const pair of given.texts('role')) plan = await withRole(engine, plan, pair);
  for (const file of given.texts('profile')) {
    const profile = parseImportProfile(new TextDecoder().decode(await readBytes(file)), path.basename(file));
    plan = await applyImportProfile(plan, profile);
  }
  const table = given.text('code-table');
  if (table !== undefined) plan = await withCodeTable(plan, table);
  for (const name of given.texts('skip')) plan = without(plan, name);
  return plan;
}

async function withRole(engine: EngineClient, plan: ImportPlan, pair: string): Promise<ImportPlan> {
  const at = pair.lastIndexOf('=');
  const [name, role] = [pair.slice(0, at), pair.slice(at + 1)];
  if (at <= 0) throw badOption('import', `--role ${pair}`, { zh: '应为 图层=角色', en: 'must be layer=role' });
  if (!isRoleId(role)) throw new WorkbenchError('import/unknown-role', { role, known: [...roles.keys()].join(', ') });
  let changed = plan;
  for (const [source, layer] of layersCalled(plan, name))
    changed = await engine.request('import/set-role', { plan: changed, source, layer, role });
  return changed;
}

async function withEncoding(engine: EngineClient, plan: ImportPlan, encoding: string): Promise<ImportPlan> {
  let changed = plan;
  for (const { source, layers } of plan.files) {
    const entries = new Set(layers.filter((layer) => layer.encoding !== undefined).map(({ entry }) => entry));
    for (const entry of entries)
      changed = await engine.request('import/set-reading', { plan: changed, source, entry, read: { encoding } });
  }
  return changed;
}

/** The table of the office goes before what the words of another field suggest. */
async function withCodeTable(plan: ImportPlan, file: string): Promise<ImportPlan> {
  const { table } = await readCodeTable(await nodeFile(file), { nested: true });
  const changed = mapLayers(plan, (layer) => {
    if (!layer.mapping.some(({ to }) => to === 'land_use_code')) return layer;
    return { ...layer, mapping: layer.mapping.filter(({ to }) => to !== 'land_use'), codeTable: table.id };
  });
  return { ...changed, codeTables: [table, ...plan.codeTables] };
}

function without(plan: ImportPlan, name: string): ImportPlan {
  layersCalled(plan, name);
  return mapLayers(plan, (layer, file) => (isCalled(layer, file, name) ? { ...layer, include: false } : layer));
}

async function saveProfiles(plan: ImportPlan, given: Arguments): Promise<void> {
  const folder = given.text('save-profiles');
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  for (const layer of plan.files.flatMap(({ layers }) => layers).filter(({ include }) => include)) {
    const text = writeImportProfile(profileOf(layer, plan, layer.name));
    await writeFile(path.join(folder, `${layer.name.replace(/[\\/:*?"<>|]/g, '_')}.yaml`), text);
  }
}
