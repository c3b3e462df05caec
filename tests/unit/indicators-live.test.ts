import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indicatorRequests, liveIndicatorsOf } from '#core/engine/indicator-requests.ts';
import type { Session } from '#core/engine/session.ts';
import { featureWkb } from '#core/geometry/wkb.ts';
import { publicGreen } from '#core/indicators/public-green.ts';
import { mixEntropy } from '#core/methods/mix.ts';
import { valueOrNaN } from '#core/methods/outcome.ts';
import type { Assumption } from '#core/model/assumption.ts';
import type { DevelopmentType } from '#core/model/development-type.ts';
import type { FeatureImage, FeatureState } from '#core/model/edit.ts';
import { type FeatureTable, type Scalar, scalarAt } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId, type LayerId } from '#core/model/ids.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { applyEdits, featureEdits, recordEdit } from '#core/scenario/apply-edits.ts';
import { branchScenario, changeScenario, deleteScenario, scenariosOf } from '#core/scenario/branch.ts';
import { redo, undo } from '#core/scenario/history.ts';
import { liveTown, pitch, rectangle, sessionOn, side, townAt } from '#tests/fixtures/live-town.ts';
import { paintedStates } from '#tests/fixtures/painted-states.ts';

const label = { zh: '改', en: 'Change' };
const name = { zh: '情景', en: 'Scenario' };

function imageOf(table: FeatureTable, row: number, changed: Readonly<Record<string, Scalar>> = {}): FeatureImage {
  const values = Object.fromEntries(table.fields.map((field) => [field.name, scalarAt(table, field, row)]));
  return { geometry: featureWkb(table.geometry, row), values: { ...values, ...changed } };
}

function shapeOf(kind: 'point' | 'line' | 'polygon', coordinates: readonly number[]): Uint8Array {
  const packer = new GeometryPacker(kind);
  packer.addFeature([[coordinates]]);
  return featureWkb(packer.finish(), 0);
}

const paints: readonly Readonly<Record<string, Scalar>>[] = [
  { land_use: 'mixed', far: 2.8, development_type: 'mixed-block', share_residential: 0.55, share_commercial: 0.45 },
  { land_use: 'green', far: 0.03, development_type: 'neighbourhood-park', share_civic: 1, share_residential: 0 },
  { land_use: 'square', far: null, floor_area: null, development_type: null },
  { land_use: 'mixed', far: 1.1, development_type: null, share_residential: null, share_commercial: null },
  { land_use: 'office', far: 3.3, residents: 12.5, jobs: 1 / 3, development_type: null, building_coverage: 0.37 },
  { land_use: 'water', floor_area: 777.7, development_type: null },
];

