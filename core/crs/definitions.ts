import { type CrsParameters, methodKey, parametersOf, projectionOf, pseudoMark } from './parameters.ts';
import { parseWkt } from './wkt.ts';

/** Least and greatest x and y. Longitudes and latitudes where the holder says so. */
export type Extent = readonly [minX: number, minY: number, maxX: number, maxY: number];

/** One entry of the EPSG register, put together from the parts in `definitions.json`. */
export interface CrsDefinition {
  readonly code: number;
  readonly name: string;
  readonly kind: 'geographic' | 'projected';
  /** Longitudes and latitudes of the area of use; the first longitude is the greater one across the antimeridian. */
  readonly area: Extent;
  readonly proj4: string;
  /** Well-known text, version 1, as in EPSG's own export. */
  readonly wkt: string;
}

/** The register of coordinate systems. */
export interface CrsDefinitions {
  find(code: number): CrsDefinition | undefined;
  /** Every entry in numbers, for looking a system up by its parameters. Worked out on first use. */
  parameters(): ReadonlyMap<number, CrsParameters>;
}

interface Asset {
  readonly bases: readonly string[];
  readonly methods: readonly string[];
  readonly units: readonly string[];
  readonly axes: readonly string[];
  readonly datums: readonly string[];
  readonly systems: readonly string[];
}

function assemble(asset: Asset, row: string): CrsDefinition {
  const [code, name, area, head, datum, base, method, values, unit, axis] = row.split('|');
  const common = {
    code: Number(code),
    name: name!,
    area: area!.split(',').map(Number) as unknown as Extent,
    proj4: `${head} ${asset.datums[Number(datum)]}`,
  };
  const baseWkt = asset.bases[Number(base)]!;
  if (method === undefined) return { ...common, kind: 'geographic', wkt: baseWkt };
  const [projection, ...names] = asset.methods[Number(method)]!.split(',');
  const numbers = values!.split(',');
  const parts = [
    `PROJCS["${name}",${baseWkt},PROJECTION["${projection}"]`,
    ...names.map((parameter, index) => `PARAMETER["${parameter}",${numbers[index]}]`),
    `${asset.units[Number(unit)]}${asset.axes[Number(axis)]}`,
    `AUTHORITY["EPSG","${code}"]]`,
  ];
  return { ...common, kind: 'projected', wkt: parts.join(',') };
}

/** The numbers of an entry, worked out from the parts without putting its text together. */
function numbersOf(asset: Asset, row: string, baseNumbers: (index: number) => CrsParameters): CrsParameters {
  const [code, name, , , , base, method, values, unit, axis] = row.split('|');
  const common = baseNumbers(Number(base));
  if (method === undefined) return common;
  const [projection, ...names] = asset.methods[Number(method)]!.split(',');
  const key = methodKey(projection!, asset.axes[Number(axis)]!.includes(pseudoMark));
  const unitMetres = Number(/,([^\],]+)/.exec(asset.units[Number(unit)]!)![1]);
  const numbers = values!.split(',');
  const parameters = names.map((parameter, index) => ({
    name: parameter,
    value: Number(numbers[index]),
    unit: Number.NaN,
  }));
  return {
    ...common,
    kind: 'projected',
    name: name!,
    stated: Number(code),
    method: key,
    unitMetres,
    projection: projectionOf(parameters, key, (common.unitDegrees * Math.PI) / 180, unitMetres),
  };
}

function register(asset: Asset): CrsDefinitions {
  const rows = new Map<number, string>();
  for (const row of asset.systems) rows.set(Number(row.slice(0, row.indexOf('|'))), row);
  const bases = new Map<number, CrsParameters>();
  const baseNumbers = (index: number): CrsParameters => {
    let numbers = bases.get(index);
    if (!numbers) {
      numbers = parametersOf(parseWkt(asset.bases[index]!))!;
      bases.set(index, numbers);
    }
    return numbers;
  };
  let parameters: Map<number, CrsParameters> | undefined;
  return {
    find(code) {
      const row = rows.get(code);
      return row === undefined ? undefined : assemble(asset, row);
    },
    parameters() {
      parameters ??= new Map([...rows].map(([code, row]) => [code, numbersOf(asset, row, baseNumbers)]));
      return parameters;
    },
  };
}

let loading: Promise<CrsDefinitions> | undefined;

/** Loads the register on first use: about 1 MB, 0.2 MB on the wire. */
export function loadDefinitions(): Promise<CrsDefinitions> {
  loading ??= import('./definitions.json').then((module) => register(module.default));
  return loading;
}
