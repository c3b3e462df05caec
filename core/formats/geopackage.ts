import { coordinateSystem } from '#core/crs/coordinate-system.ts';
import { RemarkList } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource } from '#core/platform/platform.ts';
import type { SqlDatabase } from '#core/platform/sqlite.ts';
import type { DeclaredCrs, Format, LayerListing } from './format.ts';
import { damaged, hasTable, OpenGeoPackage, query, quoted } from './geopackage-file.ts';
import { type Contents, geometryKinds, readTable } from './geopackage-table.ts';
import { fileExtension, readRange } from './source-reading.ts';

// Layout: OGC GeoPackage Encoding Standard 1.4, 12-128r19; GeoPackageBinary is clause 2.1.3.
const sqliteHeader = 'SQLite format 3\0';
const applicationIds = new Set(['GPKG', 'GP10', 'GP11']);
function listContents(database: SqlDatabase, file: string, remarks: RemarkList): Contents[] {
  if (!hasTable(database, 'gpkg_contents')) throw new WorkbenchError('formats/not-geopackage', { file });
  const geometries = new Map<string, { column: string; typeName: string; srs: number }>();
  if (hasTable(database, 'gpkg_geometry_columns')) {
    const sql = 'select table_name, column_name, geometry_type_name, srs_id from gpkg_geometry_columns';
    for (const [table, column, typeName, srs] of query(database, sql)) {
      geometries.set(String(table).toLowerCase(), {
        column: String(column),
        typeName: String(typeName).toUpperCase(),
        srs: Number(srs),
      });
    }
  }
  const contents: Contents[] = [];
  for (const [table, dataType] of query(database, 'select table_name, data_type from gpkg_contents')) {
    const name = String(table);
    const type = String(dataType).toLowerCase();
    const geometry = geometries.get(name.toLowerCase());
    if (type === 'features' && geometry) contents.push({ table: name, isSpatial: true, ...geometry });
    else if (type === 'attributes' || type === 'aspatial' || type === 'features') {
      contents.push({ table: name, isSpatial: false, column: '', typeName: '', srs: 0 });
    } else remarks.add('formats/layer-left-out', 'info', { file, layer: name, type });
  }
  return contents;
}

async function crsOf(database: SqlDatabase, srs: number): Promise<DeclaredCrs | undefined> {
  // -1 and 0 stand for undefined Cartesian and geographic systems.
  if (srs === -1 || srs === 0) return undefined;
  const place = { zh: 'gpkg_spatial_ref_sys 表', en: 'its table gpkg_spatial_ref_sys' };
  const sql = `select organization, organization_coordsys_id, definition from gpkg_spatial_ref_sys where srs_id = ${srs}`;
  const [row] = query(database, sql);
  if (!row) return undefined;
  const [organisation, code, definition] = row;
  const wkt = typeof definition === 'string' ? definition.trim() : '';
  if (/^undefined|^unknown/i.test(wkt) || /Undefined (?:SRS|Cartesian|geographic)/i.test(wkt.slice(0, 40)))
    return undefined;
  if (String(organisation).toUpperCase() === 'EPSG' && Number(code) > 0) {
    const isKnown = await coordinateSystem(Number(code)).then(
      () => true,
      () => false,
    );
    if (isKnown || wkt === '') return { text: `EPSG:${code}`, place };
  }
  return wkt === '' ? undefined : { text: wkt, place };
}

/** Tells where another program has left changes beside the file: it is read as it was when they were last taken in. */
async function tellOfLog(source: FileSource, remarks: RemarkList): Promise<void> {
  const log = await source.sibling(`${source.name}-wal`);
  if (log && log.bytes > 0) remarks.add('formats/write-ahead', 'warning', { file: source.name, log: log.name });
}

/** GeoPackage: its feature and attribute tables. Never written in place. */
export const geopackage: Format = {
  id: 'geopackage',
  label: { zh: 'GeoPackage', en: 'GeoPackage' },
  extensions: ['.gpkg'],
  companions: ['.gpkg-wal', '.gpkg-shm'],
  async sniff(source) {
    const head = await readRange(source, 0, 72);
    const text = String.fromCharCode(...head);
    if (!text.startsWith(sqliteHeader)) return false;
    return applicationIds.has(text.slice(68, 72)) || fileExtension(source.name) === '.gpkg';
  },
  async layers(source, _options, context) {
    const remarks = new RemarkList();
    const file = await OpenGeoPackage.open(source, context);
    try {
      const database = await file.whole();
      return listContents(database, source.name, remarks).map(({ table, isSpatial, typeName }): LayerListing => {
        const features = Number(query(database, `select count(*) from ${quoted(table)}`)[0]?.[0] ?? 0);
        const geometry = isSpatial ? geometryKinds[typeName] : 'none';
        return { name: table, features, ...(geometry ? { geometry } : {}) };
      });
    } catch (thrown) {
      throw damaged(source.name, thrown);
    } finally {
      file.close();
    }
  },
  async *read(source, options, context) {
    const remarks = new RemarkList();
    const file = await OpenGeoPackage.open(source, context);
    try {
      await tellOfLog(source, remarks);
      const schema = await file.schema();
      let shared: RemarkList | undefined = remarks;
      for (const contents of listContents(schema, source.name, remarks)) {
        if (options.layers && !options.layers.includes(contents.table)) continue;
        // What concerns the whole file is told with its first layer.
        const own: RemarkList = shared ?? new RemarkList();
        shared = undefined;
        const crs = contents.isSpatial ? await crsOf(schema, contents.srs) : undefined;
        yield* await readTable(file, contents, { name: source.name, crs }, own, context);
      }
    } catch (thrown) {
      throw damaged(source.name, thrown);
    } finally {
      file.close();
    }
  },
  async *write(layer, context) {
    const { writeGeoPackage } = await import('./geopackage-writer.ts');
    yield await writeGeoPackage([layer], context);
  },
};
