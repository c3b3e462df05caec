import type { FeatureTable } from '#core/model/feature-table.ts';
import type { Raster } from '#core/model/layer.ts';
import type { GeometryKind } from '#core/model/packed-geometry.ts';
import type { RoleId } from '#core/model/role.ts';
import type { LocalText } from '#core/model/text.ts';
import { buildingsOf } from './buildings.ts';
import { commentsOf } from './comments.ts';
import { facilitiesOf } from './facilities.ts';
import { greenSpaces } from './green.ts';
import { hazardAreas } from './hazard.ts';
import {
  boundaryTable,
  buildingTable,
  greenTable,
  hazardTable,
  parcelTable,
  populationTable,
  waterTable,
} from './land-layers.ts';
import { lotsOfTown } from './lots.ts';
import { NetworkBuilder } from './network.ts';
import { observationsOf } from './observations.ts';
import {
  commentTable,
  facilityTable,
  lineTable,
  observationTable,
  rainTable,
  stopTable,
  streetTable,
  treeTable,
} from './other-layers.ts';
import { largestRing, outlineOf } from './outline.ts';
import { parcelsOf } from './parcels.ts';
import { addPaths } from './paths.ts';
import { communitiesOf } from './people.ts';
import { rainDays } from './rainfall.ts';
import { terrainOf } from './terrain.ts';
import { townPlan } from './town-plan.ts';
import { epsg } from './town-shape.ts';
import { transitOf } from './transit.ts';
import { treesOf } from './trees.ts';
import { waterBodies } from './water.ts';

/** A layer of the sample town: features with canonical fields and a few of its own. */
interface SampleLayer {
  readonly name: LocalText;
  readonly role: RoleId;
  readonly geometry: GeometryKind;
  /** Id of the code table its land-use codes come from. */
  readonly codeTable?: string;
  readonly table: FeatureTable;
}

interface SampleRaster {
  readonly name: LocalText;
  readonly role: RoleId;
  readonly raster: Raster;
}

/** The invented town 临江新城. Coordinates are metres in EPSG:4528, on the grid of millimetres. */
export interface SampleCity {
  readonly epsg: number;
  readonly name: LocalText;
  readonly layers: readonly SampleLayer[];
  readonly rasters: readonly SampleRaster[];
}

/** The seed of the town that comes with the program. */
export const linjiangSeed = 7;

/** Builds the town for `seed`: the same seed gives the same bytes on every machine. Layers come in drawing order, top first. */
export function generateCity(seed: number): SampleCity {
  const plan = townPlan(seed);
  const { lots } = lotsOfTown(plan, seed);
  const parcels = parcelsOf(lots, buildingsOf(lots, seed), seed);
  const communities = communitiesOf(plan, parcels, seed);
  const builder = new NetworkBuilder(plan);
  addPaths(plan, builder, seed);
  const network = builder.finish();
  const water = waterBodies(plan, lots, seed);
  const transit = transitOf(network, plan.shape, seed);
  const green = greenSpaces(parcels, transit.stops, seed);
  const facilities = facilitiesOf(parcels, green, seed);
  const trees = treesOf(network, green, water, seed);
  const border = largestRing(outlineOf(plan.faces, plan));
  const { raster, depressions } = terrainOf(plan.shape, border, water, seed);
  const hazards = hazardAreas(plan.shape, depressions, seed);
  const rain = rainDays(seed);
  const observations = observationsOf(plan.shape, rain, seed);
  const comments = commentsOf({ parcels, communities, network, green, stops: transit.stops, facilities }, seed);

  const layer = (zh: string, en: string, role: RoleId, table: FeatureTable): SampleLayer => {
    const plain = { name: { zh, en }, role, geometry: table.geometry.kind, table };
    return role === 'parcel' ? { ...plain, codeTable: 'gb50137-2011' } : plain;
  };
  return {
    epsg,
    name: { zh: '临江新城', en: 'Linjiang New Town' },
    layers: [
      layer('公众意见', 'Public comments', 'comment', commentTable(comments, seed)),
      layer('监测记录', 'Observations', 'observation', observationTable(observations, seed)),
      layer('公共服务设施', 'Facilities', 'facility', facilityTable(facilities, seed)),
      layer('公交与地铁站点', 'Transit stops', 'transit-stop', stopTable(transit.stops, seed)),
      layer('公交与地铁线路', 'Transit lines', 'transit-line', lineTable(transit.lines, seed)),
      layer('树木', 'Trees', 'tree', treeTable(trees, seed)),
      layer('建筑', 'Buildings', 'building', buildingTable(parcels, seed)),
      layer('道路中心线', 'Street centre lines', 'street', streetTable(network, seed)),
      layer('水域', 'Water', 'water', waterTable(water, seed)),
      layer('绿地', 'Green spaces', 'green-space', greenTable(green, seed)),
      layer('现状用地', 'Parcels', 'parcel', parcelTable(parcels, seed)),
      layer('社区人口', 'Neighbourhood committees', 'population', populationTable(communities, seed)),
      layer('灾害风险区', 'Hazard areas', 'hazard', hazardTable(hazards, seed)),
      layer('规划范围', 'Plan boundary', 'boundary', boundaryTable(border, seed)),
      layer('日降雨量', 'Daily rainfall', 'rainfall', rainTable(rain, seed)),
    ],
    rasters: [{ name: { zh: '地面高程', en: 'Ground elevation' }, role: 'elevation', raster }],
  };
}
