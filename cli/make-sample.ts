import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { generateCity, linjiangSeed } from '#samples/city.ts';
import { sampleProject } from '#samples/project.ts';
import { nodeEngineHost } from './node-engine.ts';

/** Part of the build: `node out/cli/make-sample.js` writes the project of the sample city into samples/linjiang, once in each language. */
const samples = path.join(import.meta.dirname, '../../samples');
const recipeFolder = path.join(samples, 'recipes');
const order = ['tod.yaml', 'green-corridor.yaml', 'mixed-use.yaml'];
const names = (await readdir(recipeFolder)).filter((name) => name.endsWith('.yaml'));
names.sort((one, other) => order.indexOf(one) - order.indexOf(other));
const recipes = await Promise.all(
  names.map(async (fileName) => ({ fileName, text: await readFile(path.join(recipeFolder, fileName), 'utf8') })),
);
const folder = path.join(samples, 'linjiang');
await mkdir(folder, { recursive: true });
const { host } = nodeEngineHost();
const city = generateCity(linjiangSeed);
for (const language of ['zh', 'en'] as const) {
  await writeFile(path.join(folder, `${language}.gpkg`), await sampleProject(host, recipes, language, city));
}
