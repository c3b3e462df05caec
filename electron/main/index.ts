import { app } from 'electron';
import { closeNetwork, hardenContents } from './harden.ts';
import { pluginFoldersIn, projectsIn } from './opened-files.ts';
import { registerPageScheme } from './page-protocol.ts';
import { Workbench } from './workbench.ts';

let workbench: Workbench | undefined;
/** Projects to open that came before the program was ready. */
const waiting = projectsIn(process.argv, process.cwd());

function openProjects(files: readonly string[]): void {
  if (workbench === undefined) waiting.push(...files);
  else workbench.open(files);
}

async function start(): Promise<void> {
  await app.whenReady();
  workbench = new Workbench(pluginFoldersIn(process.argv, process.cwd()));
  workbench.open(waiting.splice(0));
  await workbench.load();
}

app.on('web-contents-created', (_event, contents) => hardenContents(contents));
app.on('open-file', (event, file) => {
  event.preventDefault();
  openProjects([file]);
});
app.on('second-instance', (_event, commandLine, folder) => openProjects(projectsIn(commandLine, folder)));
app.on('window-all-closed', () => app.quit());

if (app.requestSingleInstanceLock()) {
  app.setAppUserModelId('net.cityloom.workbench');
  closeNetwork();
  registerPageScheme();
  start().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    app.exit(70);
  });
} else {
  app.quit();
}
