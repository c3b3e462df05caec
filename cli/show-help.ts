import { type Command, type CommandContext, type CommandOption, commonOptions } from './command.ts';
import { padText } from './text-table.ts';

type HelpContext = Pick<CommandContext, 'language' | 'print'>;

const steps = {
  zh: [
    '常用的三步：',
    '  cityloom import city.gpkg 资料文件夹        把图层导入项目文件',
    '  cityloom assess city.gpkg --recipe a.yaml   建立情景、运行评估、写出报告',
    '  cityloom serve --open                       在浏览器里打开工作台',
    '不带参数的 cityloom assess 评估随程序附带的示例城市。',
  ],
  en: [
    'The usual three steps:',
    '  cityloom import city.gpkg folder-of-layers  Import layers into a project file',
    '  cityloom assess city.gpkg --recipe a.yaml   Make scenarios, run evaluators, write the report',
    '  cityloom serve --open                       Open the workbench in a browser',
    'cityloom assess without a project assesses the sample city that comes with the program.',
  ],
};

const exitCodeLines = {
  zh: '退出码：0 成功，2 用法，10 输入文件，20 几何与坐标系，30 编辑与情景，40 评估器，50 存储，70 程序错误。',
  en: 'Exit codes: 0 done, 2 usage, 10 input files, 20 geometry and coordinates, 30 edits and scenarios, 40 evaluators, 50 storage, 70 a fault of the program.',
};

/** All commands, for somebody who sees the program for the first time. */
export function showHelp(commands: readonly Command[], { language, print }: HelpContext): void {
  const title =
    language === 'zh'
      ? '城织：离线城市规划情景与评估工作台。用法：cityloom <命令> [参数]'
      : 'Cityloom: offline planning scenarios and their assessment. Usage: cityloom <command> [arguments]';
  print(title);
  print('');
  const width = Math.max(...commands.map(({ name }) => name.length));
  for (const { name, summary } of commands) print(`  ${padText(name, width)}  ${summary[language]}`);
  print('');
  for (const line of steps[language]) print(line);
  print('');
  print(
    language === 'zh' ? '每个命令的说明：cityloom <命令> --help' : 'More about a command: cityloom <command> --help',
  );
  print(exitCodeLines[language]);
}

/** One command: how it is called, its options, lines to try. */
export function showCommandHelp(command: Command, { language, print }: HelpContext): void {
  print(`cityloom ${command.name} ${command.places[language]}`.trimEnd());
  print(`  ${command.summary[language]}`);
  print('');
  const options = [...command.options, ...commonOptions];
  const left = ({ name, value, multiple }: CommandOption) =>
    `--${name}${value ? ` <${value[language]}>` : ''}${multiple ? ' …' : ''}`;
  const width = 34;
  for (const option of options) print(`  ${padText(left(option), width)}  ${option.text[language]}`);
  if (command.examples.length === 0) return;
  print('');
  print(language === 'zh' ? '例如：' : 'For example:');
  for (const example of command.examples) print(`  ${example}`);
}
