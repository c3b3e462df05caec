import path from 'node:path';
import { outputReading } from '#core/methods/method-notes.ts';
import { methodOf, methods } from '#core/methods/registry.ts';
import { exitCodes, WorkbenchError } from '#core/model/workbench-error.ts';
import type { Command, CommandContext } from './command.ts';
import { readBytes } from './project.ts';
import { badOption, requirePlace } from './read-arguments.ts';
import { textTable } from './text-table.ts';

export const methodCommand: Command = {
  name: 'method',
  summary: {
    zh: '单独运行一个已发表的方法：输入 JSON，输出 JSON，便于与教科书核对',
    en: 'Run one published method by itself, JSON in and JSON out, to hold it against a textbook',
  },
  places: { zh: 'list | show <名称> | run <名称>', en: 'list | show <name> | run <name>' },
  options: [
    {
      name: 'input',
      value: { zh: '文件', en: 'file' },
      text: {
        zh: 'run 的输入（JSON），“-”为标准输入；不给时用自带的例子',
        en: 'Input of run (JSON), - for standard input; its own example unless given',
      },
    },
  ],
  examples: [
    'cityloom method list',
    'cityloom method show connectivity',
    'cityloom method run entropy-weights --input criteria.json',
  ],

  async run(given, context) {
    const verb = requirePlace(methodCommand, given, 0);
    if (verb === 'list') return list(context);
    if (verb !== 'show' && verb !== 'run') {
      throw badOption('method', verb, { zh: '应为 list、show 或 run', en: 'must be list, show or run' });
    }
    const method = methodOf(requirePlace(methodCommand, given, 1));
    if (verb === 'show') {
      const { name, title, summary, formula, source, input, outputs, example } = method;
      const shown = { name, title, summary, formula, source, input, outputs, reading: outputReading, example };
      context.print(JSON.stringify(shown, null, 2));
      return exitCodes.ok;
    }
    const file = given.text('input');
    const input = file === undefined ? method.example : await readJson(file);
    context.print(JSON.stringify(await method.run(input), null, 2));
    return exitCodes.ok;
  },
};

function list({ language, json, print }: CommandContext): number {
  if (json) {
    print(
      JSON.stringify(
        methods.map(({ name, title, summary, source }) => ({ name, title, summary, source })),
        null,
        2,
      ),
    );
  } else for (const line of textTable(methods.map(({ name, title }) => [name, title[language]]))) print(line);
  return exitCodes.ok;
}

async function standardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function readJson(file: string): Promise<unknown> {
  const text = new TextDecoder().decode(file === '-' ? await standardInput() : await readBytes(file));
  try {
    return JSON.parse(text);
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new WorkbenchError('command/not-json', { file: path.basename(file), reason }, { cause: thrown });
  }
}
