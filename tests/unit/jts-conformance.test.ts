import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { GeometryEngine } from '#core/geometry/engine.ts';
import { loadGeosEngine } from '#core/geometry/geos-engine.ts';
import { createJstsEngine } from '#core/geometry/jsts-engine.ts';
import { featureAreas, featureCentroids, representativePoints } from '#core/geometry/measure.ts';
import { locateInFeature } from '#core/geometry/point-in-polygon.ts';
import {
  isEmpty,
  kindOf,
  packAll,
  partsOf,
  type SimpleGeometry,
  type SimplePart,
} from '#core/geometry/simple-geometry.ts';
import { readWkb, writeWkb } from '#core/geometry/wkb.ts';
import { readWkt, writeWkt } from '#core/geometry/wkt.ts';
import { hasSharedData, sharedData, sharedDataReason } from '#tests/shared-data.ts';

/** A case of the JTS suite that an engine does not pass, and why. */
interface Difference {
  readonly id: string;
  readonly operation: string;
  readonly engine: string;
  readonly reason: string;
}

interface Known {
  /** Operations of the suite that the port does not have: name and number of tests. */
  readonly notCovered: Readonly<Record<string, number>>;
  readonly differences: readonly Difference[];
}

const knownFile = path.resolve(import.meta.dirname, '../fixtures/jts-differences.json');

interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

/** The little XML that the suite uses: elements, attributes, text, comments, character references of the five kinds. */
function readXml(source: string): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const tag =
    /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/g;
  const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
  const plain = (text: string) => text.replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
  for (const [, literal, closing, name, attributes, selfClosing, text] of source.matchAll(tag)) {
    const top = open.at(-1)!;
    if (text !== undefined || literal !== undefined) top.text += literal ?? plain(text!);
    else if (closing === '/') open.pop();
    else if (name !== undefined) {
      const pairs = [...(attributes ?? '').matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)];
      const element = {
        name,
        attributes: Object.fromEntries(pairs.map((pair) => [pair[1]!, plain(pair[2] ?? pair[3]!)])),
        children: [],
        text: '',
      };
      top.children.push(element);
      if (selfClosing !== '/') open.push(element);
    }
  }
  return root.children[0]!;
}

interface Test {
  readonly id: string;
  readonly operation: string;
  readonly a: string;
  readonly b: string;
  readonly arguments: readonly string[];
  readonly expected: string;
  /** The precision model of the run is a grid of whole numbers, which the port does not have. */
  readonly onGrid: boolean;
}

function child(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((one) => one.name === name);
}

function readTests(): Test[] {
  const tests: Test[] = [];
  for (const folder of ['general', 'validate']) {
    for (const file of readdirSync(sharedData('jts-testxml', folder)).toSorted()) {
      const run = readXml(readFileSync(sharedData('jts-testxml', folder, file), 'utf8'));
      const onGrid = child(run, 'precisionModel')?.attributes['scale'] !== undefined;
      const cases = run.children.filter(({ name }) => name === 'case');
      for (const [caseIndex, element] of cases.entries()) {
        const operations = element.children.filter(({ name }) => name === 'test').map((test) => child(test, 'op')!);
        for (const [index, op] of operations.entries()) {
          const { name, arg1, arg2, arg3, pattern } = op.attributes;
          tests.push({
            id: `${folder}/${file.replace('.xml', '')} ${caseIndex + 1}.${index + 1}`,
            operation: name!,
            a: child(element, 'a')?.text.trim() ?? '',
            b: child(element, 'b')?.text.trim() ?? '',
            arguments: [arg1, arg2, arg3, pattern].filter((argument) => argument !== undefined),
            expected: op.text.trim(),
            onGrid,
          });
        }
      }
    }
  }
  return tests;
}

/** One text of the suite has a parenthesis too many at its end, which the reader of JTS does not look at. */
function balanced(text: string): string {
  const count = (sign: string) => text.split(sign).length;
  return count(')') > count('(') ? text.slice(0, text.lastIndexOf(')')) : text;
}

