/**
 * Writes `definitions.json`, the coordinate systems Cityloom knows, from the npm package epsg-index.
 *
 *     node core/crs/generate-definitions.mjs [output file]
 *
 * Taken are the projected and geographic 2D systems of the EPSG register that proj4 can calculate with, the latter in degrees. What repeats (base
 * systems, projection parameters by name, units, datums) is kept once; `definitions.ts` puts the parts together again.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import proj4 from 'proj4';

const all = createRequire(import.meta.url)('epsg-index/all.json');
const output = process.argv[2] ?? path.join(import.meta.dirname, 'definitions.json');

/**
 * Shifts to WGS 84 that stand in for grid files of many megabytes, for the datums whose national grids are in wide use.
 * EPSG transformations 1314 (2 m), 1777 (3 m), 1564 (4 m) and 1172 (20 m).
 */
const shiftsForGrids = {
  'OSTN15_NTv2_OSGBtoETRS.gsb': '446.448,-125.157,542.06,0.15,0.247,0.842,-20.489',
  'BETA2007.gsb': '598.1,73.7,418.2,0.202,0.045,-2.455,6.7',
  'nzgd2kgrid0005.gsb': '59.47,-5.04,187.44,0.47,-0.1,1.024,-4.5993',
  'NTv2_0.gsb': '-10,158,187,0,0,0,0',
};

const projectedPattern =
  /^PROJCS\["([^"]*)",(GEOGCS\[.*\]),PROJECTION\["([^"]+)"\],((?:PARAMETER\["[^"]+",[^\]]+\],)*)(UNIT\["[^"]+",[^\],]+(?:,AUTHORITY\["EPSG","\d+"\])?\])((?:,AXIS\[[^\]]*\])*(?:,EXTENSION\["PROJ4","[^"]*"\])?),AUTHORITY\["EPSG","\d+"\]\]$/;

/** The register uses codes up to here; larger ones in the index (900913) are private. */
const highestEpsgCode = 32_767;

/** A list of texts without repetition; `indexOf` gives the place of a text, adding it when it is new. */
function textTable() {
  const places = new Map();
  return {
    indexOf(text) {
      if (!places.has(text)) places.set(text, places.size);
      return places.get(text);
    },
    toArray: () => [...places.keys()],
  };
}

/** proj4's own form without what every entry has, and with grid files replaced; undefined when a grid has no stand-in. */
function cleanProj4(text) {
  const tokens = [];
  for (const token of text.trim().split(/\s+/)) {
    if (token === '+no_defs' || token === '+wktext' || token.startsWith('+type=')) continue;
    const grid = /^\+nadgrids=(.*)$/.exec(token)?.[1];
    if (grid === undefined || grid === '@null') tokens.push(token);
    else if (shiftsForGrids[grid]) tokens.push(`+towgs84=${shiftsForGrids[grid]}`);
    else return undefined;
  }
  return tokens.join(' ');
}

/** Ellipsoids that proj4 does not know by name, and takes for WGS 84, in numbers. */
function withKnownEllipsoid(definition, wkt) {
  const [, axis, flattening] = /SPHEROID\["[^"]*",([^,\]]+),([^,\]]+)/.exec(wkt);
  const known = proj4.Proj(definition);
  const isSame = Math.abs(known.a - Number(axis)) < 0.01;
  return isSame ? definition : definition.replace(/\+ellps=\S+/, `+a=${axis} +rf=${flattening}`);
}

/** West, south, east, north of the area of use; east is less than west where it crosses the antimeridian. */
function areaOfUse([north, west, south, east]) {
  return [west, south, east, north];
}

/** True when proj4 takes the middle of the area of use there and back. */
function isUsable(definition, [west, south, east, north]) {
  try {
    const { forward, inverse } = proj4(definition);
    const longitude = (west + (east < west ? east + 360 : east)) / 2;
    const latitude = (south + north) / 2;
    const [x, y] = inverse(forward([longitude > 180 ? longitude - 360 : longitude, latitude]));
    const turns = (x - longitude) / 360;
    return Math.abs(turns - Math.round(turns)) * 360 < 1e-4 && Math.abs(y - latitude) < 1e-4;
  } catch {
    return false;
  }
}

const bases = textTable();
const methods = textTable();
const units = textTable();
const axes = textTable();
const datums = textTable();
const systems = [];

for (const { code, kind, name, wkt, proj4: definition, bbox } of Object.values(all)) {
  if ((kind !== 'CRS-PROJCRS' && kind !== 'CRS-GEOGCRS') || !definition || !wkt || !bbox) continue;
  if (Number(code) > highestEpsgCode) continue;
  const isProjected = kind === 'CRS-PROJCRS';
  if (!wkt.endsWith(`AUTHORITY["EPSG","${code}"]]`) || !wkt.startsWith(isProjected ? 'PROJCS[' : 'GEOGCS[')) continue;
  if (!isProjected && !wkt.includes('UNIT["degree"')) continue;
  const area = areaOfUse(bbox);
  const text = cleanProj4(definition);
  if (text === undefined || !isUsable(text, area)) continue;
  const cleaned = withKnownEllipsoid(text, wkt);

  const datumStart = cleaned.search(/\+(datum|ellps|a|R|towgs84|nadgrids)=/);
  const head = cleaned.slice(0, datumStart).trim();
  const datum = datums.indexOf(cleaned.slice(datumStart));
  const common = [code, name, area.join(','), head, datum];
  if (!isProjected) {
    systems.push([...common, bases.indexOf(wkt)]);
    continue;
  }
  const match = projectedPattern.exec(wkt);
  if (!match || match[1] !== name) throw new Error(`EPSG:${code} has a form of WKT that is not known here: ${wkt}`);
  const [, , base, method, parameters, unit, axis] = match;
  const pairs = [...parameters.matchAll(/PARAMETER\["([^"]+)",([^\]]+)\]/g)];
  const shape = [method, ...pairs.map((pair) => pair[1])].join(',');
  systems.push([
    ...common,
    bases.indexOf(base),
    methods.indexOf(shape),
    pairs.map((pair) => pair[2]).join(','),
    units.indexOf(unit),
    axes.indexOf(axis),
  ]);
}

systems.sort((a, b) => Number(a[0]) - Number(b[0]));
const asset = {
  source: 'EPSG Geodetic Parameter Dataset, by the npm package epsg-index',
  bases: bases.toArray(),
  methods: methods.toArray(),
  units: units.toArray(),
  axes: axes.toArray(),
  datums: datums.toArray(),
  systems: systems.map((row) => row.join('|')),
};
writeFileSync(output, `${JSON.stringify(asset, null, 0).replaceAll('","', '",\n"')}\n`);
console.log(`${output}: ${systems.length} coordinate systems`);
