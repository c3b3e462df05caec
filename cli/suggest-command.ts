import { unitLabel } from '#core/model/indicator.ts';
import { formatFixed, formatNumber } from '#core/model/text.ts';
import { exitCodes } from '#core/model/workbench-error.ts';
import type { Offer, Suggestions } from '#core/rpc/compare-answers.ts';
import { formatRecipe } from '#core/scenario/recipe.ts';
import { parseTargets } from '#core/scenario/suggest-targets.ts';
import type { Command, CommandContext } from './command.ts';
import { chosenScenarios, openProjectFile, readBytes, requestOptions, saveProjectFile, withEngine } from './project.ts';
import { badOption, requirePlace, wholeNumber } from './read-arguments.ts';
import { textTable } from './text-table.ts';

const usualRounds = 150;

/** Objectives and limits as rows; the scenario as it is and the offers as columns. */
function offerTable(
  { definitions, start, offers, wishes, limits }: Suggestions,
  { language }: CommandContext,
): string[] {
  const heads = offers.map((_, at) => (language === 'zh' ? `建议 ${at + 1}` : `Suggestion ${at + 1}`));
  const rows = definitions.map(({ label, unit, decimals }, at) => {
    const limit = limits[at - wishes.length];
    const wish = limit
      ? `${limit.comparison === 'at-least' ? '≥' : '≤'} ${formatNumber(limit.value)}`
      : wishes[at] === 'more'
        ? '↑'
        : '↓';
    const name = [label[language], unitLabel(unit)[language]].filter(Boolean).join(', ');
    const write = (value: number) => (Number.isNaN(value) ? '?' : formatFixed(value, decimals));
    const binds = ({ binding }: Offer) => (limit && binding.includes(at - wishes.length) ? '!' : '');
    return [name, wish, write(start[at]!), ...offers.map((offer) => `${write(offer.values[at]!)}${binds(offer)}`)];
  });
  const right = new Set(Array.from({ length: offers.length + 1 }, (_, at) => at + 2));
  return textTable([['', '', language === 'zh' ? '现状' : 'As it is', ...heads], ...rows], right);
}

export const suggestCommand: Command = {
  name: 'suggest',
  summary: {
    zh: '按目标和限制搜索开发类型的安排，给出几个互不超过的方案',
    en: 'Search for assignments of development types by targets and limits, and offer a handful that do not beat each other',
  },
  places: { zh: '<项目.gpkg>', en: '<project.gpkg>' },
  options: [
    {
      name: 'targets',
      value: { zh: '文件.yaml', en: 'file.yaml' },
      text: { zh: '目标和限制', en: 'Targets and limits' },
    },
    {
      name: 'scenario',
      value: { zh: '字母或名称', en: 'letter or name' },
      text: { zh: '从哪个情景出发，默认基准', en: 'The scenario to start from, the baseline unless given' },
    },
    {
      name: 'seed',
      value: { zh: '整数', en: 'number' },
      text: {
        zh: '种子，默认 1；同样的种子、轮数和数据给出同样的结果',
        en: 'Seed, 1 unless given; same seed, rounds and data, same result',
      },
    },
    {
      name: 'rounds',
      value: { zh: '整数', en: 'number' },
      text: { zh: `搜索多少轮，默认 ${usualRounds}`, en: `Rounds of the search, ${usualRounds} unless given` },
    },
    {
      name: 'accept',
      value: { zh: '序号', en: 'number' },
      multiple: true,
      text: {
        zh: '把这个建议存为项目里的情景；可写多次',
        en: 'Keep this suggestion as a scenario of the project; may be given several times',
      },
    },
  ],
  examples: [
    'cityloom suggest city.gpkg --targets targets.yaml --seed 7',
    'cityloom suggest city.gpkg --targets targets.yaml --seed 7 --accept 1 --accept 3',
  ],

  async run(given, context) {
    const file = requirePlace(suggestCommand, given, 0);
    const targetsFile = given.text('targets');
    if (targetsFile === undefined) {
      throw badOption(suggestCommand.name, '--targets', {
        zh: '要写目标文件；格式见用户指南“建议”一节',
        en: 'a file of targets is needed; the user guide has its form under "Suggestions"',
      });
    }
    const targets = parseTargets(new TextDecoder().decode(await readBytes(targetsFile)), targetsFile);
    const seed = wholeNumber(suggestCommand, given, 'seed', [0, 2 ** 31 - 1]) ?? 1;
    const rounds = wholeNumber(suggestCommand, given, 'rounds', [1, 100_000]) ?? usualRounds;
    const { print, json, language, progress } = context;
    return withEngine(async (engine) => {
      const state = await openProjectFile(engine, file, context);
      const scenario = chosenScenarios(state, [given.text('scenario') ?? 'baseline']).at(-1)!.id;
      const stop = engine.on('suggest/progress', ({ done, total, front }) =>
        progress(
          language === 'zh'
            ? `${done}/${total} 轮，前沿 ${front.length} 个方案`
            : `round ${done}/${total}, ${front.length} plans in the front`,
        ),
      );
      const found = await engine.request(
        'suggest/search',
        { scenario, targets, seed, rounds },
        { signal: requestOptions(context).signal! },
      );
      stop();
      const wanted = given.texts('accept').map((text) => {
        const offer = found.offers[Number(text) - 1];
        if (offer) return offer;
        throw badOption(suggestCommand.name, '--accept', {
          zh: `应为 1–${found.offers.length}，实际是“${text}”`,
          en: `must be 1 to ${found.offers.length} and is "${text}"`,
        });
      });
      const accepted: string[] = [];
      for (const { recipe } of wanted) {
        const replayed = await engine.request('scenario/replay', { text: formatRecipe(recipe), fileName: targetsFile });
        const made = replayed.state.description.scenarios.find(({ id }) => id === replayed.id)!;
        accepted.push(`${made.letter} ${made.name[language]}`);
      }
      if (accepted.length > 0) await saveProjectFile(engine, file);
      if (json) {
        print(JSON.stringify({ project: file, accepted, ...found }, null, 2));
        return exitCodes.ok;
      }
      for (const line of offerTable(found, context)) print(line);
      print(
        language === 'zh'
          ? `${found.candidates} 个地块可改，前沿 ${found.front.length} 个方案，种子 ${seed}，${rounds} 轮；! 表示限制起了作用`
          : `${found.candidates} parcels could change, ${found.front.length} plans in the front, seed ${seed}, ${rounds} rounds; ! marks a limit that binds`,
      );
      for (const name of accepted) print(language === 'zh' ? `已存为情景 ${name}` : `Kept as scenario ${name}`);
      return exitCodes.ok;
    });
  },
};
