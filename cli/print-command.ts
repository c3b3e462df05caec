import path from 'node:path';
import { newPrintLayout, type PaperId, type PrintLayout, papers, printScales } from '#core/model/print-layout.ts';
import { renderText } from '#core/model/text.ts';
import { exitCodes, WorkbenchError } from '#core/model/workbench-error.ts';
import type { Sheet } from '#core/print/sheet-svg.ts';
import type { ProjectState } from '#core/rpc/requests.ts';
import { saveAtomically } from '#electron/files/atomic-save.ts';
import type { Arguments, Command, CommandContext } from './command.ts';
import { chosenScenarios, openProjectFile, scenarioTitle, withEngine } from './project.ts';
import { badOption, requirePlace, wholeNumber } from './read-arguments.ts';

const endings = ['svg', 'pdf', 'png', 'jpg'] as const;
type Ending = (typeof endings)[number];

/** The scenarios named, one or two in their order; undefined when none is. */
function namedScenarios(state: ProjectState, names: readonly string[]): PrintLayout['scenarios'] | undefined {
  const [first, second, third] = names.map((name) => chosenScenarios(state, [name]).at(-1)!.id);
  if (third !== undefined) {
    throw badOption('print', '--scenario', {
      zh: `一张图纸最多放两幅地图，实际给了 ${names.length} 个情景`,
      en: `a sheet has two maps at most and ${names.length} scenarios were given`,
    });
  }
  if (first === undefined) return undefined;
  return second === undefined ? [first] : [first, second];
}

function paperOf(given: Arguments): PaperId | undefined {
  const text = given.text('paper')?.toLowerCase();
  if (text === undefined) return undefined;
  if (Object.hasOwn(papers, text)) return text as PaperId;
  throw badOption('print', '--paper', {
    zh: `应为 a4 或 a3，实际是“${text}”`,
    en: `must be a4 or a3 and is "${text}"`,
  });
}

/** The middle of the map as `--centre x,y` says it. */
function centreOf(given: Arguments): readonly [number, number] | undefined {
  const text = given.text('centre');
  if (text === undefined) return undefined;
  const [x, y, ...more] = text.split(',').map(Number);
  if (x !== undefined && y !== undefined && more.length === 0 && Number.isFinite(x) && Number.isFinite(y))
    return [x, y];
  throw badOption('print', '--centre', {
    zh: `应为“x,y”，单位米，实际是“${text}”`,
    en: `must be "x,y" in metres and is "${text}"`,
  });
}

/** The layout of that name, or a new one, with what the options change about it. Errors: `print/unknown-layout`, `command/*`. */
function layoutOf(state: ProjectState, given: Arguments, { language }: CommandContext): PrintLayout {
  const { printLayouts, scenarios, name } = state.description;
  const wanted = given.text('layout');
  const stored = wanted === undefined ? undefined : printLayouts.find((one) => one.name === wanted);
  if (wanted !== undefined && !stored) {
    const known = printLayouts.map((one) => one.name).join(', ') || '–';
    throw new WorkbenchError('print/unknown-layout', { name: wanted, known });
  }
  const baseline = scenarios.find(({ parent }) => parent === null)!;
  const base = stored ?? newPrintLayout('print', name, language, baseline.id);
  const { scale: _, ...fitted } = base;
  const scale = wholeNumber(printCommand, given, 'scale', [printScales.least, printScales.most]);
  const text = (option: 'title' | 'subtitle' | 'author' | 'date' | 'notes') => {
    const value = given.text(option);
    return value === undefined ? {} : { [option]: value };
  };
  const chosen = namedScenarios(state, given.texts('scenario'));
  const paper = paperOf(given);
  const centre = centreOf(given);
  return {
    ...(given.flag('fit') ? fitted : base),
    ...(chosen ? { scenarios: chosen } : {}),
    ...(paper ? { paper } : {}),
    ...(given.flag('landscape') ? { landscape: true } : given.flag('portrait') ? { landscape: false } : {}),
    ...(scale === undefined ? {} : { scale }),
    ...(centre ? { centre } : {}),
    ...(given.flag('drawing-colours') ? { colours: 'drawing' as const } : {}),
    ...text('title'),
    ...text('subtitle'),
    ...text('author'),
    ...text('date'),
    ...text('notes'),
  };
}

function endingOf(file: string): Ending {
  const found = endings.find((one) => one === path.extname(file).slice(1).toLowerCase().replace('jpeg', 'jpg'));
  if (found) return found;
  throw badOption('print', '--output', {
    zh: `文件名应以 ${endings.map((one) => `.${one}`).join('、')} 结尾，实际是“${file}”`,
    en: `must end in ${endings.map((one) => `.${one}`).join(', ')} and is "${file}"`,
  });
}

