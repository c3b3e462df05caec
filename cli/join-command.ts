import { type JoinRule, joinRules, type KeyForm } from '#core/model/join.ts';
import { exitCodes } from '#core/model/workbench-error.ts';
import type { Arguments, Command, CommandContext } from './command.ts';
import { openProjectFile, requestOptions, saveProjectFile, withEngine } from './project.ts';
import { badOption, requirePlace } from './read-arguments.ts';
import { layerCalled } from './write-layer.ts';

const forms = ['trim', 'width', 'zeros', 'case'] as const satisfies readonly (keyof KeyForm)[];
/** Keys named of those without a counterpart. */
const shownKeys = 8;

export const joinCommand: Command = {
  name: 'join',
  summary: {
    zh: '按键把表格（或另一图层）的字段连接到图层',
    en: 'Join fields of a table, or of another layer, to a layer by a key',
  },
  places: { zh: '<项目.gpkg>', en: '<project.gpkg>' },
  options: [
    {
      name: 'layer',
      value: { zh: '图层', en: 'layer' },
      text: { zh: '连接到哪个图层，默认地块', en: 'The layer joined to, the parcels unless given' },
    },
    {
      name: 'table',
      value: { zh: '表格', en: 'table' },
      text: { zh: '连接哪个表格或图层', en: 'The table or layer that is joined' },
    },
    {
      name: 'key',
      value: { zh: '图层字段=表格字段', en: 'layer field=table field' },
      text: { zh: '键；默认取匹配最多的一对', en: 'The key; the pair that matches the most unless given' },
    },
    {
      name: 'field',
      value: { zh: '表格字段[=新名]', en: 'field[=new name]' },
      multiple: true,
      text: { zh: '连接哪些字段，默认除键以外全部', en: 'Fields to join, all but the key unless given' },
    },
    {
      name: 'rule',
      value: { zh: joinRules.join('|'), en: joinRules.join('|') },
      text: {
        zh: '一个键有几行时怎么办，默认 refuse',
        en: 'What several rows of one key come to, refuse unless given',
      },
    },
    {
      name: 'compare',
      value: { zh: forms.join(','), en: forms.join(',') },
      text: {
        zh: '比较键时：去空格、全角转半角、去前导零、不分大小写；默认 trim,width',
        en: 'Compare keys without spaces, width, leading zeros, case; trim,width unless given',
      },
    },
    { name: 'dry-run', text: { zh: '只说能匹配多少，不写任何东西', en: 'Only say what matches; write nothing' } },
  ],
  examples: [
    'cityloom join city.gpkg --table people --key LOT=lot --field heads=residents --rule sum',
    'cityloom join city.gpkg --layer parcels --table people --dry-run',
  ],

  async run(given, context) {
    const file = requirePlace(joinCommand, given, 0);
    const name = given.text('table');
    if (name === undefined)
      throw badOption('join', '--table', { zh: '要说明连接哪个表格', en: 'the table to join has to be named' });
    const [form, rule] = [statedForm(given), statedRule(given)];
    return withEngine(async (engine) => {
      const state = await openProjectFile(engine, file, context);
      const [layer, table] = [layerCalled(state, given.text('layer')), layerCalled(state, name)];
      const stated = pairOf(given.text('key'));
      const request = {
        layer: layer.id,
        table: table.id,
        form,
        ...(stated ? { keys: { layer: stated[0], table: stated[1] } } : {}),
      };
      const { keys, fit } = await engine.request('table/preview-join', request, requestOptions(context));
      if (!keys || !fit)
        throw badOption('join', '--key', {
          zh: '没有一对字段的值相符，请指出键',
          en: 'no pair of fields has values in common: name the key',
        });
      tellFit(fit, keys, context);
      if (given.flag('dry-run')) {
        if (context.json) context.print(JSON.stringify({ keys, ...fit, joined: 0 }, null, 2));
        return exitCodes.ok;
      }
      const named = given.texts('field').map((text) => pairOf(text) ?? [text, text]);
      const all = table.fields
        .filter((field) => field.name !== keys.table)
        .map((field) => [field.name, field.name] as const);
      const fields = (named.length > 0 ? named : all).map(([from, to]) => ({ from, to }));
      const { joined } = await engine.request('table/join', {
        layer: layer.id,
        table: table.id,
        keys,
        form,
        rule,
        fields,
      });
      await saveProjectFile(engine, file);
      if (context.json) context.print(JSON.stringify({ keys, ...fit, joined }, null, 2));
      else
        context.print(
          context.language === 'zh'
            ? `已连接 ${joined} 个要素，写入 ${file}`
            : `${joined} features joined; written to ${file}`,
        );
      return exitCodes.ok;
    });
  },
};

function pairOf(text: string | undefined): readonly [string, string] | undefined {
  const at = text?.indexOf('=') ?? -1;
  return text === undefined || at <= 0 ? undefined : [text.slice(0, at), text.slice(at + 1)];
}

function statedForm(given: Arguments): KeyForm {
  const words = (given.text('compare') ?? 'trim,width').split(',').filter((word) => word !== '');
  const unknown = words.find((word) => !forms.some((form) => form === word));
  if (unknown !== undefined)
    throw badOption('join', `--compare ${unknown}`, {
      zh: `应为 ${forms.join('、')}`,
      en: `must be of ${forms.join(', ')}`,
    });
  return Object.fromEntries(words.map((word) => [word, true]));
}

function statedRule(given: Arguments): JoinRule {
  const text = given.text('rule') ?? 'refuse';
  const rule = joinRules.find((each) => each === text);
  if (rule) return rule;
  throw badOption('join', `--rule ${text}`, {
    zh: `应为 ${joinRules.join('、')} 之一`,
    en: `must be one of ${joinRules.join(', ')}`,
  });
}

interface Fit {
  readonly matched: number;
  readonly featuresLeft: readonly string[];
  readonly featuresLeftCount: number;
  readonly rowsLeft: readonly string[];
  readonly rowsLeftCount: number;
  readonly repeatedCount: number;
}

function tellFit(
  fit: Fit,
  keys: { readonly layer: string; readonly table: string },
  { tell, language }: CommandContext,
): void {
  const list = (texts: readonly string[], count: number) =>
    `${texts
      .slice(0, shownKeys)
      .map((text) => (text === '' ? '–' : text))
      .join(', ')}${count > shownKeys ? ', ...' : ''}`;
  const zh = language === 'zh';
  tell(`${keys.layer} = ${keys.table}: ${zh ? `匹配 ${fit.matched} 个要素` : `${fit.matched} features match`}`);
  if (fit.featuresLeftCount > 0)
    tell(
      `${zh ? `没有对应行的要素 ${fit.featuresLeftCount}` : `Features without a row ${fit.featuresLeftCount}`}: ${list(fit.featuresLeft, fit.featuresLeftCount)}`,
    );
  if (fit.rowsLeftCount > 0)
    tell(
      `${zh ? `没有对应要素的键 ${fit.rowsLeftCount}` : `Keys without a feature ${fit.rowsLeftCount}`}: ${list(fit.rowsLeft, fit.rowsLeftCount)}`,
    );
  if (fit.repeatedCount > 0)
    tell(zh ? `有几行的键 ${fit.repeatedCount}` : `Keys with several rows ${fit.repeatedCount}`);
}
