import { coordinateSystem } from '#core/crs/coordinate-system.ts';
import { exitCodes } from '#core/model/workbench-error.ts';
import type { LayerDifference } from '#core/rpc/compare-answers.ts';
import type { ProjectState } from '#core/rpc/requests.ts';
import type { Command, CommandContext } from './command.ts';
import { openProjectFile, scenarioPair, scenarioTitle, withEngine } from './project.ts';
import { requirePlace } from './read-arguments.ts';
import { formatFor, layerCalled, writeLayer } from './write-layer.ts';

/** How often each field differs, the most frequent first; shapes count as `geometry`. */
function fieldCounts({ changed }: LayerDifference): [name: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { fields, reshaped } of changed) {
    for (const name of reshaped ? [...fields, 'geometry'] : fields) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}

function printLayers(
  layers: readonly LayerDifference[],
  state: ProjectState,
  { print, language }: CommandContext,
): void {
  if (layers.length === 0) {
    print(language === 'zh' ? '没有差别。' : 'There is no difference.');
    return;
  }
  for (const layer of layers) {
    const name = state.description.layers.find(({ id }) => id === layer.layer)?.name ?? layer.layer;
    const counts = [layer.added.length, layer.removed.length, layer.changed.length] as const;
    print(
      language === 'zh'
        ? `${name}：新增 ${counts[0]}，删除 ${counts[1]}，改动 ${counts[2]}`
        : `${name}: ${counts[0]} added, ${counts[1]} removed, ${counts[2]} changed`,
    );
    for (const [field, count] of fieldCounts(layer)) print(`  ${field} ${count}`);
  }
}

export const diffCommand: Command = {
  name: 'diff',
  summary: {
    zh: '两个情景差在哪些要素、哪些字段；可写成图层',
    en: 'Which features and fields differ between two scenarios; can be written as a layer',
  },
  places: { zh: '<项目.gpkg> <情景> [情景]', en: '<project.gpkg> <scenario> [scenario]' },
  options: [
    {
      name: 'output',
      value: { zh: '文件', en: 'file' },
      text: {
        zh: '把一个图层的差别写成 .geojson、.gpkg 等：前后的值，地块还有人口、岗位、容积率之差',
        en: 'Write the difference of a layer as .geojson, .gpkg and so on: values before and after, quantities of parcels',
      },
    },
    {
      name: 'layer',
      value: { zh: '图层', en: 'layer' },
      text: { zh: '写哪个图层，默认地块', en: 'Which layer to write, the parcels unless given' },
    },
  ],
  examples: ['cityloom diff city.gpkg A', 'cityloom diff city.gpkg A B --output difference.geojson'],

  async run(given, context) {
    const project = requirePlace(diffCommand, given, 0);
    const output = given.text('output');
    const format = output === undefined ? undefined : formatFor(diffCommand.name, output);
    return withEngine(async (engine) => {
      const state = await openProjectFile(engine, project, context);
      const [from, to] = scenarioPair(state, [requirePlace(diffCommand, given, 1), ...given.places.slice(2)]);
      const pair = { from: from.id, to: to.id };
      const { layers } = await engine.request('compare/difference', pair);
      const { print, language, json } = context;
      let features = 0;
      if (output !== undefined && format) {
        const layer = layerCalled(state, given.text('layer'));
        const table = await engine.request('compare/difference-table', { ...pair, layer: layer.id });
        features = table.ids.length;
        const crs = await coordinateSystem(state.description.epsg);
        await writeLayer(output, format, { name: layer.name, table, crs }, context);
      }
      if (json) {
        const written = output === undefined ? {} : { output, features };
        print(JSON.stringify({ project, from: from.id, to: to.id, layers, ...written }, null, 2));
        return exitCodes.ok;
      }
      print(`${scenarioTitle(from, context)} → ${scenarioTitle(to, context)}`);
      printLayers(layers, state, context);
      if (output !== undefined)
        print(
          language === 'zh' ? `已写入 ${output}：${features} 个要素` : `Written to ${output}: ${features} features`,
        );
      return exitCodes.ok;
    });
  },
};
