import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const built = path.join(import.meta.dirname, '../../out/renderer');

/** Addresses that may stand in the built page, each with why nothing is ever asked of it. */
const allowed: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^http:\/\/www\.w3\.org\//, 'names of XML namespaces (SVG, XLink, MathML, XML), which are never resolved'],
  [/^http:\/\/schemas\.openxmlformats\.org\//, 'names of namespaces inside XLSX files'],
  [/^http:\/\/purl\.org\/dc\//, 'Dublin Core namespaces inside XLSX files'],
  [
    /^http:\/\/(?:schemas\.microsoft\.com|purl\.oclc\.org|docs\.oasis-open\.org|openoffice\.org|sheetjs\.openxmlformats\.org|macVmlSchemaUri)/,
    'names of namespaces inside XLSX and ODS files',
  ],
  [
    /^https:\/\/sheetjs\.com\//,
    'a name that the spreadsheet library writes into files of a kind that is not written here',
  ],
  [
    /^https:\/\/github\.com\/geotiffjs\//,
    'where the GeoTIFF library takes reports: part of the message of an exception',
  ],
  [/^http:\/\/web\.mit\.edu\/lpsolve\//, 'where the format that the solver reads is described: part of its message'],
  [/^http:\/\/www\.opengis\.net\//, 'names of OGC definitions and coordinate systems'],
  [/^https:\/\/react\.dev\/errors\//, 'where React explains an error code: part of the message of an exception'],
  [
    /^https:\/\/mantine\.dev\//,
    'where the component library explains a wrong use: part of the message of an exception',
  ],
  [
    /^https:\/\/github\.com\/protomaps\/PMTiles\//,
    'where the tile library describes its use: part of the message of an exception',
  ],
  [
    /^http:\/\/foo\.com/,
    'a place holder that the library of source maps puts before a path while it resolves it, and takes off again',
  ],
  [
    /^https:\/\/github\.com\/sql-js\/sql\.js\/pull\//,
    'where the database library explains a warning: part of its message',
  ],
];

const textFiles = /\.(?:js|mjs|css|html|svg|json|txt)$/;
const address = /(?:https?|wss?|ftp):\/\/[^\s"'`<>\\)(,;{}|]+/g;
const comment = /\/\*[\s\S]*?\*\//g;

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const place = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(place) : textFiles.test(entry.name) ? [place] : [];
  });
}

/** Addresses in one file outside its comments, in which licences say where they come from. */
function addressesIn(text: string): string[] {
  return [...new Set(text.replaceAll(comment, '').match(address) ?? [])];
}

describe('the built page', () => {
  test('names no internet address but those of the list', () => {
    if (!existsSync(built)) throw new Error('out/renderer is not built: run npm run build');
    const unknown = filesBelow(built).flatMap((file) =>
      addressesIn(readFileSync(file, 'utf8'))
        .filter((found) => !allowed.some(([pattern]) => pattern.test(found)))
        .map((found) => `${path.relative(built, file)}: ${found}`),
    );
    expect(unknown).toEqual([]);
  });

  test('an address that is not on the list would be found', () => {
    const text =
      '/*! see https://licence.example/ */ fetch("https://tiles.example/1/2/3.png"); new WebSocket(`wss://live.example`)';
    expect(addressesIn(text)).toEqual(['https://tiles.example/1/2/3.png', 'wss://live.example']);
  });
});
