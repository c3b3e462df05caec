import { isInArea } from '#core/crs/area-of-use.ts';
import { type CoordinateSystem, coordinateSystem, parseCoordinateSystem } from '#core/crs/coordinate-system.ts';
import { describeNear } from '#core/crs/crs-candidates.ts';
import { placeInDegrees } from '#core/crs/placement.ts';
import type { GeometryEngine } from '#core/geometry/engine.ts';
import { builtInCodeTables, type CodeTable } from '#core/model/code-table.ts';
import { featureCount } from '#core/model/packed-geometry.ts';
import { type Remark, RemarkList } from '#core/model/remark.ts';
import type { RoleId } from '#core/model/role.ts';
import { WorkbenchError, type WorkbenchErrorData } from '#core/model/workbench-error.ts';
import type { Clock, Digest, FileSource, Random, TaskContext } from '#core/platform/platform.ts';
import { type FieldProfile, profileFields } from './field-profile.ts';
import type { ReadLayer, ReadOptions } from './format.ts';
import { type ImportItem, itemsOf, layerName, mainFiles, withOwnNames } from './import-items.ts';
import { convertLayer, type ImportedLayer } from './import-layer.ts';
import type { ImportPlan, PlannedField, PlannedFile, PlannedGeometry, PlannedLayer } from './import-plan.ts';
import { bulkExtent } from './layer-extent.ts';
import { lengthUnitOf } from './length-unit.ts';
import { byTelling, type KnownLayer, type PlaceOptions, placeOptions, samplePaths } from './place-options.ts';
import { suggestProject } from './plan-changes.ts';
import { settleCrs } from './settle-crs.ts';
import { Sha256 } from './sha256.ts';
import { readChunks } from './source-reading.ts';
import { suggestRasterRole } from './suggest-raster-role.ts';
import { suggestionFor, suggestRole } from './suggest-role.ts';
import { encodingOptions } from './text-evidence.ts';

/** What an import needs from its surroundings. */
export interface ImportHost {
  readonly clock: Clock;
  readonly random: Random;
  readonly createDigest?: () => Digest;
  /** Counts invalid polygons when it is there. */
  readonly engine?: GeometryEngine;
  /** System of the open project: a candidate for files that state none. */
  readonly projectCrs?: CoordinateSystem;
  /** Layers of the open project, to compare a layer with whose place is not known. */
  readonly knownLayers?: () => Promise<readonly KnownLayer[]>;
  /** Code tables of the project, besides the built-in ones. */
  readonly codeTables?: readonly CodeTable[];
}

/** Layers of a plan that are drawn beside one whose place is asked for. */
const mostKnown = 3;

/** What became of one file: the layers that could be imported, and errors of those that could not. */
export interface ImportedFile {
  readonly file: string;
  readonly layers: readonly (ImportedLayer | FailedLayer)[];
  readonly remarks: readonly Remark[];
  readonly error?: WorkbenchErrorData;
}

/** A layer that could not be imported. */
export interface FailedLayer {
  readonly planned: PlannedLayer;
  readonly error: WorkbenchErrorData;
}

export function isFailed(layer: ImportedLayer | FailedLayer): layer is FailedLayer {
  return 'error' in layer;
}

/**
 * One import: the files that a person chose, looked at (`inspect`) and then read into tables of features (`run`). In
 * between the plan is plain data that may be changed in any way. What was read to make the plan is kept for the run, unless
 * the plan wants it read otherwise.
 */
export class ImportSession {
  readonly #sources: readonly FileSource[];
  readonly #host: ImportHost;
  readonly #codeTables: readonly CodeTable[];
  readonly #items = new Map<number, readonly ImportItem[]>();
  /** Layers that were read for the plan, by source, entry, layer and kind. */
  readonly #read = new Map<string, ReadLayer>();

