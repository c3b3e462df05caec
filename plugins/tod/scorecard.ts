import {
  countOf,
  type EvaluatorContext,
  type LocalText,
  numberParameter,
  type PackedGeometry,
  PointGrid,
  type Points,
  type ResultTable,
  type Snapshot,
  SpatialIndex,
  scoreTodStandard,
  sortedQuantile,
  type TodScore,
  textsOf,
  todMetrics,
  type Walking,
} from '#sdk';
import { greenTargets } from './near-services.ts';
import type { ParcelColumns } from './parcel-columns.ts';
import type { StationArea } from './station-areas.ts';
import { lengthInDisc, type StreetForm } from './street-form.ts';

/** Kinds of local service, and the facility kinds that give them. */
const services = [['primary-school'], ['clinic', 'hospital'], ['market']] as const;

/** A share of buildings that has what is asked for. Source: ITDP, TOD Standard 3.0; not confirmed. */
const mostBuildings = 0.8;

/** Walks from parcels to what the Mix principle asks for. */
export interface ServiceWalks {
  /** By kind of service; undefined when there is no layer of facilities. */
  readonly services: readonly Float64Array[] | undefined;
  readonly parks: Float64Array | undefined;
}

export function serviceWalks(
  snapshot: Snapshot,
  places: Points,
  walking: Walking,
  context: EvaluatorContext,
): ServiceWalks {
  const facility = snapshot.layers.facility;
  const limit = numberParameter(context.parameters, 'serviceWalk');
  const kinds = textsOf(facility, 'kind');
  const points = (wanted: readonly string[]): Points => {
    const rows = kinds.map((_, row) => row).filter((row) => wanted.includes(kinds[row] ?? ''));
    const at = (row: number, axis: number) => {
      const { coordinates, ringOffsets, partOffsets, featureOffsets } = facility!.geometry;
      if (featureOffsets[row] === featureOffsets[row + 1]) return Number.NaN;
      return coordinates[2 * ringOffsets[partOffsets[featureOffsets[row]!]!]! + axis]!;
    };
    return { x: Float64Array.from(rows, (row) => at(row, 0)), y: Float64Array.from(rows, (row) => at(row, 1)) };
  };
  const parks = greenTargets(snapshot);
  return {
    services:
      countOf(facility) === 0
        ? undefined
        : services.map((wanted) => walking.nearest(places, points(wanted), limit).metres),
    parks: parks && parks.walk(places, walking, 500),
  };
}

/** Built parcels stand for the buildings of the standard. */
function builtParcels({ parcels }: StationArea, columns: ParcelColumns): readonly number[] {
  return parcels.filter((parcel) => columns.floorArea[parcel]! > 0);
}

function shareWithin(rows: readonly number[], walks: Float64Array, limit: number): number {
  return rows.length === 0 ? Number.NaN : rows.filter((row) => walks[row]! <= limit).length / rows.length;
}

/** Side of the blocks at the declared percentile: one odd block among many does not decide. */
function blockSide(area: StationArea, form: StreetForm, blocks: PointGrid, context: EvaluatorContext): number {
  const sides: number[] = [];
  const radius = numberParameter(context.parameters, 'catchment');
  blocks.within(area.station.x, area.station.y, radius, (block) => {
    sides.push(form.blockSides[block]!);
  });
  sides.sort((a, b) => a - b);
  return sortedQuantile(sides, numberParameter(context.parameters, 'blockPercentile'));
}

function roadwayShare(area: StationArea, form: StreetForm, roadways: SpatialIndex, context: EvaluatorContext): number {
  const radius = numberParameter(context.parameters, 'catchment');
  const { x, y } = area.station;
  const s = form.carSegments;
  let squareMetres = 0;
  const near = roadways.search(x - radius, y - radius, x + radius, y + radius);
  for (const segment of near.sort((a, b) => a - b)) {
    const at = 4 * segment;
    squareMetres += form.carWidths[segment]! * lengthInDisc(s[at]!, s[at + 1]!, s[at + 2]!, s[at + 3]!, x, y, radius);
  }
  return area.land > 0 ? squareMetres / area.land : Number.NaN;
}

/**
 * Sides, of four, on which a station area adjoins built-up land: quadrants of the ring of 400 m around it in which at least
 * half of the parcel land is developed. NaN when a quadrant has hardly any parcels: it may lie beyond the data.
 */
function builtSides(area: StationArea, columns: ParcelColumns, grid: PointGrid, context: EvaluatorContext): number {
  const inner = numberParameter(context.parameters, 'catchment');
  const outer = inner + 400;
  const { x, y } = area.station;
  const land = new Float64Array(4);
  const built = new Float64Array(4);
  grid.within(x, y, outer, (parcel, distance) => {
    if (distance <= inner) return;
    const side = (columns.places.x[parcel]! > x ? 1 : 0) + (columns.places.y[parcel]! > y ? 2 : 0);
    const own = columns.areas[parcel]!;
    if (Number.isNaN(own)) return;
    land[side]! += own;
    if (columns.developed[parcel] === 1) built[side]! += own;
  });
  const quadrant = (Math.PI * (outer ** 2 - inner ** 2)) / 4;
  if (land.some((squareMetres) => squareMetres < 0.2 * quadrant)) return Number.NaN;
  return land.reduce((sides, squareMetres, side) => sides + (built[side]! >= squareMetres / 2 ? 1 : 0), 0);
}

/** Streets to look places up in. */
interface FormIndex {
  readonly blockGrid: PointGrid;
  readonly roadways: SpatialIndex;
}

