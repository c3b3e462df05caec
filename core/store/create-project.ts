import { defaultAssumptions } from '#core/model/assumption.ts';
import { builtInCodeTables } from '#core/model/code-table.ts';
import { defaultDevelopmentTypes } from '#core/model/development-type.ts';
import { baselineId } from '#core/model/ids.ts';
import type { Scenario } from '#core/model/scenario.ts';
import type { Language } from '#core/model/text.ts';
import { randomUuid } from '#core/platform/seeded-random.ts';
import type { SqlJsStatic } from '#core/platform/sqlite.ts';
import { Database } from './database.ts';
import { migrate } from './migrations.ts';
import { ProjectFile, projectRecordId } from './project-file.ts';
import type { ProjectHost } from './project-writer.ts';
import { writeRecord } from './records.ts';

/** What a new project starts from. */
export interface NewProject {
  readonly name: string;
  /** EPSG code of its coordinate system: projected, in metres. */
  readonly epsg: number;
  readonly crsName: string;
  /** The coordinate system as WKT 1, as GeoPackage keeps it. */
  readonly wkt: string;
  /** Language of the names of scenarios where other programs see them. */
  readonly language: Language;
}

const baseline: Scenario = {
  id: baselineId,
  name: { zh: '基准', en: 'Baseline' },
  description: '',
  parent: null,
  letter: '',
  locked: true,
  order: 0,
};

/** A new project with the baseline and the built-in development types, assumptions and code tables. */
export function createProject(sqlite: SqlJsStatic, project: NewProject, host: ProjectHost): ProjectFile {
  const { name, epsg, crsName, wkt, language } = project;
  const database = new Database(sqlite);
  migrate(database);
  database.transaction(() => {
    const meta = {
      id: randomUuid(host.random),
      created: new Date(host.clock.now()).toISOString(),
      epsg: String(epsg),
      crs_name: crsName,
      language,
    };
    database.runAll('INSERT INTO cityloom_meta VALUES (?, ?)', Object.entries(meta));
    database.run("INSERT OR REPLACE INTO gpkg_spatial_ref_sys VALUES (?1, ?2, 'EPSG', ?2, ?3, NULL)", [
      crsName,
      epsg,
      wkt,
    ]);
    writeRecord(database, 'project', projectRecordId, { name });
    writeRecord(database, 'scenario', baselineId, baseline);
    for (const type of defaultDevelopmentTypes) writeRecord(database, 'development-type', type.id, type);
    for (const assumption of defaultAssumptions) writeRecord(database, 'assumption', assumption.id, assumption);
    for (const table of builtInCodeTables) writeRecord(database, 'code-table', table.id, table);
  });
  return new ProjectFile(database, { ...host, epsg, language }, []);
}