function readGeometry(text: string): SimpleGeometry {
  return /^[0-9a-f]+$/i.test(text) ? readWkb(Uint8Array.from(Buffer.from(text, 'hex'))) : readWkt(balanced(text));
}

const dimensionOf = (geometry: SimpleGeometry) => ['none', 'point', 'line', 'polygon'].indexOf(kindOf(geometry)) - 1;

function matches(matrix: string, pattern: string): boolean {
  return [...pattern].every((wanted, index) => {
    const found = matrix[index]!;
    if (wanted === '*') return true;
    return wanted === 'T' ? found !== 'F' : found === wanted;
  });
}

/** The predicates of simple features by their DE-9IM patterns. */
function holds(predicate: string, matrix: string, a: SimpleGeometry, b: SimpleGeometry): boolean {
  const any = (...patterns: string[]) => patterns.some((pattern) => matches(matrix, pattern));
  const first = dimensionOf(a);
  const second = dimensionOf(b);
  switch (predicate) {
    case 'intersects':
      return !matches(matrix, 'FF*FF****');
    case 'disjoint':
      return matches(matrix, 'FF*FF****');
    case 'contains':
      return matches(matrix, 'T*****FF*');
    case 'within':
      return matches(matrix, 'T*F**F***');
    case 'covers':
      return any('T*****FF*', '*T****FF*', '***T**FF*', '****T*FF*');
    case 'coveredBy':
      return any('T*F**F***', '*TF**F***', '**FT*F***', '**F*TF***');
    case 'touches':
      return (first !== 0 || second !== 0) && any('FT*******', 'F**T*****', 'F***T****');
    case 'overlaps':
      return first === second && matches(matrix, first === 1 ? '1*T***T**' : 'T*T***T**');
    case 'equalsTopo':
      return (isEmpty(a) && isEmpty(b)) || matches(matrix, 'T*F**FFF*');
    case 'crosses':
      if (first === 1 && second === 1) return matches(matrix, '0********');
      return first < second ? matches(matrix, 'T*T******') : first > second && matches(matrix, 'T*****T**');
    default:
      throw new Error(`no predicate ${predicate}`);
  }
}

const predicates = new Set(
  'intersects disjoint contains within covers coveredBy touches overlaps equalsTopo crosses'.split(' '),
);

const overlays: Readonly<Record<string, 'intersection' | 'union' | 'difference' | 'symmetric-difference'>> = {
  intersection: 'intersection',
  union: 'union',
  difference: 'difference',
  symdifference: 'symmetric-difference',
};

/** Rings and lines in a form that does not depend on where they begin and which way they run. */
function canonical(part: SimplePart): string {
  if (part.type !== 'polygon') {
    const text = pairsOf(part.coordinates);
    const back = text.toReversed();
    return `${part.type} ${[text.join(), back.join()].toSorted()[0]}`;
  }
  const rings = part.rings.map((ring) => {
    const open = pairsOf(ring).slice(0, -1);
    const turns = [open, open.toReversed()].flatMap((way) =>
      way.map((_, k) => [...way.slice(k), ...way.slice(0, k)].join()),
    );
    return turns.toSorted()[0]!;
  });
  return `polygon ${rings[0]} / ${rings.slice(1).toSorted().join(' / ')}`;
}

function pairsOf(coordinates: Float64Array): string[] {
  const pairs: string[] = [];
  for (let at = 0; at < coordinates.length; at += 2) {
    pairs.push(`${Number(coordinates[at]!.toPrecision(11)) + 0} ${Number(coordinates[at + 1]!.toPrecision(11)) + 0}`);
  }
  return pairs;
}

function sameParts(a: SimpleGeometry, b: SimpleGeometry): boolean {
  const list = (geometry: SimpleGeometry) => partsOf(geometry).map(canonical).toSorted().join('; ');
  return list(a) === list(b);
}

const engines = new Map<string, GeometryEngine>();