/** The sheet in a format. Errors: `print/no-browser`. */
async function written(sheet: Sheet, ending: Ending): Promise<Uint8Array> {
  if (ending === 'svg') return new TextEncoder().encode(sheet.svg);
  // A browser is a lot to load for a drawing.
  const { drawSheetPicture, printSheetPdf } = await import('./print-pdf.ts');
  const bytes = await (ending === 'pdf'
    ? printSheetPdf(sheet)
    : drawSheetPicture(sheet, ending === 'png' ? 'png' : 'jpeg'));
  if (!bytes) throw new WorkbenchError('print/no-browser');
  return bytes;
}

/** Prints a sheet of maps to a file. */
export const printCommand: Command = {
  name: 'print',
  summary: {
    zh: '把地图排成一张图纸，写成 PDF、SVG 或 300 dpi 的图片',
    en: 'Lay maps out on a sheet and write it as PDF, SVG or a picture of 300 dpi',
  },
  places: { zh: '<项目.gpkg>', en: '<project.gpkg>' },
  options: [
    {
      name: 'output',
      value: { zh: '文件', en: 'file' },
      text: {
        zh: '写到哪里：.pdf、.svg、.png 或 .jpg；默认项目旁边的 PDF',
        en: 'Where to: .pdf, .svg, .png or .jpg; a PDF beside the project unless given',
      },
    },
    {
      name: 'scenario',
      value: { zh: '字母或名称', en: 'letter or name' },
      multiple: true,
      text: {
        zh: '哪个情景，默认基准；给两个则并排',
        en: 'Which scenario, the baseline unless given; two stand side by side',
      },
    },
    {
      name: 'layout',
      value: { zh: '名称', en: 'name' },
      text: { zh: '项目里存的版式；其他选项在它之上', en: 'A layout that the project holds; other options change it' },
    },
    { name: 'paper', value: { zh: 'a4|a3', en: 'a4|a3' }, text: { zh: '纸张，默认 a3', en: 'Paper, a3 unless given' } },
    { name: 'landscape', text: { zh: '横向（默认）', en: 'Landscape (as it is unless given)' } },
    { name: 'portrait', text: { zh: '纵向', en: 'Portrait' } },
    {
      name: 'scale',
      value: { zh: 'N', en: 'N' },
      text: { zh: '比例尺 1:N，默认放得下的最大比例', en: 'Scale 1:N, the largest that fits unless given' },
    },
    {
      name: 'fit',
      text: { zh: '不用版式里的比例尺，取放得下的最大比例', en: 'The largest scale that fits, not that of the layout' },
    },
    {
      name: 'centre',
      value: { zh: 'x,y', en: 'x,y' },
      text: {
        zh: '图中央的坐标，米；默认规划范围中央',
        en: 'What lies in the middle of the map, m; the middle of the plan unless given',
      },
    },
    {
      name: 'drawing-colours',
      text: { zh: '用地用制图的饱和色', en: 'Land use in the saturated colours of drawings' },
    },
    {
      name: 'title',
      value: { zh: '文字', en: 'text' },
      text: { zh: '图名，默认项目名', en: 'Title, the name of the project unless given' },
    },
    { name: 'subtitle', value: { zh: '文字', en: 'text' }, text: { zh: '副标题', en: 'Subtitle' } },
    { name: 'author', value: { zh: '文字', en: 'text' }, text: { zh: '编制单位或人', en: 'Who made it' } },
    { name: 'date', value: { zh: '文字', en: 'text' }, text: { zh: '日期，默认今天', en: 'Date, today unless given' } },
    { name: 'notes', value: { zh: '文字', en: 'text' }, text: { zh: '说明', en: 'Notes' } },
  ],
  examples: [
    'cityloom print city.gpkg --paper a3 --scale 10000 --output plan.pdf',
    'cityloom print city.gpkg --scenario baseline --scenario A --drawing-colours --output plan.png',
  ],

  async run(given, context) {
    const { language, print, json, progress } = context;
    const file = requirePlace(printCommand, given, 0);
    const output = given.text('output') ?? file.replace(/\.gpkg$/i, '') + '.pdf';
    const ending = endingOf(output);
    return withEngine(async (engine) => {
      const state = await openProjectFile(engine, file, context);
      const layout = layoutOf(state, given, context);
      progress(renderText({ zh: '绘制图纸', en: 'Drawing the sheet' }, language));
      const sheet = await engine.request('print/draw-sheet', { layout, fonts: true });
      await saveAtomically(output, await written(sheet, ending));
      const { denominator, widthMillimetres, heightMillimetres } = sheet;
      if (json) print(JSON.stringify({ file: output, denominator, widthMillimetres, heightMillimetres }, null, 2));
      else {
        const names = layout.scenarios.map((id) =>
          scenarioTitle(state.description.scenarios.find((one) => one.id === id)!, context),
        );
        const text = {
          zh: '{file}：{names}，1:{scale}，{width} × {height} mm',
          en: '{file}: {names}, 1:{scale}, {width} × {height} mm',
        };
        print(
          renderText(text, language, {
            file: output,
            names: names.join(language === 'zh' ? '、' : ', '),
            scale: denominator,
            width: widthMillimetres,
            height: heightMillimetres,
          }),
        );
      }
      return exitCodes.ok;
    });
  },
};
