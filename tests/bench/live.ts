import { createEngine } from '#core/engine/engine.ts';
import type { EngineHost } from '#core/engine/engine-host.ts';
import { newProject } from '#core/engine/project-requests.ts';
import { featureWkb } from '#core/geometry/wkb.ts';
import type { FeatureEdit, FeatureImage } from '#core/model/edit.ts';
import { type FeatureTable, type Scalar, scalarAt } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId, type LayerId, type ScenarioId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import type { RecipeStep } from '#core/model/recipe.ts';
import type { RoleId } from '#core/model/role.ts';
import { randomUuid } from '#core/platform/seeded-random.ts';
import type { EngineClient } from '#core/rpc/requests.ts';
import { addLayers } from '#core/scenario/project-layers.ts';
import { tileTable } from './tile-city.ts';
import { benchCity, cityTiles } from './tiled-project.ts';
import type { Figure } from './timing.ts';

/** Layers that live indicators look at; the bench city has no others. */
const liveRoles: ReadonlySet<RoleId> = new Set([
  'parcel',
  'street',
  'transit-stop',
  'green-space',
  'building',
  'population',
]);

type Painted = Readonly<Record<string, Scalar>>;
const noShares = { share_office: 0, share_industrial: 0, share_other: 0 };
const measured = { floor_area: null, residents: null, jobs: null };
/** Painting goes back and forth between these, so that every stroke changes what it touches. */
const paints: readonly Painted[] = [
  {
    land_use: 'mixed',
    land_use_code: 'RB',
    far: 2.4,
    building_coverage: 0.38,
    green_ratio: 0.3,
    development_type: 'shop-top-housing',
    share_residential: 0.8,
    share_commercial: 0.2,
    share_civic: 0,
    ...noShares,
    ...measured,
  },
  {
    land_use: 'green',
    land_use_code: 'G1',
    far: 0.03,
    building_coverage: 0.03,
    green_ratio: 0.7,
    development_type: 'neighbourhood-park',
    share_residential: 0,
    share_commercial: 0,
    share_civic: 1,
    ...noShares,
    ...measured,
  },
];

/** Development types that sketches put in turn. */
const sketchTypes = ['shop-top-housing', 'neighbourhood-park'] as const;

/** The sample city side by side until it has about `wanted` parcels, as a project file. */
async function liveProject(host: EngineHost, wanted: number): Promise<Uint8Array> {
  const tiles = cityTiles('parcel', wanted);
  const project = await newProject(host, { name: `live ${wanted}`, epsg: benchCity.epsg, language: 'en' });
  const layers = benchCity.layers
    .filter(({ role }) => liveRoles.has(role))
    .map(({ name, role, geometry, table }, order) => {
      const features = tileTable(table, tiles, () => randomUuid(host.random));
      const layer: Omit<Layer, 'table'> = {
        id: role as string as LayerId,
        name: name.en,
        role,
        geometry,
        fields: features.fields,
        order,
        visible: true,
        opacity: 1,
      };
      return { layer, features };
    });
  addLayers(project, { zh: '铺开', en: 'Tile' }, layers);
  project.compact({ forgetHistory: true });
  const bytes = project.export();
  project.close();
  return bytes;
}

/** Milliseconds on the clock, and of processors. */
class Spent {
  readonly milliseconds: number;
  readonly processor: number;

  constructor(milliseconds: number, processor: number) {
    this.milliseconds = milliseconds;
    this.processor = processor;
  }
}

function clocks(): Spent {
  const { user, system } = process.cpuUsage();
  return new Spent(performance.now(), (user + system) / 1000);
}

function since(begun: Spent): Spent {
  const now = clocks();
  return new Spent(now.milliseconds - begun.milliseconds, now.processor - begun.processor);
}

/** Edits a scenario through the engine, and remembers what it said, so that each edit says what was there. */
class Painter {
  readonly engine: EngineClient;
  readonly scenario: ScenarioId;
  readonly table: FeatureTable;
  readonly #layer: LayerId;
  readonly #own = new Map<FeatureId, FeatureImage>();

  constructor(engine: EngineClient, scenario: ScenarioId, role: RoleId, table: FeatureTable) {
    this.engine = engine;
    this.scenario = scenario;
    this.table = table;
    this.#layer = role as string as LayerId;
  }