/** The same points of the plane, by part or by topology; buffers may differ by a thousandth of their area, as in JTS. */
function sameShape(expected: SimpleGeometry, found: SimpleGeometry, isBuffer: boolean): boolean {
  if (isEmpty(expected) || isEmpty(found)) return isEmpty(expected) && isEmpty(found);
  if (sameParts(expected, found)) return true;
  const geos = engines.get('geos')!;
  const left = writeWkb(expected);
  const right = writeWkb(found);
  if (matches(geos.relate(left, right), 'T*F**FFF*')) return true;
  if (kindOf(expected) !== 'polygon' || kindOf(found) !== 'polygon') return false;
  const area = (geometry: SimpleGeometry) => featureAreas(packAll('polygon', [geometry]))[0]!;
  const apart = area(readWkb(geos.overlay('symmetric-difference', left, right)));
  const lines = (geometry: SimpleGeometry) => partsOf(geometry).filter(({ type }) => type !== 'polygon');
  const sameLines = lines(expected).map(canonical).toSorted().join() === lines(found).map(canonical).toSorted().join();
  return sameLines && apart <= (isBuffer ? 1e-3 : 1e-9) * area(expected);
}

/** The operation as the port knows it: NG variants are the same operations by another code of JTS. */
function portOperation(test: Test): string {
  return test.operation.toLowerCase().replace(/ng$/, '');
}

const covered = new Set([
  ...Object.keys(overlays),
  ...[...predicates].map((name) => name.toLowerCase()),
  ...'relate buffer buffermitredjoin isvalid simplifytp distance iswithindistance convexhull polygonize'.split(' '),
]);

const overlayNames = new Set([...Object.keys(overlays), 'buffer']);

function isCovered(test: Test): boolean {
  return covered.has(portOperation(test)) && !(test.onGrid && overlayNames.has(portOperation(test)));
}

