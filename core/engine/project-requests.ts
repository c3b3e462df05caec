import { coordinateSystem, crsTitle } from '#core/crs/coordinate-system.ts';
import { checkProjectCrs } from '#core/crs/suggest-project-crs.ts';
import { loadSqlite } from '#core/platform/sqlite.ts';
import type { NewProjectRequest } from '#core/rpc/requests.ts';
import { applyEdits } from '#core/scenario/apply-edits.ts';
import { goToStep, historyOf, redo, undo } from '#core/scenario/history.ts';
import { recoverProject } from '#core/scenario/journal.ts';
import { createProject } from '#core/store/create-project.ts';
import { openProject } from '#core/store/open-project.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import type { EngineHost } from './engine-host.ts';
import type { Handlers } from './handler.ts';

/** Files up to this many bytes are looked through for damage in a moment. */
const quicklyChecked = 8_000_000;

/** A new, empty project. Errors: `crs/unknown-code`, `crs/not-for-projects`. */
export async function newProject(host: EngineHost, { name, epsg, language }: NewProjectRequest): Promise<ProjectFile> {
  const crs = await coordinateSystem(epsg);
  const [west, south, east, north] = crs.area ?? [0, 0, 0, 0];
  await checkProjectCrs(crs, (west + east) / 2, (south + north) / 2);
  const { wkt } = crs;
  return createProject(await loadSqlite(), { name, epsg, crsName: crsTitle(crs), wkt, language }, host);
}

export const projectRequests: Handlers<
  | 'project/create'
  | 'project/open'
  | 'project/check'
  | 'project/close'
  | 'project/state'
  | 'project/export'
  | 'project/mark-saved'
  | 'edit/apply'
  | 'edit/undo'
  | 'edit/redo'
  | 'edit/history'
  | 'edit/go-to-step'
> = {
  async 'project/create'(session, request) {
    session.open(await newProject(session.host, request), [], true);
    return session.state();
  },

  async 'project/open'(session, { fileName, bytes, journal = [], checkLater = false }) {
    const sqlite = await loadSqlite();
    const { host } = session;
    if (journal.length === 0) {
      const file = openProject(sqlite, bytes, fileName, host, {
        isBrief: checkLater && bytes.length > quicklyChecked,
        isGiven: true,
      });
      session.open(file, file.remarks, false);
    } else {
      const whole = bytes.length === 0 ? undefined : bytes;
      const { project, remarks } = recoverProject(sqlite, whole, fileName, journal, host);
      session.open(project, remarks, true);
      session.project.needsCopy = false;
    }
    return session.state();
  },

  'project/check'(session) {
    session.project.file.check();
    return null;
  },

  'project/close'(session) {
    session.close();
    return null;
  },

  'project/state': (session) => session.state(),

  'project/export': (session, { inPlace }) => session.project.file.export(inPlace),

  'project/mark-saved'(session) {
    const { project } = session;
    project.unsaved = 0;
    project.needsCopy = false;
    return session.state();
  },

  'edit/apply'(session, { label, edits }) {
    applyEdits(session.project.file, label, edits, 'user');
    return session.state();
  },

  'edit/undo'(session) {
    undo(session.project.file);
    return session.state();
  },

  'edit/redo'(session) {
    redo(session.project.file);
    return session.state();
  },

  'edit/history'({ project }) {
    const { actions, position, fixed } = historyOf(project.file);
    const steps = actions.map(({ number, label, origin, author, instant }) => ({
      number,
      label,
      origin,
      author,
      instant,
    }));
    return { steps, position, fixed };
  },

  'edit/go-to-step'(session, { step }) {
    goToStep(session.project.file, step);
    return session.state();
  },
};
