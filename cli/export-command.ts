import { describeRemark } from '#core/model/remark.ts';
import { exitCodes } from '#core/model/workbench-error.ts';
import type { ExportedLayer } from '#core/rpc/layer-messages.ts';
import { saveAtomically } from '#electron/files/atomic-save.ts';
import type { Command } from './command.ts';
import { chosenScenarios, openProjectFile, requestOptions, withEngine } from './project.ts';
import { badOption, requirePlace } from './read-arguments.ts';
import { formatFor, layerCalled } from './write-layer.ts';

export const exportCommand: Command = {
  name: 'export',
  summary: {
    zh: '把图层（某个情景的）写成别的格式，或把整个项目写成一个文件',
    en: 'Write layers, as a scenario has them, in another format, or the whole project as one file',
  },
  places: { zh: '<项目.gpkg> <输出文件>', en: '<project.gpkg> <output file>' },
  options: [
    {
      name: 'layer',
      value: { zh: '图层', en: 'layer' },
      multiple: true,
      text: { zh: '哪个图层，默认地块；可以多个', en: 'Which layer, the parcels unless given; may be several' },
    },
    {
      name: 'all',
      text: {
        zh: '项目的全部图层：一个 GeoPackage，或压缩包里每层一个文件',
        en: 'All layers of the project: one GeoPackage, or a zip archive with a file for each',
      },
    },
    {
      name: 'format',
      value: { zh: '格式', en: 'format' },
      text: {
        zh: '压缩包里的格式：shapefile（默认）、geojson、flatgeobuf、kml、dxf、csv、xlsx 等',
        en: 'Format inside a zip archive: shapefile (unless given), geojson, flatgeobuf, kml, dxf, csv, xlsx',
      },
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
      name: 'fields',
      value: { zh: '字段,字段', en: 'field,field' },
      text: { zh: '只写这些字段', en: 'Only these fields' },
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
    'cityloom export city.gpkg everything.gpkg --all',
    'cityloom export city.gpkg everything.zip --all --format geojson',
  ],

  async run(given, context) {
    const project = requirePlace(exportCommand, given, 0);
    const output = requirePlace(exportCommand, given, 1);
    const format = formatFor(exportCommand.name, output, given.text('format'));
    const isAll = given.flag('all');
    const names = given.texts('layer');
    if (isAll && names.length > 0)
      throw badOption('export', '--all', { zh: '不能与 --layer 同用', en: 'does not go with --layer' });
    return withEngine(async (engine) => {
      const state = await openProjectFile(engine, project, context);
      const chosen = isAll
        ? state.description.layers.filter(({ table }) => table !== '')
        : (names.length > 0 ? names : [undefined]).map((name) => layerCalled(state, name));
      const wanted = given.text('scenario');
      const scenario = chosenScenarios(state, [wanted ?? 'baseline']).at(-1)!;
      const [where, fields, crs] = [given.text('where'), given.text('fields'), given.text('crs')];
      const layers = chosen.map(({ id }): ExportedLayer => {
        return {
          layer: id,
          ...(where === undefined ? {} : { where }),
          ...(fields === undefined ? {} : { fields: fields.split(',').map((name) => name.trim()) }),
        };
      });
      const request = { format: format.id, layers, scenario: scenario.id, ...(crs === undefined ? {} : { crs }) };
      const { bytes, features, remarks } = await engine.request('layer/export', request, requestOptions(context));
      await saveAtomically(output, bytes);
      const { language, print, tell, json } = context;
      for (const remark of remarks) tell(describeRemark(remark, language));
      const total = features.reduce((sum, count) => sum + count, 0);
      if (json) {
        const byLayer = chosen.map(({ name }, at) => ({ name, features: features[at]! }));
        print(JSON.stringify({ output, format: format.id, features: total, layers: byLayer }, null, 2));
      } else print(language === 'zh' ? `已写入 ${output}：${total} 个要素` : `Written to ${output}: ${total} features`);
      return exitCodes.ok;
    });
  },
};