/** What an engine makes of a test, said only when it is not what JTS expects. */
function differenceOf(test: Test, engine: GeometryEngine): string | undefined {
  try {
    return judge(test, engine);
  } catch (thrown) {
    return `fails: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
  }
}

function judge(test: Test, engine: GeometryEngine): string | undefined {
  const given = test.arguments.map((argument) => argument.toLowerCase());
  const operand = (index: number) => readGeometry(given[index] === 'b' ? test.b : test.a);
  const number = (index: number) => Number(given[index]);
  const a = operand(0);
  const operation = portOperation(test);
  const shape = (bytes: Uint8Array, isBuffer = false) => {
    const found = readWkb(bytes);
    return sameShape(readGeometry(test.expected), found, isBuffer) ? undefined : `gives ${writeWkt(found)}`;
  };
  const value = (found: unknown) => (String(found) === test.expected ? undefined : `gives ${String(found)}`);
  const predicate = [...predicates].find((name) => name.toLowerCase() === operation);
  if (predicate) {
    const b = operand(1);
    const matrix = engine.relate(writeWkb(a), writeWkb(b));
    return value(holds(predicate, matrix, a, b));
  }
  if (overlays[operation]) {
    if (given.length === 1) return shape(engine.union([writeWkb(a)]));
    return shape(engine.overlay(overlays[operation], writeWkb(a), writeWkb(operand(1))));
  }
  switch (operation) {
    case 'relate':
      return value(matches(engine.relate(writeWkb(a), writeWkb(operand(1))), test.arguments[2]!));
    case 'buffer':
      return shape(engine.buffer(writeWkb(a), number(1), given[2] ? { quadrantSegments: number(2) } : {}), true);
    case 'buffermitredjoin':
      return shape(engine.buffer(writeWkb(a), number(1), { join: 'mitre' }), true);
    case 'isvalid':
      return value(engine.validity(writeWkb(a)).valid);
    case 'simplifytp':
      return shape(engine.simplify(writeWkb(a), number(1)));
    case 'distance': {
      const found = engine.distance(writeWkb(a), writeWkb(operand(1)));
      // JTS says 0 where one side is empty; the port says that there is no way.
      return Math.abs(found - Number(test.expected)) <= 1e-9 * Math.max(1, found) ? undefined : `gives ${found}`;
    }
    case 'iswithindistance':
      return value(engine.distance(writeWkb(a), writeWkb(operand(1))) <= Number(test.arguments[2]));
    case 'convexhull':
      return shape(engine.convexHull(writeWkb(a)));
    default: {
      const polygons = engine.polygonize([writeWkb(a)]).map((bytes) => readWkb(bytes));
      return shape(writeWkb({ type: 'collection', members: polygons }));
    }
  }
}

describe.skipIf(!hasSharedData)(`JTS conformance${hasSharedData ? '' : ` (${sharedDataReason})`}`, () => {
  const known: Known = existsSync(knownFile)
    ? (JSON.parse(readFileSync(knownFile, 'utf8')) as Known)
    : { notCovered: {}, differences: [] };
  const tests = hasSharedData ? readTests() : [];

  beforeAll(async () => {
    engines.set('geos', await loadGeosEngine());
    engines.set('jsts', createJstsEngine());
  });

  it('knows which operations of the suite the port does not have', () => {
    const counts: Record<string, number> = {};
    for (const test of tests) {
      if (isCovered(test)) continue;
      const name = covered.has(portOperation(test)) ? `${portOperation(test)} on a grid` : test.operation;
      counts[name] = (counts[name] ?? 0) + 1;
    }
    expect(Object.entries(counts).toSorted()).toEqual(Object.entries(known.notCovered).toSorted());
  });

  it.each(['geos', 'jsts'])('%s differs from JTS only where the list says so', (name) => {
    const found = new Map<string, string>();
    let run = 0;
    for (const test of tests) {
      if (!isCovered(test)) continue;
      run++;
      const difference = differenceOf(test, engines.get(name)!);
      if (difference !== undefined) found.set(`${test.id} ${test.operation}`, difference);
    }
    expect(run).toBeGreaterThan(5000);
    const listed = known.differences.filter(({ engine }) => engine === name);
    for (const { reason } of listed) expect(reason.length).toBeGreaterThan(10);
    const keys = listed.map(({ id, operation }) => `${id} ${operation}`);
    const unlisted = [...found].filter(([key]) => !keys.includes(key)).map(([key, what]) => `${key} ${what}`);
    const gone = keys.filter((key) => !found.has(key));
    expect({ unlisted, gone }).toEqual({ unlisted: [], gone: [] });
  });

  it('measures centroids and interior points as JTS does', () => {
    const differences: string[] = [];
    for (const test of tests) {
      if (test.operation !== 'getCentroid' && test.operation !== 'getInteriorPoint') continue;
      const geometry = readGeometry(test.a);
      const expected = readGeometry(test.expected);
      const kind = kindOf(geometry);
      if (kind === 'none' || partsOf(geometry).some(({ type }) => type !== kind) || isEmpty(geometry)) continue;
      const packed = packAll(kind, [geometry]);
      const wanted = expected.type === 'point' ? expected.coordinates : [];
      if (test.operation === 'getInteriorPoint' && kind !== 'point') {
        const [x, y] = representativePoints(packed);
        if (kind === 'polygon' && featureAreas(packed)[0]! > 0 && locateInFeature(packed, 0, x!, y!) !== 1) {
          differences.push(`${test.id}: ${x} ${y} is not inside`);
        }
        continue;
      }
      const found = test.operation === 'getCentroid' ? featureCentroids(packed) : representativePoints(packed);
      const away = Math.hypot(found[0]! - wanted[0]!, found[1]! - wanted[1]!);
      if (!(away <= 1e-9 * Math.max(1, Math.abs(wanted[0]!)))) {
        differences.push(`${test.id}: ${found.join(' ')} instead of ${wanted.join(' ')}`);
      }
    }
    expect(differences).toEqual([]);
  });
});