  /** The edits that give some rows other values, or another place. */
  edits(rows: readonly number[], values: Painted, moved?: (row: number) => Uint8Array): FeatureEdit[] {
    const { table, scenario } = this;
    return rows.map((row) => {
      const feature = table.ids[row]!;
      const own = Object.fromEntries(table.fields.map((field) => [field.name, scalarAt(table, field, row)]));
      const geometry = moved ? moved(row) : featureWkb(table.geometry, row);
      const after: FeatureImage = { geometry, values: { ...own, ...values } };
      const before = this.#own.get(feature) ?? null;
      this.#own.set(feature, after);
      return { kind: 'feature', scenario, layer: this.#layer, feature, before, after };
    });
  }

  /** Time until the edits are committed and all indicators of the scenario are known. */
  async stroke(edits: readonly FeatureEdit[]): Promise<Spent> {
    const begun = clocks();
    await this.engine.request('edit/apply', { label: { zh: '画', en: 'Paint' }, edits });
    await this.engine.request('indicators/live', { scenarios: [baselineId, this.scenario], swift: true });
    return since(begun);
  }
}

/** A feature some metres further east. */
function shifted(table: FeatureTable, row: number, metres: number): Uint8Array {
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = table.geometry;
  const packer = new GeometryPacker(table.geometry.kind);
  for (let part = featureOffsets[row]!; part < featureOffsets[row + 1]!; part++) {
    const ring = partOffsets[part]!;
    const own = coordinates.slice(2 * ringOffsets[ring]!, 2 * ringOffsets[ring + 1]!);
    packer.addRing(own.map((value, at) => (at % 2 === 0 ? value + metres : value)));
    packer.endPart();
  }
  packer.endFeature();
  return featureWkb(packer.finish(), 0);
}

function medianOf(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
}

/**
 * What a stroke costs until the live indicators are known as the window asks for them (those that take long follow behind), with history, crash journal and file written as in use, as the
 * city grows; and what reading another scenario costs.
 */
export async function benchLive(host: EngineHost, wanted: number, tell: (figure: Figure) => void): Promise<void> {
  const bytes = await liveProject(host, wanted);
  const engine = createEngine(host);
  engine.on('journal/entry', () => {});
  const timed = async (what: string, size: number, runs: number, work: (run: number) => Promise<unknown>) => {
    const times: Spent[] = [];
    for (let run = 0; run < runs; run++) {
      const begun = clocks();
      const own = await work(run);
      times.push(own instanceof Spent ? own : since(begun));
    }
    const milliseconds = medianOf(times.map((time) => time.milliseconds));
    tell({ what, size, milliseconds, processorMilliseconds: medianOf(times.map((time) => time.processor)) });
  };
  await timed('open project', wanted, 1, () => engine.request('project/open', { fileName: 'live.gpkg', bytes }));
  // As the window does when it draws them, before anything is changed.
  await timed('read layers', wanted, 1, async () => {
    const { description } = await engine.request('project/state', {});
    for (const { id: layer } of description.layers) await engine.request('layer/read', { layer, scenario: baselineId });
  });
  const name = { zh: '情景', en: 'Scenario' };
  const { id } = await engine.request('scenario/create', { name, parent: baselineId });
  const { id: child } = await engine.request('scenario/create', { name, parent: id });
  const { id: sketchScenario } = await engine.request('scenario/create', { name, parent: baselineId });
  const all = [baselineId, id, child];
  await timed('first live indicators', wanted, 1, () =>
    engine.request('indicators/live', { scenarios: all, swift: true }),
  );
  const painterOf = async (role: RoleId) =>
    new Painter(
      engine,
      id,
      role,
      await engine.request('layer/read', { layer: role as string as LayerId, scenario: baselineId }),
    );
  const parcels = await painterOf('parcel');
  const size = parcels.table.ids.length;
  const rowsFrom = (first: number, count: number) => Array.from({ length: count }, (_, at) => (first + at) % size);

  await timed('paint 1 parcel', size, 11, (run) =>
    parcels.stroke(parcels.edits([Math.floor(size / 3)], paints[run % 2]!)),
  );
  const many = Math.min(5000, size);
  await timed(`paint ${many} parcels`, size, 7, (run) =>
    parcels.stroke(parcels.edits(rowsFrom(Math.floor(size / 2), many), paints[run % 2]!)),
  );
  const sketched = (first: number, count: number, run: number): RecipeStep => {
    const ids = rowsFrom(first, count).map((row) => parcels.table.ids[row]!);
    return { sketch: 'mixed-use', select: { ids }, type: sketchTypes[run % 2]!, protect: [] };
  };
  const sketch = async (scenario: ScenarioId, step: RecipeStep) => {
    const begun = clocks();
    await engine.request('scenario/run-step', { scenario, step });
    await engine.request('indicators/live', { scenarios: [baselineId, scenario], swift: true });
    return since(begun);
  };
  await timed('sketch on 1 parcel', size, 7, (run) => sketch(sketchScenario, sketched(Math.floor(size / 3), 1, run)));
  await timed(`sketch on ${many} parcels`, size, 7, (run) =>
    sketch(sketchScenario, sketched(Math.floor(size / 2), many, run)),
  );
  const back = (request: 'edit/undo' | 'edit/redo', scenarios: readonly ScenarioId[]) => async () => {
    await engine.request(request, {});
    await engine.request('indicators/live', { scenarios, swift: true });
  };
  const both = [baselineId, sketchScenario];
  await timed(`undo ${many} parcels`, size, 1, back('edit/undo', both));
  await timed(`redo ${many} parcels`, size, 1, back('edit/redo', both));
  const few = Math.min(500, size);
  await timed(`sketch on ${few} parcels`, size, 9, (run) =>
    sketch(sketchScenario, sketched(Math.floor(size / 5), few, run)),
  );
  const stops = await painterOf('transit-stop');
  const rapid = (stops.table.columns['mode'] as readonly (string | null)[]).indexOf('metro');
  await timed('move a station', size, 9, (run) =>
    stops.stroke(stops.edits([rapid], {}, (row) => shifted(stops.table, row, run % 2 === 0 ? 120 : 0))),
  );
  const streets = await painterOf('street');
  const street = Math.floor(streets.table.ids.length / 2);
  await timed('move a street', streets.table.ids.length, 9, (run) =>
    streets.stroke(streets.edits([street], {}, (row) => shifted(streets.table, row, run % 2 === 0 ? 40 : 0))),
  );
  const layer = 'parcel' as LayerId;
  await timed('switch scenario', size, 5, async () => {
    await engine.request('layer/read', { layer, scenario: child });
    await engine.request('indicators/live', { scenarios: all, swift: true });
  });
  // Asked again it is remembered: only the first answer after a change counts.
  const difference = (of: ScenarioId) => () =>
    engine.request('compare/difference', { from: baselineId, to: of, quantity: 'far' });
  await timed('difference layer', size, 1, difference(id));
  const assumption = (await engine.request('project/state', {})).description.assumptions.find(
    (one) => one.id === 'floor-area-per-resident',
  )!;
  let base = assumption;
  await timed('change an assumption', size, 5, async (run) => {
    const after = { ...assumption, base: 36 + run };
    const edit = { kind: 'record', record: 'assumption', id: assumption.id, before: base, after } as const;
    base = after;
    await engine.request('edit/apply', { label: name, edits: [edit] });
    await engine.request('indicators/live', { scenarios: all, swift: true });
  });
  for (const [run, what] of ['paint all parcels', 'repaint all parcels'].entries()) {
    await timed(what, size, 1, () => parcels.stroke(parcels.edits(rowsFrom(0, size), paints[run]!)));
    await timed(`difference, ${what}`, size, 1, difference(id));
  }
  const own = [baselineId, id];
  await timed('undo all parcels', size, 1, back('edit/undo', own));
  await timed('redo all parcels', size, 1, back('edit/redo', own));
  // With housing, with parks, and with housing again, in a scenario of which a part was sketched before.
  for (const [run, what] of ['sketch on all', 'sketch parks on all', 'sketch on all again'].entries()) {
    await timed(what, size, 1, () => sketch(sketchScenario, sketched(0, size, run)));
    await timed(`difference, ${what}`, size, 1, difference(sketchScenario));
    await timed(`undo ${what}`, size, 1, back('edit/undo', both));
    await timed(`redo ${what}`, size, 1, back('edit/redo', both));
  }
  await engine.request('project/close', {});
}
