import path from 'node:path';

/** The projects among the arguments of a start of the program, as absolute paths. */
export function projectsIn(commandLine: readonly string[], folder: string): string[] {
  return commandLine
    .slice(1)
    .filter((argument) => !argument.startsWith('-') && path.extname(argument).toLowerCase() === '.gpkg')
    .map((argument) => path.resolve(folder, argument));
}

/** The folders of plugins under development among the arguments: `--plugin=FOLDER`, as absolute paths. */
export function pluginFoldersIn(commandLine: readonly string[], folder: string): string[] {
  const option = '--plugin=';
  return commandLine
    .filter((argument) => argument.startsWith(option))
    .map((argument) => path.resolve(folder, argument.slice(option.length)));
}
