import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { featureWkb } from '#core/geometry/wkb.ts';
import type { FeatureState } from '#core/model/edit.ts';
import { scalarAt } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId, type LayerId, type ScenarioId } from '#core/model/ids.ts';
import type { SqlJsStatic } from '#core/platform/sqlite.ts';
import { applyEdits, featureEdits } from '#core/scenario/apply-edits.ts';
import { branchScenario, deleteScenario } from '#core/scenario/branch.ts';
import { undo } from '#core/scenario/history.ts';
import { openProject } from '#core/store/open-project.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import { type GdalView, gdalReason, hasGdal, runPython, viewOfGdal, withFile } from '#tests/fixtures/store-gdal.ts';
import { commentLayer, openTown, parcelLayer, stopLayer, streetLayer, testHost } from '#tests/fixtures/store-town.ts';

let sqlite: SqlJsStatic;
let project: ProjectFile;
let scenarios: { A: ScenarioId; B: ScenarioId; C: ScenarioId };

function paint(layer: LayerId, scenario: ScenarioId, at: number, values: object): void {
  const id = project.readTable(layer, scenario).ids[at]!;
  const image = project.readFeatures(layer, scenario, [id]).get(id)!;
  const states = new Map([[id, { ...image, values: { ...image.values, ...values } }]]);
  applyEdits(project, { zh: '涂', en: 'Paint' }, featureEdits(project, layer, scenario, states), 'user');
}

beforeAll(async () => {
  ({ sqlite, project } = await openTown());
  const A = branchScenario(project, { name: { zh: '站点开发', en: 'Station-led' } }).id;
  const B = branchScenario(project, { name: { zh: "绿廊 & 'quotes'", en: 'Corridor' }, parent: A }).id;
  const C = branchScenario(project, { name: { zh: '空白', en: 'Blank' } }).id;
  scenarios = { A, B, C };
  paint(parcelLayer, A, 4, { far: 9.5, land_use: '商业', protected: true });
  paint(parcelLayer, B, 4, { far: 2.25, surveyed: '2026-01-02', floors: null });
  paint(streetLayer, B, 2, { name: '人行天桥' });
  paint(stopLayer, B, 0, { headway: 2.5 });
  paint(commentLayer, A, 1, { text: '改' });
  const { geometry, ids } = project.readTable(parcelLayer);
  const states = new Map<FeatureId, FeatureState>([
    [ids[0]!, 'deleted'],
    [project.newId() as FeatureId, { geometry: featureWkb(geometry, 8), values: { far: 2 } }],
  ]);
  applyEdits(project, { zh: '涂', en: 'Paint' }, featureEdits(project, parcelLayer, A, states), 'user');
});

const types = {
  [parcelLayer]: {
    land_use: 'String',
    far: 'Real',
    floors: 'Integer64',
    protected: 'Integer/Boolean',
    surveyed: 'Date',
    uuid: 'String',
  },
  [streetLayer]: { name: 'String', uuid: 'String' },
  [stopLayer]: { headway: 'Real', uuid: 'String' },
  [commentLayer]: { text: 'String', uuid: 'String' },
};

const geometryNames: Readonly<Record<LayerId, string>> = {
  [parcelLayer]: 'Multi Polygon',
  [streetLayer]: 'Multi Line String',
  [stopLayer]: 'Point',
  [commentLayer]: 'None',
};

/** Every layer and scenario view, as GDAL has it, is what the project says; returns how many there were. */
function expectAsProject(view: GdalView, file: ProjectFile): string[] {
  const names: string[] = [];
  for (const layer of file.describe().layers) {
    for (const scenario of file.describe().scenarios) {
      const isBaseline = scenario.id === baselineId;
      if (!isBaseline && file.changesFromBaseline(layer.id, scenario.id).size === 0) continue;
      const seen = view.layers.find(({ name }) =>
        isBaseline ? name === layer.table : name.startsWith(`${layer.table}_${scenario.letter}`),
      );
      expect(seen, `${layer.name} ${scenario.letter}`).toBeDefined();
      const expected = file.readTable(layer.id, scenario.id);
      names.push(seen!.name);
      expect(seen!.count).toBe(expected.ids.length);
      expect(seen!.geometry).toBe(geometryNames[layer.id]);
      expect(seen!.epsg).toBe(layer.geometry === 'none' ? null : '4549');
      expect(seen!.types).toEqual(types[layer.id]);
      expect(Object.keys(seen!.features).sort()).toEqual([...expected.ids].sort());
      expected.ids.forEach((id, row) => {
        const feature = seen!.features[id]!;
        const hasGeometry =
          layer.geometry !== 'none' &&
          expected.geometry.featureOffsets[row + 1]! > expected.geometry.featureOffsets[row]!;
        const wkb = hasGeometry
          ? Buffer.from(featureWkb(expected.geometry, row, layer.geometry !== 'point')).toString('hex')
          : null;
        expect(feature.wkb).toBe(wkb);
        for (const field of expected.fields) {
          const value = scalarAt(expected, field, row);
          const asGdal = field.type === 'date' ? ((value as string | null)?.replaceAll('-', '/') ?? null) : value;
          expect(feature.values[field.name]).toBe(asGdal);
        }
      });
      const [minX, maxX, minY, maxY] = seen!.extent ?? [];
      if (!hasExtent(layer.geometry)) continue;
      const xs = expected.geometry.coordinates.filter((_, index) => index % 2 === 0);
      const ys = expected.geometry.coordinates.filter((_, index) => index % 2 === 1);
      expect([minX, maxX, minY, maxY]).toEqual([Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]);
    }
  }
  return names;
}

