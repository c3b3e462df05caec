import {
  bandOf,
  type EvaluatorContext,
  farGradient,
  featureAreas,
  GeometryPacker,
  IndicatorList,
  numbersParameter,
  type PackedGeometry,
  type ResultChart,
  type ResultLayer,
  type ResultTable,
  ringDensities,
  valueOrNaN,
} from '#sdk';
import { type Access, asPercent } from './access.ts';
import type { ParcelColumns } from './parcel-columns.ts';
import type { Station } from './stops.ts';

function stationGeometry(stations: readonly Station[]): PackedGeometry {
  const packer = new GeometryPacker('point');
  for (const { x, y } of stations) packer.addPoint(x, y);
  return packer.finish();
}

/** Discs around all stations as one area on land, for each radius. */
function discsOnLand(
  stations: readonly Station[],
  radii: readonly number[],
  land: PackedGeometry,
  { geometry: engine }: EvaluatorContext,
): readonly PackedGeometry[] {
  const points = stationGeometry(stations);
  return radii.map((radius) => {
    // 32 segments a quarter: the disc loses 0.04 % of its area to its corners.
    const disc = engine.dissolve(engine.bufferAll(points, radius, { quadrantSegments: 32 }));
    return engine.intersectPairs(disc, land, Uint32Array.of(0, 0));
  });
}

export interface RingResults {
  readonly layer: ResultLayer;
  readonly table: ResultTable;
  readonly charts: readonly ResultChart[];
}

const ringName = (inner: number, outer: number) => ({ zh: `${inner}–${outer} m`, en: `${inner}–${outer} m` });

/**
 * Density and gross floor-area ratio by ring around all stations together: each parcel by its straight distance to the
 * nearest station, over the land of the ring inside the plan.
 */
export function measureRings(
  parcels: ParcelColumns,
  stations: readonly Station[],
  access: Access,
  land: PackedGeometry,
  list: IndicatorList,
  context: EvaluatorContext,
): RingResults {
  const radii = numbersParameter(context.parameters, 'rings');
  const discs = discsOnLand(stations, radii, land, context);
  const landWithin = discs.map((disc) => featureAreas(disc)[0]!);
  const landOfRing = landWithin.map((area, ring) => Math.max(0, area - (ring === 0 ? 0 : landWithin[ring - 1]!)));
  const rings = ringDensities(radii, landOfRing, {
    distanceMetres: access.stationStraight,
    floorAreaSquareMetres: parcels.floorArea,
    residents: parcels.residents,
    jobs: parcels.jobs,
  });
  const wholeOf = (residents: Float64Array, jobs: Float64Array) =>
    ringDensities([radii.at(-1)!], [landWithin.at(-1)!], {
      distanceMetres: access.stationStraight,
      floorAreaSquareMetres: parcels.floorArea,
      residents,
      jobs,
    })[0]!;
  const whole = wholeOf(parcels.residents, parcels.jobs);
  const { spans } = parcels;
  const ends = ([0, 1] as const).flatMap((end) =>
    spans ? [wholeOf(spans.residents[end], spans.jobs[end]).activityPerHectare] : [],
  );
  list.set('density', whole.activityPerHectare, undefined, bandOf(whole.activityPerHectare, ends));
  list.set('station-far', whole.grossFar);
  list.set('inner-far', rings[0]!.grossFar);
  const middles = rings.map(({ innerMetres, outerMetres }) => (innerMetres + outerMetres) / 2);
  const gradient = farGradient(
    middles,
    rings.map(({ grossFar }) => valueOrNaN(grossFar)),
  );
  list.set('far-gradient', gradient.percentPer100Metres);
  list.set('far-monotone', asPercent(gradient.monotonicity));

  const outline = new GeometryPacker('polygon');
  const shapes = discs.map((disc, ring) => (ring === 0 ? disc : context.geometry.subtract(disc, discs[ring - 1]!)));
  for (const shape of shapes) {
    const { coordinates, ringOffsets, partOffsets } = shape;
    for (let part = 0; part + 1 < partOffsets.length; part++) {
      for (let at = partOffsets[part]!; at < partOffsets[part + 1]!; at++) {
        outline.addRing(coordinates.subarray(2 * ringOffsets[at]!, 2 * ringOffsets[at + 1]!));
      }
      outline.endPart();
    }
    outline.endFeature();
  }
  const orNull = (value: number) => (Number.isNaN(value) ? null : value);
  const density = rings.map(({ activityPerHectare }) => valueOrNaN(activityPerHectare));
  const far = rings.map(({ grossFar }) => valueOrNaN(grossFar));
  const title = { zh: '各圈层的密度与毛容积率', en: 'Density and gross FAR by ring' };
  const names = rings.map(({ innerMetres, outerMetres }) => ringName(innerMetres, outerMetres));
  return {
    layer: {
      id: 'rings',
      geometry: outline.finish(),
      columns: { outer: Float64Array.from(radii), density: Float64Array.from(density), far: Float64Array.from(far) },
    },
    table: {
      id: 'rings',
      title,
      columns: [
        { id: 'ring', label: { zh: '圈层', en: 'Ring' } },
        { id: 'land', label: { zh: '规划范围内用地', en: 'Land inside the plan' }, unit: 'ha', decimals: 1 },
        { id: 'residents', label: { zh: '居住人口', en: 'Residents' }, unit: 'person', decimals: 0 },
        { id: 'jobs', label: { zh: '就业岗位', en: 'Jobs' }, unit: 'job', decimals: 0 },
        { id: 'density', label: { zh: '人岗密度', en: 'Residents and jobs' }, unit: 'person+job/ha', decimals: 0 },
        { id: 'far', label: { zh: '毛容积率', en: 'Gross FAR' }, unit: '1', decimals: 2 },
      ],
      rows: rings.map((ring, place) => [
        names[place]!,
        ring.landSquareMetres / 10_000,
        ring.residents,
        ring.jobs,
        orNull(density[place]!),
        orNull(far[place]!),
      ]),
    },
    charts: [
      {
        id: 'density-by-ring',
        title: { zh: '各圈层人岗密度', en: 'Residents and jobs per hectare by ring' },
        kind: 'bar',
        x: { label: { zh: '圈层', en: 'Ring' } },
        y: { label: { zh: '人岗密度', en: 'Residents and jobs' }, unit: 'person+job/ha', decimals: 0 },
        categories: names,
        values: density.map(orNull),
      },
      {
        id: 'far-gradient',
        title: { zh: '容积率随距离的变化', en: 'Gross FAR by distance from the station' },
        kind: 'line',
        x: { label: { zh: '距站点', en: 'Distance from the station' }, unit: 'm' },
        y: { label: { zh: '毛容积率', en: 'Gross FAR' }, decimals: 2 },
        points: middles.flatMap((middle, ring) => (Number.isNaN(far[ring]!) ? [] : [[middle, far[ring]!] as const])),
      },
    ],
  };
}