interface Action {
  readonly kind: (typeof kinds)[number];
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

const kinds = [
  'paint',
  'paint many',
  'sketch',
  'sketch',
  'revert',
  'split',
  'move stop',
  'mark stop',
  'add street',
  'drop street',
  'add green',
  'change green',
  'undo',
  'redo',
  'branch',
  'assume',
  'change type',
  'delete scenario',
  'rename',
  'own indicator',
] as const;

/** Formulas of own indicators: linear in what is assumed, and not; over groups, amounts and other indicators. */
const formulas = [
  "sum(residents where land_use = 'residential') / sum(area_m2)",
  'sum(residents * far) / sum(residents)',
  "mean(floor_area where residents > 40 or land_use in ('office', 'mixed'))",
  "count(where land_use = 'mixed' and far >= 1) + count()",
  'share(area_m2 where green_area > 0)',
  '"park-green-per-resident" * residents / 2',
  '"green-connectivity" / sum(area_m2)',
] as const;

const number = fc.integer({ min: 0, max: 10_000 });
const anyAction: fc.Arbitrary<Action> = fc.record({ kind: fc.constantFrom(...kinds), a: number, b: number, c: number });

function pick<Item>(list: readonly Item[], at: number): Item {
  return list[at % list.length]!;
}

/** Does one thing to a scenario of the town; what is refused changes nothing. */
function act({ project: { file, tables } }: Session, { kind, a, b, c }: Action): void {
  const scenarios = scenariosOf(file);
  const scenario = pick(scenarios.length > 1 ? scenarios.slice(1) : scenarios, a);
  const put = (role: string, states: ReadonlyMap<FeatureId, FeatureState>) =>
    applyEdits(file, label, featureEdits(file, role as LayerId, scenario.id, states), 'user');
  const table = (role: string) => tables.table(role as LayerId, scenario.id);
  const one = (role: string, change: (of: FeatureTable, row: number) => FeatureState) => {
    const of = table(role);
    if (of.ids.length > 0) put(role, new Map([[pick(of.ids, b), change(of, b % of.ids.length)]]));
  };
  const [left, bottom] = townAt;
  const place = (at: number) => (at * 37) % (pitch * side);
  const newId = () => file.newId() as FeatureId;
  switch (kind) {
    case 'paint':
      one('parcel', (of, row) => imageOf(of, row, pick(paints, c)));
      break;
    case 'paint many': {
      const of = table('parcel');
      const rows = of.ids.map((_, row) => row).filter((row) => (row * 7 + b) % 3 > 0);
      put('parcel', new Map(rows.map((row) => [of.ids[row]!, imageOf(of, row, pick(paints, c))])));
      break;
    }
    case 'sketch': {
      const of = table('parcel');
      const images = {
        baseline: tables.table('parcel' as LayerId, baselineId),
        at: (id: FeatureId) => tables.changes.at('parcel' as LayerId, scenario.id, id),
      };
      const rows = [...of.ids.keys()].filter((row) => (row * 7 + b) % 5 < 1 + (b % 5));
      const layer = { layer: file.layer('parcel' as LayerId), table: of, images };
      put('parcel', paintedStates(layer, rows, pick(paints, c)));
      break;
    }
    case 'revert':
      one('parcel', () => null);
      break;
    case 'split': {
      const of = table('parcel');
      const row = b % of.ids.length;
      const [x, y] = [left + place(b), bottom + place(c)];
      const part = (at: number): FeatureState => {
        return { ...imageOf(of, row), geometry: shapeOf('polygon', rectangle(x + 50 * at, y, 50, 90)) };
      };
      put(
        'parcel',
        new Map<FeatureId, FeatureState>([
          [of.ids[row]!, 'deleted'],
          [newId(), part(0)],
          [newId(), part(1)],
        ]),
      );
      break;
    }
    case 'move stop':
      one('transit-stop', (of, row) => {
        return { ...imageOf(of, row), geometry: shapeOf('point', [left + place(b), bottom + place(c)]) };
      });
      break;
    case 'mark stop':
      one('transit-stop', (of, row) => (c % 4 === 0 ? 'deleted' : imageOf(of, row, { high_capacity: c % 2 === 0 })));
      break;
    case 'add street': {
      const line = [left + place(a), bottom + place(b), left + place(c), bottom + place(a + c)];
      put('street', new Map([[newId(), { ...imageOf(table('street'), 0), geometry: shapeOf('line', line) }]]));
      break;
    }
    case 'drop street':
      one('street', (of, row) => (c % 2 === 0 ? 'deleted' : imageOf(of, row, { walkable: false })));
      break;
    case 'add green': {
      const shape = shapeOf('polygon', rectangle(left + place(b), bottom + place(c), 150));
      const values = { kind: pick(['park', 'square', 'protective', 'corridor'], c) };
      put('green-space', new Map([[newId(), { ...imageOf(table('green-space'), 0, values), geometry: shape }]]));
      break;
    }
    case 'change green':
      one('green-space', (of, row) => (c % 3 === 0 ? 'deleted' : imageOf(of, row, { public: c % 2 === 0 })));
      break;
    case 'undo':
      undo(file);
      break;
    case 'redo':
      redo(file);
      break;
    case 'branch':
      branchScenario(file, { name, parent: pick(scenarios, b).id });
      break;
    case 'assume': {
      const assumption = pick(file.records('assumption'), b)[1] as Assumption;
      const base = assumption.low + ((c % 11) / 10) * (assumption.high - assumption.low);
      applyEdits(file, label, [recordEdit(file, 'assumption', assumption.id, { ...assumption, base })], 'user');
      break;
    }
    case 'change type': {
      const type = file.record('development-type', 'mixed-block') as DevelopmentType;
      const changed = { ...type, floorAreaPerResident: 30 + (b % 20), energyUse: c % 100, parking: (b % 9) / 10 };
      applyEdits(file, label, [recordEdit(file, 'development-type', type.id, changed)], 'user');
      break;
    }
    case 'delete scenario':
      if (scenario.id !== baselineId) deleteScenario(file, scenario.id);
      break;
    case 'own indicator': {
      const id = `own${b % 2}`;
      const own = { id, name: id, formula: pick(formulas, c), unit: '', decimals: 2, better: 'higher', source: '' };
      applyEdits(file, label, [recordEdit(file, 'own-indicator', id, c % 7 === 0 ? null : own)], 'user');
      break;
    }
    case 'rename':
      changeScenario(file, scenario.id, { name: { zh: `名${b}`, en: `Name ${b}` } });
      break;
  }
}

function actOrRefuse(session: Session, action: Action): void {
  try {
    act(session, action);
  } catch (thrown) {
    if (!(thrown instanceof WorkbenchError)) throw thrown;
  }
}

function liveOf({ project }: Session) {
  const ids = scenariosOf(project.file).map(({ id }) => id);
  return Object.fromEntries(ids.map((id) => [id, liveIndicatorsOf(project, id)]));
}

const seeds = [1, 2, 3];
const towns = new Map(await Promise.all(seeds.map(async (seed) => [seed, await liveTown(seed)] as const)));

test('whatever is edited, undone and branched, the indicators are those of a project that is opened anew', async () => {
  const actions = fc.array(anyAction, { minLength: 4, maxLength: 14 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...seeds), actions, async (seed, list) => {
      const bytes = towns.get(seed)!;
      const session = await sessionOn(bytes, seed);
      branchScenario(session.project.file, { name });
      liveOf(session);
      for (const [at, action] of list.entries()) {
        actOrRefuse(session, action);
        // Some changes are taken over one by one, some together.
        if (at % 3 > 0) liveOf(session);
      }
      const anew = await sessionOn(session.project.file.export(), seed);
      expect(liveOf(session)).toEqual(liveOf(anew));
      while (undo(session.project.file)) if (session.project.file.steps().length % 2 === 0) liveOf(session);
      const first = await sessionOn(bytes, seed);
      expect(liveOf(session)[baselineId]).toEqual(liveOf(first)[baselineId]);
      session.close();
      anew.close();
      first.close();
    }),
    { numRuns: 30 },
  );
});

