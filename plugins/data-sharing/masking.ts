import {
  donutDisplacement,
  type EvaluatorContext,
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
  sortedQuantile,
  spatialAnonymity,
  valueOrNaN,
} from '#sdk';
import type { PersonRecords } from './people.ts';

/** Residents per square metre around a place, from the parcels or, without them, the population areas near it. */
function densityAround(snapshot: Snapshot, radiusMetres: number): ((x: number, y: number) => number) | undefined {
  const { parcel, population } = snapshot.layers;
  const source = [parcel, population].find((layer) => numbersOf(layer, 'residents').some((count) => count > 0));
  if (!source) return undefined;
  const residents = numbersOf(source, 'residents');
  const points = representativePoints(source.geometry);
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
    list.set('mask-k', ok(Math.min(...estimates)));
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
