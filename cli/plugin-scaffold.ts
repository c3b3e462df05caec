import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { exitCodes } from '#core/model/workbench-error.ts';
import { saveError } from '#electron/files/disk-errors.ts';
import { builtInManifests } from '#plugins/built-in/evaluators.ts';
import type { Arguments, CommandContext } from './command.ts';
import { pluginTemplate } from './plugin-template.ts';
import { badOption } from './read-arguments.ts';

/** Types of the module that plugins import, made by the build. */
const types = path.join(import.meta.dirname, 'cityloom.d.ts');

/** Starts a plugin in a folder that is not there yet, or is empty: it passes check and test as it is. */
export async function newPlugin(folder: string, given: Arguments, context: CommandContext): Promise<number> {
  const { language, json, print } = context;
  const id = given.text('id') ?? path.basename(path.resolve(folder));
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
    throw badOption('plugin', `--id ${id}`, {
      zh: '只用小写字母、数字与连字符，以字母开头',
      en: 'must be lower-case letters, digits and hyphens, beginning with a letter',
    });
  }
  if (builtInManifests.some((manifest) => manifest.id === id)) {
    throw badOption('plugin', `--id ${id}`, {
      zh: '是内置评估器的编号，换一个',
      en: 'is the id of an evaluator that comes with the program; take another',
    });
  }
  if ((await readdir(folder).catch(() => [])).length > 0) {
    throw badOption('plugin', folder, { zh: '文件夹不是空的', en: 'the folder is not empty' });
  }
  const zh = given.text('name-zh') ?? id;
  const en = given.text('name-en') ?? id;
  const author = given.text('author') ?? (language === 'zh' ? '作者未填' : 'author not given');
  const files = pluginTemplate({ id, zh, en, author }, given.flag('typescript'));
  try {
    await mkdir(path.join(folder, 'cases'), { recursive: true });
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
    await copyFile(types, path.join(folder, 'cityloom.d.ts'));
  } catch (thrown) {
    throw saveError(thrown, folder);
  }
  const names = [...Object.keys(files), 'cityloom.d.ts'];
  if (json) print(JSON.stringify({ folder, id, files: names }, null, 2));
  else {
    print(
      language === 'zh'
        ? `已建立插件 ${folder}：${names.join('、')}`
        : `Started the plugin ${folder}: ${names.join(', ')}`,
    );
    print(`cityloom plugin check ${folder}`);
    print(`cityloom plugin test ${folder}`);
  }
  return exitCodes.ok;
}