  constructor(sources: readonly FileSource[], host: ImportHost) {
    this.#sources = sources;
    this.#host = host;
    const own = host.codeTables ?? [];
    // A project keeps the built-in ones as well, and may have changed them.
    const isOwn = (id: string) => own.some((table) => table.id === id);
    this.#codeTables = [...own, ...builtInCodeTables.filter(({ id }) => !isOwn(id))];
  }

  /**
   * Reads all files and says what they are and what would become of them. Files that cannot be read are in the plan with
   * their error. Errors: `command/cancelled`.
   */
  async inspect(context: TaskContext = {}): Promise<ImportPlan> {
    const files: PlannedFile[] = [];
    for (const place of mainFiles(this.#sources)) files.push(await this.#inspectFile(place, context));
    return this.#asPlan(withOwnNames(files), context);
  }

  async #asPlan(files: readonly PlannedFile[], context: TaskContext): Promise<ImportPlan> {
    const project = await suggestProject(files, this.#host.projectCrs);
    const plan = { files, ...(project ? { project } : {}), codeTables: this.#codeTables };
    return { ...plan, files: await Promise.all(files.map((file) => this.#withGuesses(plan, file, context))) };
  }

  /** What is said of layers without a system names those that put them beside the data whose place is known. */
  async #withGuesses(plan: ImportPlan, file: PlannedFile, context: TaskContext): Promise<PlannedFile> {
    if (!file.layers.some(({ crs }) => crs.problem?.code === 'crs/missing')) return file;
    const layers: PlannedLayer[] = [];
    for (const layer of file.layers) {
      const problem = layer.crs.problem;
      const near =
        problem?.code === 'crs/missing' && layer.geometry !== 'raster'
          ? describeNear((await this.placeOptions(plan, file, layer, context)).candidates)
          : undefined;
      if (!problem || !near) layers.push(layer);
      else {
        const told = { ...problem, parameters: { ...problem.parameters, candidates: near } };
        layers.push({ ...layer, crs: { ...layer.crs, problem: told } });
      }
    }
    return { ...file, layers };
  }

  async #inspectFile(place: number, context: TaskContext): Promise<PlannedFile> {
    const source = this.#sources[place]!;
    const remarks = new RemarkList();
    const common = { source: place, file: source.name, bytes: source.bytes };
    try {
      const items = await this.#itemsOf(place, remarks, context);
      const layers: PlannedLayer[] = [];
      for (const item of items) layers.push(...(await this.#inspectEntry(place, item, items.length, remarks, context)));
      if (layers.length === 0) throw new WorkbenchError('import/no-layers', { file: source.name });
      return { ...common, layers, remarks: remarks.toArray() };
    } catch (thrown) {
      const error = WorkbenchError.from(thrown);
      if (error.code === 'command/cancelled') throw error;
      return { ...common, layers: [], remarks: remarks.toArray(), error: error.toData() };
    }
  }

  async #itemsOf(place: number, remarks: RemarkList, context: TaskContext): Promise<readonly ImportItem[]> {
    const known = this.#items.get(place);
    if (known) return known;
    const items = await itemsOf(this.#sources[place]!, this.#sources, remarks, context);
    this.#items.set(place, items);
    return items;
  }

  /** One of several files in an archive that cannot be read does not stop the others. */
  async #inspectEntry(
    place: number,
    item: ImportItem,
    siblings: number,
    remarks: RemarkList,
    context: TaskContext,
  ): Promise<PlannedLayer[]> {
    try {
      return await this.#inspectItem(place, item, {}, context);
    } catch (thrown) {
      const error = WorkbenchError.from(thrown);
      if (error.code === 'command/cancelled' || siblings === 1) throw error;
      const reason = { zh: error.describe('zh').replace(/。$/, ''), en: error.describe('en').replace(/\.$/, '') };
      const parameters = { file: this.#sources[place]!.name, entry: item.entry, reason };
      remarks.add('formats/archive-entry-left-out', 'warning', parameters);
      return [];
    }
  }

  async #inspectItem(
    place: number,
    item: ImportItem,
    read: ReadOptions,
    context: TaskContext,
  ): Promise<PlannedLayer[]> {
    const layers: ReadLayer[] = [];
    for await (const layer of item.format.read(item.source, read, context)) layers.push(layer);
    const planned: PlannedLayer[] = [];
    for (const layer of layers) {
      this.#read.set(readKey(place, item.entry, layer.name, plannedGeometry(layer), read), layer);
      const isMixed = layers.some((other) => other !== layer && other.name === layer.name);
      planned.push(await this.#plan(this.#sources[place]!.name, item, layer, isMixed, read));
    }
    // Workbooks and geodatabases have empty layers beside those that count.
    if (planned.every(({ features }) => features === 0)) return planned;
    return planned.map((layer) => ({ ...layer, include: layer.features > 0 }));
  }

  async #plan(
    file: string,
    item: ImportItem,
    layer: ReadLayer,
    isMixed: boolean,
    read: ReadOptions,
  ): Promise<PlannedLayer> {
    const remarks = new RemarkList();
    remarks.addAll(layer.remarks);
    const kind = plannedGeometry(layer);
    const name = layerName(file, item.entry, layer.name, kind, isMixed);
    const extent = bulkExtent(layer.geometry);
    const { projectCrs } = this.#host;
    const hint = lengthUnitOf(layer);
    const crs = await settleCrs(item.source.name, layer.crs, layer.geometry, extent, projectCrs, hint, remarks);
    const profiles = profileFields(layer);
    const { role, reason, mapping, constants, codeTable } =
      kind === 'raster' ? suggestRasterRole(name, layer.raster!) : suggestRole(name, kind, profiles, this.#codeTables);
    return {
      entry: item.entry,
      sourceLayer: layer.name,
      geometry: kind,
      format: item.format.id,
      include: true,
      name,
      features: layer.raster ? layer.raster.values.length : featureCount(layer.geometry),
      ...(extent ? { extent } : {}),
      ...(hint ? { lengthUnit: hint } : {}),
      crs,
      ...(layer.crs?.offset && crs.id !== '' ? { place: { offset: layer.crs.offset } } : {}),
      ...(layer.encoding === undefined ? {} : { encoding: layer.encoding }),
      ...(layer.drawing ? { drawing: layer.drawing } : {}),
      ...encodingsOf(layer),
      read,
      fields: profiles.map(plannedField),
      role,
      roleReason: reason,
      mapping,
      constants,
      ...(codeTable === undefined ? {} : { codeTable }),
      remarks: remarks.toArray(),
    };
  }

  /**
   * A planned layer with another role, and what that makes of its fields. Only before the run, which gives the layers away.
   * Errors: `import/layer-not-found`.
   */
  async withRole(
    file: PlannedFile,
    planned: PlannedLayer,
    role: RoleId,
    context: TaskContext = {},
  ): Promise<PlannedLayer> {
    const layer = await this.#layerOf(file.source, planned, context);
    const suggestion = suggestionFor(role, planned.name, profileFields(layer), this.#codeTables);
    const { mapping, constants, codeTable } = suggestion;
    const changed = { ...planned, role, mapping, constants, roleReason: { zh: '人工指定', en: 'stated by a person' } };
    delete changed.codeTable;
    return codeTable === undefined ? changed : { ...changed, codeTable };
  }

  /**
   * What a person needs to say where a planned layer lies: guesses, and pictures of it and of the data that has a place,
   * which are the project's layers or the other files of the plan. Only before the run. Errors: `import/layer-not-found`.
   */
  async placeOptions(
    plan: ImportPlan,
    file: PlannedFile,
    planned: PlannedLayer,
    context: TaskContext = {},
  ): Promise<PlaceOptions> {
    const layer = await this.#layerOf(file.source, planned, context);
    const ofProject = (await this.#host.knownLayers?.()) ?? [];
    const known = ofProject.length > 0 ? ofProject : await this.#knownInPlan(plan, planned, context);
    return placeOptions(layer.geometry, planned, known, this.#host.projectCrs);
  }

  /**
   * Layers of the plan whose place is known: those of files that state their system, else those where the coordinates
   * left no doubt; all where the project's system is meant for, so that a stray file does not lead astray.
   */
  async #knownInPlan(plan: ImportPlan, except: PlannedLayer, context: TaskContext): Promise<KnownLayer[]> {
    const area = plan.project && (await coordinateSystem(plan.project.epsg)).area;
    for (const origins of [['declared', 'stated'], ['assumed']]) {
      const known: KnownLayer[] = [];
      const placed = plan.files.flatMap(({ source, layers }) =>
        layers
          .filter(({ crs, extent, geometry }) => extent && origins.includes(crs.origin) && geometry !== 'raster')
          .map((planned) => ({ source, planned, role: planned.role })),
      );
      for (const { source, planned } of byTelling(placed)) {
        if (planned === except || known.length >= mostKnown) continue;
        const { crs, place, name } = planned;
        const layer = await this.#layerOf(source, planned, context);
        const system = await parseCoordinateSystem(crs.id);
        const paths = await Promise.all(
          samplePaths(layer.geometry).map((path) => placeInDegrees(path, system, place ?? {})),
        );
        const first = paths[0];
        if (first && (!area || isInArea(area, first[0]!, first[1]!))) known.push({ name, paths });
      }
      if (known.length > 0) return known;
    }
    return [];
  }

  /**
   * A planned file with the layers of one entry read anew, in another encoding or with other columns as coordinates, and
   * suggested anew; what a person has said about where they lie stays. Errors: those of reading; `import/layer-not-found`.
   */
  async withReadOptions(
    file: PlannedFile,
    entry: string,
    read: ReadOptions,
    context: TaskContext = {},
  ): Promise<PlannedFile> {
    const items = await this.#itemsOf(file.source, new RemarkList(), context);
    const item = items.find((each) => each.entry === entry);
    if (!item) throw new WorkbenchError('import/layer-not-found', { file: file.file, layer: entry });
    const fresh = (await this.#inspectItem(file.source, item, read, context)).map((layer) => {
      const before = file.layers.find((other) => isSamePart(layer, other));
      return before ? withStatements(layer, before) : layer;
    });
    const layers: PlannedLayer[] = [];
    let isPlaced = false;
    for (const layer of file.layers) {
      if (layer.entry !== entry) layers.push(layer);
      else if (!isPlaced) {
        layers.push(...fresh);
        isPlaced = true;
      }
    }
    return { ...file, layers: isPlaced ? layers : [...layers, ...fresh] };
  }

  /**
   * Imports what the plan includes into the system with code `epsg`, file by file, so that one file's features can be
   * stored before the next is read. A file or layer that fails does not stop the rest. Errors: `crs/unknown-code`,
   * `command/cancelled`.
   */
  async *run(plan: ImportPlan, epsg: number, context: TaskContext = {}): AsyncGenerator<ImportedFile> {
    const target = await coordinateSystem(epsg);
    for (const file of plan.files) {
      const wanted = file.layers.filter(({ include }) => include);
      if (file.error) yield { file: file.file, layers: [], remarks: file.remarks, error: file.error };
      else if (wanted.length > 0) yield await this.#runFile(file, wanted, plan, target, context);
    }
  }

  async #runFile(
    file: PlannedFile,
    wanted: readonly PlannedLayer[],
    plan: ImportPlan,
    target: CoordinateSystem,
    context: TaskContext,
  ): Promise<ImportedFile> {
    const layers: (ImportedLayer | FailedLayer)[] = [];
    try {
      const sha256 = await this.#digest(file.source, context);
      for (const planned of wanted) {
        try {
          const layer = await this.#layerOf(file.source, planned, context);
          // The import changes the coordinates in place, so that what was read is used up.
          this.#read.delete(keyOf(file.source, planned));
          const { clock, random, engine } = this.#host;
          const surroundings = { target, plan, file, sha256, clock, random, context, ...(engine ? { engine } : {}) };
          layers.push(await convertLayer(planned, layer, surroundings));
        } catch (thrown) {
          const error = WorkbenchError.from(thrown);
          if (error.code === 'command/cancelled') throw error;
          layers.push({ planned, error: error.toData() });
        }
      }
      return { file: file.file, layers, remarks: file.remarks };
    } catch (thrown) {
      const error = WorkbenchError.from(thrown);
      if (error.code === 'command/cancelled') throw error;
      return { file: file.file, layers, remarks: file.remarks, error: error.toData() };
    }
  }

  async #digest(place: number, context: TaskContext): Promise<string> {
    const hash: Digest = this.#host.createDigest?.() ?? new Sha256();
    for await (const bytes of readChunks(this.#sources[place]!, context)) hash.update(bytes);
    return hash.finish();
  }

  /** The layer as it was read for the plan, or read now. */
  async #layerOf(place: number, planned: PlannedLayer, context: TaskContext): Promise<ReadLayer> {
    const { entry, sourceLayer, read } = planned;
    const key = keyOf(place, planned);
    if (!this.#read.has(key)) {
      const items = await this.#itemsOf(place, new RemarkList(), context);
      const item = items.find((each) => each.entry === entry);
      if (!item) throw notThere(this.#sources[place]!.name, planned);
      const options = sourceLayer === '' ? read : { ...read, layers: [sourceLayer] };
      for await (const layer of item.format.read(item.source, options, context)) {
        this.#read.set(readKey(place, entry, layer.name, plannedGeometry(layer), read), layer);
      }
    }
    const layer = this.#read.get(key);
    if (!layer) throw notThere(this.#sources[place]!.name, planned);
    return layer;
  }
}

/** Texts that a person can be asked about one by one. */
const mostCounted = 60;

/** A field as the plan has it: few texts with their counts. */
function plannedField({ name, type, samples, filled, distinct, values }: FieldProfile): PlannedField {
  const field = { name, type, samples, filled, distinct };
  if (type !== 'text' || distinct > mostCounted || distinct === 0) return field;
  const counts = [...values].map(([text, count]) => ({ text, count })).sort((a, b) => b.count - a.count);
  return { ...field, counts };
}

/** The ways to read the texts of a layer, where there is a choice. */
function encodingsOf({ evidence, encoding }: ReadLayer): Pick<PlannedLayer, 'encodings' | 'encodingStatements'> {
  if (!evidence || encoding === undefined) return {};
  return { encodings: encodingOptions(evidence, encoding), encodingStatements: evidence.statements };
}

function isSamePart(one: PlannedLayer, other: PlannedLayer): boolean {
  return one.entry === other.entry && one.sourceLayer === other.sourceLayer && one.geometry === other.geometry;
}

/** A layer that was read anew with its name, whether it is wanted, and the place that a person stated for it. */
function withStatements(layer: PlannedLayer, before: PlannedLayer): PlannedLayer {
  const { name, include, crs, place } = before;
  const kept = { ...layer, name, include };
  return crs.origin === 'stated' && layer.extent ? { ...kept, crs, ...(place ? { place } : {}) } : kept;
}

/** Whether a layer holds a grid, and else the kind of its features. */
function plannedGeometry({ raster, geometry }: ReadLayer): PlannedGeometry {
  return raster ? 'raster' : geometry.kind;
}

function readKey(place: number, entry: string, layer: string, kind: string, read: ReadOptions): string {
  const { encoding = null, coordinates = null, drawing = null } = read;
  return JSON.stringify([place, entry, layer, kind, encoding, coordinates, drawing]);
}

function keyOf(place: number, { entry, sourceLayer, geometry, read }: PlannedLayer): string {
  return readKey(place, entry, sourceLayer, geometry, read);
}

function notThere(file: string, { entry, sourceLayer, geometry }: PlannedLayer): WorkbenchError {
  const layer = [entry, sourceLayer, geometry].filter((part) => part !== '').join(' / ');
  return new WorkbenchError('import/layer-not-found', { file, layer });
}