function indexOf(form: StreetForm, radius: number): FormIndex {
  const segments = form.carWidths.length;
  const pairs = Uint32Array.from({ length: segments + 1 }, (_, segment) => 2 * segment);
  const each = Uint32Array.from({ length: segments + 1 }, (_, segment) => segment);
  return {
    blockGrid: new PointGrid(form.blockPlaces, radius),
    roadways: new SpatialIndex({
      kind: 'line',
      coordinates: form.carSegments,
      ringOffsets: pairs,
      partOffsets: each,
      featureOffsets: each,
    }),
  };
}

/** What a plan tells of one station area, by metric of the scorecard; what it does not tell is left out. */
function measuresOf(
  area: StationArea,
  columns: ParcelColumns,
  form: (StreetForm & FormIndex) | undefined,
  walks: ServiceWalks,
  grid: PointGrid,
  context: EvaluatorContext,
): Record<string, number> {
  const parameter = (name: string) => numberParameter(context.parameters, name);
  const built = builtParcels(area, columns);
  const measures: Record<string, number> = {};
  const set = (id: string, value: number) => {
    if (Number.isFinite(value)) measures[id] = value;
  };
  if (form) {
    set('small-blocks', blockSide(area, form, form.blockGrid, context));
    set('prioritized-connectivity', area.footJunctions / area.carJunctions);
    set('roadway-area', roadwayShare(area, form, form.roadways, context));
  }
  const floor = area.floors.reduce((sum, squareMetres) => sum + squareMetres, 0);
  if (floor > 0) set('complementary-uses', Math.max(area.floors[0]! / floor, 1 - area.floors[0]! / floor));
  if (walks.services && built.length > 0) {
    const limit = parameter('serviceWalk');
    set('local-services', walks.services.filter((walk) => shareWithin(built, walk, limit) >= mostBuildings).length);
  }
  if (walks.parks) set('parks-and-playgrounds', shareWithin(built, walks.parks, 500));
  if (area.land > 0) {
    const hectares = area.land / 10_000;
    set('residential-density', area.residents / hectares / parameter('referenceResidents'));
    set('non-residential-density', area.jobs / hectares / parameter('referenceJobs'));
  }
  set('urban-site', builtSides(area, columns, grid, context));
  const parking = parameter('offStreetParking');
  if (parking >= 0) set('off-street-parking', parking / 100);
  return measures;
}

export interface Scorecards {
  readonly scores: readonly TodScore[];
  readonly table: ResultTable;
}

/** The scorecard of every station area, with the table of its metrics. */
export function scoreStations(
  areas: readonly StationArea[],
  columns: ParcelColumns,
  form: StreetForm | undefined,
  walks: ServiceWalks,
  walking: Walking,
  context: EvaluatorContext,
): Scorecards {
  const grid = new PointGrid(columns.places, numberParameter(context.parameters, 'catchment'));
  const indexed = form && { ...form, ...indexOf(form, numberParameter(context.parameters, 'catchment')) };
  const scores = areas.map((area) => {
    const built = new Set(builtParcels(area, columns));
    const longest = area.walks.reduce(
      (most, metres, place) => (built.has(area.parcels[place]!) ? Math.max(most, metres) : most),
      0,
    );
    return scoreTodStandard({
      measures: measuresOf(area, columns, indexed, walks, grid, context),
      points: {},
      tables: {},
      // A straight line cannot prove a walk: without a network the requirement stays unknown.
      rapidTransitMetres: walking.kind === 'network' && built.size > 0 ? longest : undefined,
      rapidLimitMetres: numberParameter(context.parameters, 'rapidWalk'),
    });
  });
  return { scores, table: scoreTable(areas, scores) };
}

const transitTexts: Readonly<Record<TodScore['transit'], LocalText>> = {
  pass: { zh: '满足', en: 'Met' },
  fail: { zh: '不满足', en: 'Not met' },
  unknown: { zh: '不明', en: 'Unknown' },
};

function scoreTable(areas: readonly StationArea[], scores: readonly TodScore[]): ResultTable {
  const measured = todMetrics.filter(({ measure }) => measure);
  return {
    id: 'scorecard',
    title: {
      zh: 'TOD 标准 3.0：可评指标得分（界限除道路用地外均需本地核实）',
      en: 'TOD Standard 3.0: points of what a plan can show (verify the thresholds locally, apart from roadway area)',
    },
    columns: [
      { id: 'station', label: { zh: '站点', en: 'Station' } },
      ...measured.map(({ id, label, maximum }) => ({
        id,
        label: { zh: `${label.zh}（满分 ${maximum}）`, en: `${label.en} (of ${maximum})` },
        decimals: 0,
      })),
      { id: 'points', label: { zh: '小计', en: 'Subtotal' }, decimals: 0 },
      { id: 'maximum', label: { zh: '可评满分', en: 'Assessable' }, decimals: 0 },
      { id: 'transit', label: { zh: '公交要求', en: 'Transit requirement' } },
    ],
    rows: areas.map(({ station }, place) => {
      const { metrics, assessed, transit } = scores[place]!;
      return [
        station.name,
        ...measured.map(({ id }) => {
          const points = metrics.find((metric) => metric.id === id)!.points;
          return points.status === 'ok' ? points.value : null;
        }),
        assessed.points,
        assessed.maximum,
        transitTexts[transit],
      ];
    }),
  };
}

/** Blocks of the street pattern with their longest sides, as a layer. */
export function blockLayer(form: StreetForm): {
  readonly id: string;
  readonly geometry: PackedGeometry;
  readonly columns: { readonly side: Float64Array };
} {
  return { id: 'blocks', geometry: form.blocks, columns: { side: form.blockSides } };
}
