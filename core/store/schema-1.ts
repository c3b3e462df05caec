/**
 * The first schema of the project file. It is history: files of this version exist, so changes go into a further migration.
 * Tables of GeoPackage as OGC 12-128r17 (version 1.3), annex C, defines them.
 */
const geopackageTables = `
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL,
  definition TEXT NOT NULL,
  description TEXT
);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY,
  data_type TEXT NOT NULL,
  identifier TEXT UNIQUE,
  description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE,
  min_y DOUBLE,
  max_x DOUBLE,
  max_y DOUBLE,
  srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
);
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL,
  m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents (table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
);
`;

const projectTables = `
CREATE TABLE cityloom_meta (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);
CREATE TABLE cityloom_record (
  number INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  body TEXT,
  UNIQUE (kind, id)
);
CREATE TABLE cityloom_layer_table (
  layer TEXT NOT NULL PRIMARY KEY,
  table_name TEXT NOT NULL UNIQUE,
  geometry_type TEXT,
  columns TEXT NOT NULL
);
CREATE TABLE cityloom_view (
  view_name TEXT NOT NULL PRIMARY KEY,
  scenario TEXT NOT NULL,
  layer TEXT NOT NULL
);
CREATE TABLE cityloom_retired_fid (
  layer TEXT NOT NULL,
  feature TEXT NOT NULL,
  fid INTEGER NOT NULL,
  PRIMARY KEY (layer, feature)
);
CREATE TABLE cityloom_raster (
  layer TEXT NOT NULL PRIMARY KEY,
  column_count INTEGER NOT NULL,
  row_count INTEGER NOT NULL,
  left_x DOUBLE NOT NULL,
  top_y DOUBLE NOT NULL,
  cell_size DOUBLE NOT NULL,
  cells BLOB NOT NULL
);
CREATE TABLE cityloom_journal (
  step INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  mark TEXT NOT NULL,
  label_zh TEXT NOT NULL,
  label_en TEXT NOT NULL,
  origin TEXT NOT NULL,
  author TEXT NOT NULL,
  reason TEXT NOT NULL,
  instant DATETIME NOT NULL,
  target INTEGER,
  state TEXT NOT NULL,
  edits BLOB
);
CREATE TABLE cityloom_log (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  instant DATETIME NOT NULL,
  who TEXT NOT NULL,
  what_zh TEXT NOT NULL,
  what_en TEXT NOT NULL,
  why TEXT NOT NULL
);
CREATE TABLE cityloom_evaluation (
  number INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  scenario TEXT NOT NULL,
  evaluator TEXT NOT NULL,
  version TEXT NOT NULL,
  inputs_hash TEXT NOT NULL,
  result_hash TEXT NOT NULL,
  created DATETIME NOT NULL,
  body BLOB NOT NULL
);
CREATE TABLE cityloom_report (
  number INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  created DATETIME NOT NULL,
  body BLOB NOT NULL
);
`;

const requiredReferenceSystems = `
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
  ('WGS 84', 4326, 'EPSG', 4326,
   'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]',
   'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid');
`;

/**
 * The log is the one table of ours that GeoPackage knows: whoever opens the file in QGIS can read it there, and with a
 * registered table of attributes in the file GDAL no longer lists the tables that are not registered.
 */
const registeredLog = `
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change)
VALUES ('cityloom_log', 'attributes', 'cityloom_log', 'Cityloom: who changed what, when and why', '1970-01-01T00:00:00.000Z');
`;

/** Everything of schema 1, for an empty database. */
export const schema1 = [
  // "GPKG", and the version of GeoPackage the file keeps to: 1.3, the newest that GDAL from 3.4 on takes without a word.
  'PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300;',
  geopackageTables,
  projectTables,
  requiredReferenceSystems,
  registeredLog,
].join('\n');
