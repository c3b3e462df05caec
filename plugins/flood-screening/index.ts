import {
  cellAreas,
  defineEvaluator,
  type Evaluator,
  type EvaluatorContext,
  type EvaluatorOutput,
  fillText,
  IndicatorList,
  insufficient,
  type MethodValue,
  notDefined,
  numberParameter,
  numbersOf,
  ok,
  outOfRange,
  type Raster,
  ratio,
  type Snapshot,
  sumOf,
} from '#sdk';
import { depthClasses, exposures, parcelDepths, wetFacilities } from './exposure.ts';
import manifest from './manifest.json' with { type: 'json' };
import { classTable, facilityTable, placeTable } from './tables.ts';
import { type Terrain, terrainOf } from './terrain.ts';

/** Most depressions drawn; further ones are in the figures all the same. */
const drawnPlaces = 400;

/** Why an elevation raster cannot be screened; undefined when it can. */
function unusable(raster: Raster, context: EvaluatorContext): MethodValue | undefined {
  const most = numberParameter(context.parameters, 'coarsestCell');
  if (raster.cellSize > most) {
    const seen = raster.cellSize;
    return outOfRange(
      `高程格网边长 ${seen} m，粗于 ${most} m，洼地不可信`,
      `the elevations have cells of ${seen} m, coarser than ${most} m: depressions cannot be trusted`,
    );
  }
  if (raster.values.every((value) => Number.isNaN(value))) {
    return insufficient('高程栅格没有数据', 'the elevation raster holds no data');
  }
  return undefined;
}

function setTerrain(list: IndicatorList, terrain: Terrain, context: EvaluatorContext): void {
  const { places, raster, depth } = terrain;
  const land = terrain.land.reduce((sum, is) => sum + is, 0) * raster.cellSize ** 2;
  const none = notDefined('研究范围内没有有高程的陆地', 'there is no land with elevations in the study area');
  const known = (value: number) => (land === 0 ? none : ok(value));
  const storm = numberParameter(context.parameters, 'stormRunoff');
  list.set('depressions', known(places.length));
  list.set('volume', known(depth.reduce((sum, value) => sum + value, 0) * raster.cellSize ** 2));
  list.set('deepest', known(depth.reduce((most, value) => Math.max(most, value), 0)));
  list.set('filled-by-storm', known(places.filter(({ fillMillimetres }) => fillMillimetres <= storm).length));
  const limit = numberParameter(context.parameters, 'nuisanceDepth');
  const wet = depth.filter((value) => value > limit).length * raster.cellSize ** 2;
  list.set('wet-share', known(land === 0 ? 0 : (100 * wet) / land));
}

function evaluate(snapshot: Snapshot, context: EvaluatorContext): EvaluatorOutput {
  const list = new IndicatorList(evaluator.manifest);
  const raster = snapshot.rasters.elevation!;
  const fault = unusable(raster, context);
  if (fault) {
    for (const { id } of evaluator.manifest.indicators) list.set(id, fault);
    return { indicators: list.finish() };
  }
  const terrain = terrainOf(snapshot, raster, context);
  setTerrain(list, terrain, context);
  const depths = parcelDepths(snapshot, terrain);
  const exposed = exposures(snapshot, terrain, depths, context);
  context.progress(0.8);

  const noParcels = insufficient('没有地块图层', 'there is no layer of parcels');
  const noFacilities = insufficient('没有设施图层', 'there is no layer of facilities');
  const { parcel } = snapshot.layers;
  const residents = numbersOf(parcel, 'residents');
  const noPeople = insufficient('居住人口未知', 'the residents are not known');
  const floors = numbersOf(parcel, 'floor_area');
  const noFloors = insufficient('建筑面积未知', 'the floor area is not known');
  const allUnknown = (values: Float64Array) => values.every((value) => Number.isNaN(value));
  for (const name of depthClasses) {
    const { squareMetres, residents: people, floorArea, facilities } = exposed[name];
    list.set(`area-${name}`, ok(squareMetres / 10_000));
    list.set(`people-${name}`, depths ? (allUnknown(residents) ? noPeople : ok(people)) : noParcels);
    list.set(`floor-area-${name}`, depths ? (allUnknown(floors) ? noFloors : ok(floorArea)) : noParcels);
    if (name === 'vehicles') list.set('facilities', snapshot.layers.facility ? ok(facilities) : noFacilities);
  }
  const share = ratio(100 * exposed.nuisance.residents, sumOf(residents), '没有居住人口', 'there are no residents');
  list.set('people-share', depths ? (allUnknown(residents) ? noPeople : share) : noParcels);
  remarkOn(terrain, snapshot, context);

  const wet = wetFacilities(snapshot, terrain, exposed.vehicles.limitMetres);
  const drawn = terrain.places.slice(0, drawnPlaces);
  const column = (value: (place: (typeof drawn)[number]) => number) => Float64Array.from(drawn, value);
  const classes = classTable(exposed);
  return {
    indicators: list.finish(),
    features: depths
      ? [
          { id: 'depth', values: depths.deepest },
          { id: 'wet-share', values: exposed.nuisance.shares.map((value) => 100 * value) },
          { id: 'people', values: exposed.nuisance.shares.map((value, row) => value * residents[row]!) },
        ]
      : [],
    layers: [
      {
        id: 'depressions',
        geometry: cellAreas(raster, terrain.ofCell, drawn.length, context.geometry),
        columns: {
          rank: Float64Array.from(drawn, (_, at) => at + 1),
          depth: column(({ maximumDepth }) => maximumDepth),
          volume: column(({ volume }) => volume),
          level: column(({ level }) => level),
          catchment: column(({ catchmentSquareMetres }) => catchmentSquareMetres / 10_000),
          rain: column(({ fillMillimetres }) => fillMillimetres),
        },
      },
    ],
    tables: [classes.table, placeTable(terrain), ...(wet.length > 0 ? [facilityTable(wet)] : [])],
    charts: [classes.chart],
  };
}

function remarkOn(terrain: Terrain, snapshot: Snapshot, context: EvaluatorContext): void {
  const noise = numberParameter(context.parameters, 'noise');
  if (terrain.noise > 0) {
    const text = [
      '{count} 处洼地水深不超过高程误差 {noise} m，未计入。',
      '{count|depression is|depressions are} no deeper than the {noise} m by which elevations may be wrong, and left out.',
    ] as const;
    context.remark('info', fillText(...text, { count: terrain.noise, noise }));
  }
  if (context.parameters.waterDrains === true && !snapshot.layers.water) {
    context.remark('warning', {
      zh: '没有水域图层：河湖本身可能被当作洼地。',
      en: 'There is no layer of water: rivers and lakes may themselves be taken for depressions.',
    });
  }
  if (!snapshot.layers.boundary) {
    context.remark('info', {
      zh: '没有规划范围，统计整个高程栅格。',
      en: 'Without a plan boundary the whole elevation raster is counted.',
    });
  }
  context.remark('info', {
    zh: '这是地形筛查，不是洪水模型：管网、涵洞、泵站与堤闸不在其中；堤后的洼地可能由泵站排空。',
    en: 'This screens terrain and is no flood model: sewers, culverts, pumps and gates are not in it; low land behind a dyke may be pumped dry.',
  });
}

export const evaluator: Evaluator = defineEvaluator(manifest, evaluate);
