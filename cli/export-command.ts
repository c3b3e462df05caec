import { coordinateSystem, parseCoordinateSystem } from '#core/crs/coordinate-system.ts';
import { transformGeometry } from '#core/crs/transform.ts';
import { selectGeometry, selectRows } from '#core/formats/select-features.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import { exitCodes } from '#core/model/workbench-error.ts';
import { rowsWhere } from '#core/scenario/expression.ts';
import type { Command } from './command.ts';
import { chosenScenarios, openProjectFile, withEngine } from './project.ts';
import { requirePlace } from './read-arguments.ts';
import { formatFor, layerCalled, writeLayer } from './write-layer.ts';

export const exportCommand: Command = {
  name: 'export',
  summary: {
    zh: '把一个图层（某个情景的）写成别的格式',
    en: 'Write a layer, as a scenario has it, in another format',
  },
  places: { zh: '<项目.gpkg> <输出文件>', en: '<project.gpkg> <output file>' },
  options: [
    {
      name: 'layer',
      value: { zh: '图层', en: 'layer' },
      text: { zh: '哪个图层，默认地块', en: 'Which layer, the parcels unless given' },
    },
    {
      name: 'scenario',
      value: { zh: '字母或名称', en: 'letter or name' },
      text: { zh: '哪个情景，默认基准', en: 'Which scenario, the baseline unless given' },
    },
    {
      name: 'where',
      value: { zh: '条件', en: 'condition' },
      text: { zh: "只写满足条件的要素，如 land_use = 'green'", en: "Only features that meet it: land_use = 'green'" },
    },
    {
      name: 'crs',
      value: { zh: '坐标系', en: 'system' },
      text: { zh: '转换到这个坐标系，默认项目的', en: 'Transform to this system, that of the project unless given' },
    },
  ],
  examples: [
    'cityloom export city.gpkg parcels.zip --layer parcels --scenario A',
    'cityloom export city.gpkg parks.geojson --where "land_use = \'green\'"',
  ],

  async run(given, context) {
    const project = requirePlace(exportCommand, given, 0);
    const output = requirePlace(exportCommand, given, 1);
    const format = formatFor(exportCommand.name, output);
    return withEngine(async (engine) => {
      const state = await openProjectFile(engine, project, context);
      const layer = layerCalled(state, given.text('layer'));
      const wanted = given.text('scenario');
      const scenario = chosenScenarios(state, [wanted ?? 'baseline']).at(-1)!;
      const whole = await engine.request('layer/read', { layer: layer.id, scenario: scenario.id });
      const where = given.text('where');
      const table = where === undefined ? whole : pick(whole, rowsWhere(where, whole));
      const own = await coordinateSystem(state.description.epsg);
      const stated = given.text('crs');
      const crs = stated === undefined ? own : await parseCoordinateSystem(stated);
      if (stated !== undefined && table.geometry.kind !== 'none') transformGeometry(table.geometry, own, crs);
      await writeLayer(output, format, { name: layer.name, table, crs }, context);
      const { language, print, json } = context;
      const features = table.ids.length;
      if (json) print(JSON.stringify({ output, format: format.id, features }, null, 2));
      else
        print(
          language === 'zh' ? `已写入 ${output}：${features} 个要素` : `Written to ${output}: ${features} features`,
        );
      return exitCodes.ok;
    });
  },
};

function pick(table: FeatureTable, rows: readonly number[]): FeatureTable {
  const kept = Uint32Array.from(rows);
  return {
    ids: rows.map((row) => table.ids[row]!),
    fields: table.fields,
    columns: Object.fromEntries(
      Object.entries(table.columns).map(([name, column]) => [name, selectRows(column, kept)]),
    ),
    geometry: selectGeometry(table.geometry, kept),
  };
}
