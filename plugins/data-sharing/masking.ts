import {
  donutDisplacement,
  type EvaluatorContext,
  featureAreas,
  fillText,
  GeometryPacker,
  IndicatorList,
  innerRadiusFor,
  insufficient,
  numberParameter,
  numbersOf,
  ok,
  PointGrid,
  plainText,
  type ResultLayer,
  representativePoints,
  type Snapshot,
  type SnapshotLayer,
  SpatialIndex,
  sortedQuantile,
  spatialAnonymity,
  valueOrNaN,
} from '#sdk';
import type { PersonRecords } from './people.ts';

type Density = (x: number, y: number) => number;

/** Residents per square metre of the population area a place lies in; 0 outside all of them. */
function densityOfAreas(population: SnapshotLayer): Density {
  const residents = numbersOf(population, 'residents');
  const areas = featureAreas(population.geometry);
  const index = new SpatialIndex(population.geometry);
  return (x, y) => {
    const area = index.polygonsAt(x, y)[0];
    return area === undefined || !(residents[area]! > 0) ? 0 : residents[area]! / areas[area]!;
  };
}

/** Residents per square metre of the disc around a place. */
function densityOfDisc(layer: SnapshotLayer, radiusMetres: number): Density {
  const residents = numbersOf(layer, 'residents');
  const points = representativePoints(layer.geometry);
  const axis = (offset: number) => Float64Array.from(residents, (_, row) => points[2 * row + offset]!);
  const grid = new PointGrid({ x: axis(0), y: axis(1) }, radiusMetres);
  return (x, y) => {
    let people = 0;
    grid.within(x, y, radiusMetres, (row) => {
      if (residents[row]! > 0) people += residents[row]!;
    });
    return people / (Math.PI * radiusMetres * radiusMetres);
  };
}

/**
 * How densely people live around a place. Population areas come first: scenarios leave them alone, so that a record is moved
 * to the same place in each; two places on one line would tell where it came from.
 */
function densityAround({ layers }: Snapshot, radiusMetres: number): Density | undefined {
  const { population, parcel } = layers;
  const holdsPeople = (layer: SnapshotLayer | undefined) => numbersOf(layer, 'residents').some((count) => count > 0);
  if (population && holdsPeople(population)) {
    return population.geometry.kind === 'polygon'
      ? densityOfAreas(population)
      : densityOfDisc(population, radiusMetres);
  }
  return parcel && holdsPeople(parcel) ? densityOfDisc(parcel, radiusMetres) : undefined;
}

interface MaskedPoint {
  readonly x: number;
  readonly y: number;
  readonly topic: string | null;
  readonly stance: number;
}

/**
 * Moves the places of comments so far that about k people could have written each, and gives the moved points without ids and
 * in another order. By record the metres it was moved; NaN where it has no place or nobody lives nearby.
 */
export function maskPlaces(
  records: PersonRecords,
  snapshot: Snapshot,
  k: number,
  list: IndicatorList,
  context: EvaluatorContext,
): { readonly layer: ResultLayer; readonly moved: Float64Array } {
  const { parameters } = context;
  const moved = new Float64Array(records.count).fill(Number.NaN);
  const points: MaskedPoint[] = [];
  const estimates: number[] = [];
  const density = densityAround(snapshot, numberParameter(parameters, 'densityRadius'));
  const secret = parameters.maskSecret as string;
  let left = 0;
  for (const [row, x] of records.x.entries()) {
    const y = records.y[row]!;
    if (!density || Number.isNaN(x)) continue;
    const people = density(x, y);
    const inner = Math.max(numberParameter(parameters, 'leastMove'), valueOrNaN(innerRadiusFor(k, people)));
    if (!Number.isFinite(inner) || inner > numberParameter(parameters, 'mostMove')) {
      left++;
      continue;
    }
    const { dx, dy } = donutDisplacement(
      secret,
      records.ids[row]!,
      inner,
      inner * numberParameter(parameters, 'outerRatio'),
    );
    moved[row] = Math.hypot(dx, dy);
    estimates.push(spatialAnonymity(people, moved[row]!));
    points.push({
      x: x + dx,
      y: y + dy,
      topic: plainText(records.topics[row]!),
      stance: Number(records.stances[row] ?? Number.NaN),
    });
  }
  // The order of the records would tell which point belongs to which.
  points.sort((a, b) => a.x - b.x || a.y - b.y);
  const packer = new GeometryPacker('point');
  for (const { x, y } of points) packer.addFeature([[[x, y]]]);
  if (points.length === 0) {
    const none = density
      ? insufficient('没有可掩蔽的位置', 'there is no place to mask')
      : insufficient('没有居住人口，无法估计空间 k', 'residents are not known, so no spatial k can be estimated');
    for (const id of ['mask-move', 'mask-k', 'masked']) list.set(id, none);
  } else {
    const metres = moved.filter((value) => !Number.isNaN(value)).sort();
    list.set('mask-move', ok(sortedQuantile(metres, 0.5)));
    list.set('mask-k', ok(estimates.reduce((least, own) => Math.min(least, own))));
    list.set('masked', ok((100 * points.length) / records.count));
  }
  if (left > 0) {
    context.remark(
      'info',
      fillText(
        '{count} 条意见附近居民太少，移到需要的距离会失去意义，不发布位置。',
        'Too few people live near {count|comment|comments}: moved as far as needed {count|its place|their places} would mean nothing, and {count|is|are} not released.',
        { count: left },
      ),
    );
  }
  if (secret === '-' && points.length > 0) {
    context.remark(
      'warning',
      fillText(
        '没有设掩蔽密钥：有程序和记录编号的人都能还原位置。请设密钥，且不要与数据或本项目文件一同发布。',
        'No secret is set for masking: whoever has the program and the ids can undo it. Set one, and never release it, nor this project file, with the data.',
        {},
      ),
    );
  }
  return {
    moved,
    layer: {
      id: 'masked-comments',
      geometry: packer.finish(),
      columns: { topic: points.map(({ topic }) => topic), stance: Float64Array.from(points, ({ stance }) => stance) },
    },
  };
}