/** Indicators whose value the parts of parcels add up to, where all that counts lies on parcels. */
const additive = [
  'residents',
  'jobs',
  'floor-area',
  'gross-far',
  'transit-access',
  'mix-entropy',
  'mxi',
  'runoff-coefficient',
];

test('the parts of parcels add up to the value', async () => {
  const session = await sessionOn(towns.get(2)!, 2);
  const values = liveIndicatorsOf(session.project, baselineId);
  for (const indicator of additive) {
    const request = { scenario: baselineId, indicator };
    const { parts, largest } = await indicatorRequests['indicators/explain'](session, request, {});
    const sum = parts[0]!.values.reduce((total, part) => total + (Number.isNaN(part) ? 0 : part), 0);
    const { value } = values.find(({ id }) => id === indicator)!;
    expect(sum / value!, indicator).toBeCloseTo(1, 6);
    expect(Math.abs(largest[0]!.part)).toBe(
      Math.max(...parts[0]!.values.map((part) => (Number.isNaN(part) ? 0 : Math.abs(part)))),
    );
  }
  session.close();
});

test('what an assumption would do while it is dragged is what it does once it is kept', async () => {
  const session = await sessionOn(towns.get(2)!, 2);
  const { file } = session.project;
  for (const id of ['floor-area-per-resident', 'mixed-share-residential', 'walking-speed']) {
    const assumption = file.record('assumption', id) as Assumption;
    const base = (assumption.low + assumption.base) / 2;
    const tried = await indicatorRequests['indicators/live'](
      session,
      { scenarios: [baselineId], under: { [id]: base } },
      {},
    );
    applyEdits(file, label, [recordEdit(file, 'assumption', id, { ...assumption, base })], 'user');
    expect(tried.byScenario[baselineId], id).toEqual(liveIndicatorsOf(session.project, baselineId));
  }
  session.close();
});

test('live values are those that evaluators give', async () => {
  const session = await sessionOn(towns.get(3)!, 3);
  const { facts } = session.project;
  const live = new Map(liveIndicatorsOf(session.project, baselineId).map(({ id, value }) => [id, value]));
  const parcel = facts.parcels(baselineId)!;
  const column = (field: string) => [...(parcel.columns[field] as Float64Array)].map((value) => value || 0);
  const sum = (field: string) => column(field).reduce((total, value) => total + value, 0);
  const classes = ['residential', 'commercial', 'office', 'industrial', 'civic'].map((use) => sum(`floor_${use}`));
  const close = (id: string, expected: number) => expect(live.get(id)! / expected, id).toBeCloseTo(1, 6);
  close('residents', sum('residents'));
  close('jobs', sum('jobs'));
  close('floor-area', sum('floor_area'));
  close('mix-entropy', valueOrNaN(mixEntropy(classes, classes.length)));
  close('mxi', (100 * classes[0]!) / classes.reduce((total, amount) => total + amount, 0));
  const { areas, isPark } = publicGreen(
    session.project.tables.roleTable('green-space', baselineId),
    session.project.tables.roleTable('parcel', baselineId)!,
  );
  const parks = areas.reduce((total, area, row) => total + (isPark[row] ? area : 0), 0);
  close('park-green-per-resident', parks / sum('residents'));
  session.close();
});
