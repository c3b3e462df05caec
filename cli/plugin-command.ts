import type { Arguments, Command, CommandContext } from './command.ts';
import { checkPlugin, makeKey, packFolder, signPlugin, testPlugin } from './plugin-author.ts';
import { installPlugin, listPlugins, removePlugin, switchPlugin, withdrawPlugin } from './plugin-project.ts';
import { newPlugin } from './plugin-scaffold.ts';
import { badOption, requirePlace } from './read-arguments.ts';
import { servePlugin } from './serve-command.ts';

type Verb = (place: (at: number) => string, given: Arguments, context: CommandContext) => Promise<number>;

/** What can be done with plugins, by the word after `plugin`; `place(1)` is what stands behind it. */
const verbs: Readonly<Record<string, Verb>> = {
  new: (place, given, context) => newPlugin(place(1), given, context),
  check: (place, _, context) => checkPlugin(place(1), context),
  test: (place, _, context) => testPlugin(place(1), context),
  pack: (place, given, context) => packFolder(place(1), given, context),
  keygen: (place, given, context) => makeKey(place(1), given, context),
  sign: (place, given, context) => signPlugin(place(1), given, context),
  dev: (place, given, context) => servePlugin(place(1), given, context),
  install: (place, given, context) => installPlugin(place(1), place(2), given, context),
  list: (place, _, context) => listPlugins(place(1), context),
  enable: (place, _, context) => switchPlugin(place(1), place(2), true, context),
  disable: (place, _, context) => switchPlugin(place(1), place(2), false, context),
  withdraw: (place, _, context) => withdrawPlugin(place(1), place(2), context),
  remove: (place, _, context) => removePlugin(place(1), place(2), context),
};

export const pluginCommand: Command = {
  name: 'plugin',
  summary: {
    zh: '评估器插件：新建、检查、试算、打包、签名，装入项目',
    en: 'Evaluator plugins: start one, check, test, pack and sign it, install it in a project',
  },
  places: {
    zh: 'new|check|test|pack|sign|dev <文件夹>；keygen <文件>；install <项目> <包>；list <项目>；enable|disable|withdraw|remove <项目> <编号>（withdraw：这台机器撤回同意）',
    en: 'new|check|test|pack|sign|dev <folder>; keygen <file>; install <project> <package>; list <project>; enable|disable|withdraw|remove <project> <id> (withdraw: this machine no longer agrees)',
  },
  options: [
    {
      name: 'id',
      value: { zh: '编号', en: 'id' },
      text: { zh: 'new：插件的编号，小写字母与连字符', en: 'new: id of the plugin, lower case and hyphens' },
    },
    {
      name: 'name-zh',
      value: { zh: '名称', en: 'name' },
      text: { zh: 'new：中文名，默认同编号', en: 'new: its name in Chinese, the id unless given' },
    },
    {
      name: 'name-en',
      value: { zh: '名称', en: 'name' },
      text: { zh: 'new：英文名，默认同编号', en: 'new: its name in English, the id unless given' },
    },
    {
      name: 'author',
      value: { zh: '作者', en: 'author' },
      text: { zh: 'new：作者或单位', en: 'new: author or organisation' },
    },
    { name: 'typescript', text: { zh: 'new：代码用 TypeScript', en: 'new: code in TypeScript' } },
    {
      name: 'name',
      value: { zh: '名字', en: 'name' },
      text: { zh: 'keygen：以谁的名字签名', en: 'keygen: in whose name to sign' },
    },
    {
      name: 'key',
      value: { zh: '文件', en: 'file' },
      text: { zh: 'sign：密钥文件', en: 'sign: the key file' },
    },
    {
      name: 'output',
      value: { zh: '文件', en: 'file' },
      text: { zh: 'pack：写到哪里，默认 编号-版本.zip', en: 'pack: where to write, id-version.zip unless given' },
    },
    {
      name: 'accept-key',
      text: {
        zh: 'install：接受与已装版本不同的密钥',
        en: 'install: accept another key than that of the installed version',
      },
    },
    {
      name: 'port',
      value: { zh: '端口', en: 'number' },
      text: { zh: 'dev：端口', en: 'dev: the port' },
    },
    { name: 'open', text: { zh: 'dev：在浏览器中打开', en: 'dev: open it in a browser' } },
  ],
  examples: [
    'cityloom plugin new street-noise --id street-noise --name-zh 道路噪声 --name-en "Street noise"',
    'cityloom plugin check street-noise',
    'cityloom plugin test street-noise',
    'cityloom plugin pack street-noise --output street-noise.zip',
    'cityloom plugin install city.gpkg street-noise.zip',
    'cityloom assess city.gpkg --evaluator street-noise',
  ],

  run(given, context) {
    const word = requirePlace(pluginCommand, given, 0);
    const verb = Object.hasOwn(verbs, word) ? verbs[word] : undefined;
    if (verb) return verb((at) => requirePlace(pluginCommand, given, at), given, context);
    const known = Object.keys(verbs).join(', ');
    throw badOption('plugin', word, { zh: `应为 ${known} 之一`, en: `must be one of ${known}` });
  },
};

/** `check-plugin X` is `plugin check X`. */
export const checkPluginCommand: Command = {
  name: 'check-plugin',
  summary: { zh: '同 plugin check', en: 'The same as plugin check' },
  places: { zh: '<文件夹或包>', en: '<folder or package>' },
  options: [],
  examples: ['cityloom check-plugin street-noise.zip'],
  run: (given, context) => checkPlugin(requirePlace(checkPluginCommand, given, 0), context),
};
