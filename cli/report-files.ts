import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type ReportChapter, reportChapters, shortChapters } from '#core/model/report-chapter.ts';
import type { Scenario } from '#core/model/scenario.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { readChapters } from '#core/report/chapters.ts';
import type { EngineClient } from '#core/rpc/requests.ts';
import { saveAtomically } from '#electron/files/atomic-save.ts';
import type { Arguments, CommandContext, CommandOption } from './command.ts';
import { badOption } from './read-arguments.ts';

const formats = ['html', 'xlsx', 'pdf'] as const;
type ReportFormat = (typeof formats)[number];

/** Options of every command that writes a report. */
export const reportOptions: readonly CommandOption[] = [
  {
    name: 'format',
    value: { zh: '格式', en: 'format' },
    multiple: true,
    text: {
      zh: '报告的格式：html、xlsx、pdf，默认 html 和 xlsx',
      en: 'Format of the report: html, xlsx or pdf; html and xlsx unless given',
    },
  },
  {
    name: 'output',
    value: { zh: '文件夹', en: 'folder' },
    text: { zh: '报告写到哪里，默认在项目旁边', en: 'Where reports go, beside the project unless given' },
  },
  {
    name: 'short',
    text: {
      zh: `HTML 与 PDF 只写给决策者看的几章：${shortChapters.join('、')}`,
      en: `HTML and PDF with the chapters for those who decide only: ${shortChapters.join(', ')}`,
    },
  },
  {
    name: 'sections',
    value: { zh: '章', en: 'chapter' },
    multiple: true,
    text: {
      zh: `HTML 与 PDF 只写这几章（逗号分隔）：${reportChapters.join('、')}`,
      en: `HTML and PDF with these chapters only, separated by commas: ${reportChapters.join(', ')}`,
    },
  },
];

/** Chapters that are wanted; undefined for the whole report. Errors: `report/unknown-chapter`. */
function chosenChapters(given: Arguments): readonly ReportChapter[] | undefined {
  const named = given.texts('sections').flatMap((text) => text.split(',').map((name) => name.trim()));
  if (named.length > 0) return readChapters(named);
  return given.flag('short') ? shortChapters : undefined;
}

interface ReportRequest {
  /** The project file. */
  readonly file: string;
  readonly scenarios: readonly Scenario[];
  /** All that ran when absent. */
  readonly evaluators?: readonly string[];
}

function chosenFormats(given: Arguments): ReportFormat[] {
  const wanted = given.texts('format').flatMap((text) => text.split(','));
  if (wanted.length === 0) return ['html', 'xlsx'];
  return [...new Set(wanted)].map((text) => {
    const format = formats.find((each) => each === text);
    if (format) return format;
    throw badOption('report', '--format', {
      zh: `应为 ${formats.join('、')}，实际是“${text}”`,
      en: `must be one of ${formats.join(', ')} and is "${text}"`,
    });
  });
}

/** Writes the report of the open project in every format that is wanted; gives the files. Errors: `store/*`, `report/*`. */
export async function writeReports(
  engine: EngineClient,
  { file, scenarios, evaluators }: ReportRequest,
  given: Arguments,
  { language, progress }: CommandContext,
): Promise<string[]> {
  const wanted = chosenFormats(given);
  const chapters = chosenChapters(given);
  const folder = given.text('output') ?? path.dirname(file);
  const stem = path.join(folder, `${path.basename(file).replace(/\.gpkg$/i, '')}-report-${language}`);
  const build = (format: 'html' | 'xlsx') => {
    progress(language === 'zh' ? `写出报告：${format}` : `Writing the report: ${format}`);
    const request = { language, format, scenarios: scenarios.map(({ id }) => id), ...(chapters ? { chapters } : {}) };
    return engine.request('report/build', evaluators ? { ...request, evaluators } : request);
  };
  await mkdir(folder, { recursive: true });
  const written: string[] = [];
  const keep = async (extension: string, bytes: Uint8Array) => {
    await saveAtomically(`${stem}.${extension}`, bytes);
    written.push(`${stem}.${extension}`);
  };
  const html = wanted.includes('html') || wanted.includes('pdf') ? await build('html') : undefined;
  if (html && wanted.includes('html')) await keep('html', html);
  if (wanted.includes('xlsx')) await keep('xlsx', await build('xlsx'));
  if (html && wanted.includes('pdf')) {
    progress(language === 'zh' ? '写出报告：pdf' : 'Writing the report: pdf');
    // A browser is a lot to load for the other formats.
    const { printPdf } = await import('./print-pdf.ts');
    const pdf = await printPdf(html);
    if (!pdf) throw new WorkbenchError('report/no-browser');
    await keep('pdf', pdf);
  }
  return written;
}
