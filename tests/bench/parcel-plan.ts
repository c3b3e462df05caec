import type { FeatureTable, Field } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';

/** Side of a parcel before its corners are moved, metres. */
const side = 80;
/** How far a corner is moved at most, metres. */
const play = 14;
/** Points along each side of a parcel besides its corner; neighbours share them. */
const pointsPerSide = 3;

const uses = [
  ['0701', '城镇住宅用地'],
  ['0901', '商业用地'],
  ['0802', '科研用地'],
  ['1001', '工业用地'],
  ['0804', '教育用地'],
  ['1401', '公园绿地'],
  ['1207', '城镇道路用地'],
  ['1301', '供水用地'],
] as const;
const owners = ['临江市自然资源和规划局', '城东街道办事处', '滨河新区管理委员会', '第三建设投资集团', '北岸村民委员会'];

const fields: readonly Field[] = [
  { name: 'DKBH', type: 'text' },
  { name: 'YDDM', type: 'text' },
  { name: 'YDXZ', type: 'text' },
  { name: 'YDMJ', type: 'real' },
  { name: 'RJL', type: 'real' },
  { name: 'JZGD', type: 'integer' },
  { name: 'QSDW', type: 'text' },
  { name: 'BZRQ', type: 'date' },
];

/**
 * `count` parcels of a made-up town that fill it without gaps, with the eight attributes that a Chinese plan has, in the metres
 * of EPSG:4547. The same every time.
 */
export function parcelPlan(count: number): FeatureTable {
  const random = seededRandom(1);
  const across = Math.ceil(Math.sqrt(count));
  const packer = new GeometryPacker('polygon');
  // The points of the town: those of the horizontal sides, then those of the vertical ones.
  const place = (column: number, row: number, alongX: number, alongY: number): [number, number] => {
    const noise = (salt: number) => {
      const mixed = Math.imul(column * 73_856_093 + row * 19_349_663 + alongX * 83_492_791 + alongY * 2_654_435, salt);
      return (((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296 - 0.5) * 2;
    };
    const isCorner = alongX === 0 && alongY === 0;
    const reach = isCorner ? play : play / 4;
    return [
      480_000 + (column + alongX / (pointsPerSide + 1)) * side + reach * noise(2_246_822_519),
      3_300_000 + (row + alongY / (pointsPerSide + 1)) * side + reach * noise(3_266_489_917),
    ];
  };
  for (let index = 0; index < count; index++) {
    const column = index % across;
    const row = Math.floor(index / across);
    const ring: number[] = [];
    for (let step = 0; step <= pointsPerSide; step++) ring.push(...place(column, row, 0, step));
    for (let step = 0; step <= pointsPerSide; step++) ring.push(...place(column, row + 1, step, 0));
    for (let step = pointsPerSide + 1; step > 0; step--)
      ring.push(...(step > pointsPerSide ? place(column + 1, row + 1, 0, 0) : place(column + 1, row, 0, step)));
    for (let step = pointsPerSide + 1; step > 0; step--)
      ring.push(...(step > pointsPerSide ? place(column + 1, row, 0, 0) : place(column, row, step, 0)));
    ring.push(ring[0]!, ring[1]!);
    packer.addRing(ring.map((value) => Math.round(value * 1000) / 1000));
    packer.endPart();
    packer.endFeature();
  }
  const numbers = (of: () => number) => Float64Array.from({ length: count }, of);
  const chosen = Array.from({ length: count }, () => uses[Math.floor(random.next() * uses.length)]!);
  return {
    ids: Array.from({ length: count }, (_, index) => `${index}` as FeatureId),
    geometry: packer.finish(),
    fields,
    columns: {
      DKBH: Array.from({ length: count }, (_, index) => `LJ-${Math.floor(index / across)}-${index % across}`),
      YDDM: chosen.map(([code]) => code),
      YDXZ: chosen.map(([, name]) => name),
      YDMJ: numbers(() => Math.round(random.next() * 1_000_000) / 100),
      RJL: numbers(() => Math.round(random.next() * 600) / 100),
      JZGD: numbers(() => Math.floor(random.next() * 150)),
      QSDW: Array.from({ length: count }, () => owners[Math.floor(random.next() * owners.length)]!),
      BZRQ: Array.from(
        { length: count },
        (_, index) => `20${10 + (index % 14)}-${String(1 + (index % 12)).padStart(2, '0')}-15`,
      ),
    },
  };
}