const hasExtent = (geometry: string): boolean => geometry !== 'none';

test.skipIf(!hasGdal)(
  `GDAL shows every layer and every changed scenario, valid and unwarned (${hasGdal ? 'ran' : gdalReason})`,
  () => {
    const bytes = project.export();
    const hash = createHash('sha256').update(bytes).digest('hex');
    withFile(bytes, (file) => {
      const view = viewOfGdal(file);
      expect(view.errors).toEqual([]);
      expect(view.warnings).toEqual([]);
      expect(view.said).toEqual([]);
      const names = expectAsProject(view, project);
      // Besides layers and views there is the log and nothing else, and each is shown once.
      expect(view.layers.map(({ name }) => name).sort()).toEqual([...names, 'cityloom_log'].sort());
      expect(names).toEqual(
        expect.arrayContaining([
          '地块',
          '地块_A_站点开发',
          '地块_B_绿廊_quotes',
          'Streets_lanes_B_绿廊_quotes',
          '公众意见_A_站点开发',
        ]),
      );
      expect(names.some((name) => name.includes('空白'))).toBe(false);
      expect(createHash('sha256').update(readFileSync(file)).digest('hex')).toBe(hash);
    });
  },
);

test.skipIf(!hasGdal)('it stays valid through deletion, undo and removal of layers', () => {
  const copy = openProject(sqlite, project.export(), 'town.gpkg', testHost(3));
  deleteScenario(copy, scenarios.A, 'delete');
  withFile(copy.export(), (file) => {
    const view = viewOfGdal(file);
    expect([...view.errors, ...view.warnings, ...view.said]).toEqual([]);
    expect(view.layers.map(({ name }) => name).sort()).toEqual([
      'Streets_lanes',
      'cityloom_log',
      '公众意见',
      '地块',
      '站点',
    ]);
  });
  undo(copy);
  withFile(copy.export(), (file) => {
    const view = viewOfGdal(file);
    expect([...view.errors, ...view.warnings, ...view.said]).toEqual([]);
    expect(expectAsProject(view, copy)).toHaveLength(10);
  });
});

test.skipIf(!hasGdal)('what GDAL edits, adds, indexes and drops is taken over, and said', () => {
  const bytes = project.export();
  const script = `
import sys
from osgeo import ogr
source = ogr.Open(sys.argv[1], 1)
parcels = source.GetLayerByName('地块')
source.ReleaseResultSet(source.ExecuteSQL("SELECT CreateSpatialIndex('地块', 'geom')"))
feature = ogr.Feature(parcels.GetLayerDefn())
feature.SetGeometry(ogr.CreateGeometryFromWkt('MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0)))'))
feature.SetField('land_use', 'QGIS')
parcels.CreateFeature(feature)
copied = parcels.GetFeature(2).Clone()
copied.SetFID(-1)
parcels.CreateFeature(copied)
feature = copied = None
parcels.CreateField(ogr.FieldDefn('备注', ogr.OFTString))
source.CreateLayer('extra', geom_type=ogr.wkbPoint)
parcels = None
source = None
`;
  withFile(bytes, (file) => {
    runPython(['-c', script, file]);
    const opened = openProject(sqlite, new Uint8Array(readFileSync(file)), 'town.gpkg', testHost(9));
    const codes = Object.fromEntries(opened.remarks.map(({ code, count }) => [code, count]));
    expect(codes).toEqual({
      'store/spatial-index-removed': 1,
      'store/field-added': 1,
      'store/id-given': 1,
      'store/id-repeated': 1,
      'store/foreign-tables': 1,
    });
    const table = opened.readTable(parcelLayer);
    expect(table.ids.length).toBe(38);
    expect(new Set(table.ids).size).toBe(38);
    expect(table.columns['land_use']![36]).toBe('QGIS');
    expect(table.columns['备注']).toEqual(Array.from({ length: 38 }, () => null));
    expect(opened.readTable(parcelLayer, scenarios.B).ids.length).toBe(38);
    // It can be edited again, and what is written is valid.
    const states = new Map([[table.ids[36]!, 'deleted' as const]]);
    applyEdits(opened, { zh: '删', en: 'Delete' }, featureEdits(opened, parcelLayer, scenarios.C, states), 'user');
    opened.compact();
    withFile(opened.export(), (saved) => {
      const view = viewOfGdal(saved);
      expect([...view.errors, ...view.said]).toEqual([]);
      const layer = view.layers.find(({ name }) => name === '地块_C_空白');
      expect([layer?.count, layer?.types['备注']]).toEqual([37, 'String']);
    });
  });
});
