/** All that a plugin may import. */
export { canonicalHash } from '#core/evaluation/canonical-hash.ts';
export { readManifest } from '#core/evaluation/check-manifest.ts';
export { joinManifests } from '#core/evaluation/check-reads.ts';
export type {
  Evaluate,
  EvaluatorContext,
  EvaluatorOutput,
  Manifest,
  Others,
  ParameterValues,
  PlannedRun,
  ResultChart,
  ResultFeatureValues,
  ResultLayer,
  ResultTable,
  Snapshot,
  SnapshotLayer,
  SubjectEvaluator,
} from '#core/evaluation/contract.ts';
export type { Evaluator } from '#core/evaluation/evaluator-worker.ts';
export { Sha256 } from '#core/formats/sha256.ts';
export { copyFeature } from '#core/geometry/copy-parts.ts';
export { enclosedAreas } from '#core/geometry/enclosed-areas.ts';
export { type Box, extentOf, featureAreas, featureLengths } from '#core/geometry/measure.ts';
export { locateInFeature } from '#core/geometry/point-in-polygon.ts';
export { type Grid, rasterizePolygons } from '#core/geometry/rasterize.ts';
export { ShapePair } from '#core/geometry/shape-pair.ts';
export { SpatialIndex } from '#core/geometry/spatial-index.ts';
export { featureWkb, packAllWkb } from '#core/geometry/wkb.ts';
export {
  type Dispersal,
  type Gaps,
  gapsForWays,
  isNetworkGreen,
  patchesOfGround,
  probabilityNetwork,
  reachOf,
} from '#core/indicators/green-network.ts';
export { type PublicGreen, publicGreen } from '#core/indicators/public-green.ts';
export { twoStepOverPairs } from '#core/methods/accessibility.ts';
export { ahp, judgementMatrix, type Priorities } from '#core/methods/ahp.ts';
export { type Anonymity, anonymity } from '#core/methods/anonymity.ts';
export {
  type EnergyAccount,
  energyAccount,
  kilowattHoursPerCoalKilogram,
  roofYield,
} from '#core/methods/building-energy.ts';
export { landValueCapture, modifiedInternalRate, netPresentValue, paybackPeriod } from '#core/methods/cash-flow.ts';
export { attainment, entropyWeights, ranksOf, type TopsisNorm, topsis, weightedSum } from '#core/methods/composite.ts';
export {
  type Connectivity,
  dispersalProbability,
  dispersalRate,
  type HabitatNetwork,
  integralConnectivity,
  probabilityOfConnectivity,
} from '#core/methods/connectivity.ts';
export { connectivityByDistance } from '#core/methods/connectivity-by-distance.ts';
export { connectivityChange, newLinkGains } from '#core/methods/connectivity-change.ts';
export {
  compositeCurveNumber,
  imperviousCurveNumber,
  lowestCurveNumber,
  runoffMillimetres,
} from '#core/methods/curve-number.ts';
export { betaOfDistance } from '#core/methods/decay.ts';
export { donutDisplacement, innerRadiusFor, spatialAnonymity } from '#core/methods/donut-mask.ts';
export { branchDiversityOf } from '#core/methods/effective-mix.ts';
export {
  greenProvision,
  openPublicSpace,
  ruleOfThree,
  serviceRadius,
  serviceRules,
  visibleTrees,
} from '#core/methods/green-provision.ts';
export { greenView } from '#core/methods/green-view.ts';
export { loadIntegerSolver } from '#core/methods/highs-solver.ts';
export type { IntegerSolver } from '#core/methods/integer-program.ts';
export { internalRates } from '#core/methods/internal-rate.ts';
export { landscapeMetrics } from '#core/methods/landscape-metrics.ts';
export { leastCostCorridor } from '#core/methods/least-cost.ts';
export { type LocationResult, maximalCovering, pMedian, setCovering } from '#core/methods/location.ts';
export type { LocationProblem } from '#core/methods/location-problem.ts';
export { mannKendall, seasonalMannKendall, type Trend } from '#core/methods/mann-kendall.ts';
export {
  evennessOf,
  herfindahl,
  hillNumber,
  hillOf,
  mixEntropy,
  mixEvenness,
  mixedUseIndex,
  presentClasses,
  simpson,
} from '#core/methods/mix.ts';
export { dissimilarity, jobPopulationBalance, segregation, twoClassBalance } from '#core/methods/mix-balance.ts';
export { morrisDesign, morrisEffects } from '#core/methods/morris.ts';
export { balanceOf, type IndexIndicator, nodePlace, todIndex } from '#core/methods/node-place.ts';
export { goalpost, minMax, weightedMean } from '#core/methods/normalise.ts';
export { changedWeights, tornado } from '#core/methods/one-at-a-time.ts';
export {
  insufficient,
  type MethodValue,
  notDefined,
  ok,
  outOfRange,
  ratio,
  valueOrNaN,
} from '#core/methods/outcome.ts';
export { peakFlow, stormIntensity } from '#core/methods/peak-flow.ts';
export { catchmentsOf, type Depression, depressionsOf, fillDepressions } from '#core/methods/priority-flood.ts';
export { rankRobustness, shareAhead } from '#core/methods/rank-robustness.ts';
export { type Completeness, recordCompleteness } from '#core/methods/record-completeness.ts';
export { postStratify, representativeness } from '#core/methods/representativeness.ts';
export { farGradient, ringDensities } from '#core/methods/ring-density.ts';
export { suppressSmallCells } from '#core/methods/small-cells.ts';
export { mostSobolInputs, sobolDesign, sobolIndices } from '#core/methods/sobol-indices.ts';
export { sortedQuantile, weightedQuantile, wilsonInterval } from '#core/methods/statistics.ts';
export { todMetrics } from '#core/methods/tod-standard.ts';
export { scoreTodStandard, type TodScore } from '#core/methods/tod-standard-score.ts';
export {
  type Coverage,
  coverageWithin,
  detourRatio,
  peopleNearTransit,
  stationZone,
  transitAccess,
} from '#core/methods/transit-access.ts';
export { type VktVariable, vktChange, vktElasticities } from '#core/methods/travel-elasticity.ts';
export { annuityViabilityGap, budgetShare, type GapTerms, straightViabilityGap } from '#core/methods/viability-gap.ts';
export {
  achievedRainfall,
  captureOf,
  captureRatio,
  designRainfall,
  type RainRecord,
  rainRecord,
  storageVolume,
} from '#core/methods/volume-capture.ts';
export {
  type WasteEmissions,
  type WasteFlows,
  type WasteRoute,
  wasteBalance,
  wasteEmissions,
  wastePerPersonDay,
  wasteRoutes,
} from '#core/methods/waste-flows.ts';
export type { AssumptionValues } from '#core/model/assumption.ts';
export { gb50137, landSea2023, lookUpCode } from '#core/model/code-table.ts';
export {
  type Dimension,
  dimensionLabels,
  dimensions,
  type IndicatorDefinition,
  meetsTarget,
  type Target,
} from '#core/model/indicator.ts';
export { type LandUse, landUseDefinitions, landUseOf } from '#core/model/land-use.ts';
export type { Raster } from '#core/model/layer.ts';
export { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
export {
  type CanonicalField,
  type FloorUse,
  floorUseLabels,
  floorUses,
  type RoleId,
  roleOf,
} from '#core/model/role.ts';
export type { LocalText } from '#core/model/text.ts';
export { catchmentArea } from '#core/network/catchment.ts';
export type { StreetGraph } from '#core/network/graph.ts';
export { streetColumns } from '#core/network/street-columns.ts';
export { buildStreetGraph } from '#core/network/street-graph.ts';
export { seededRandom } from '#core/platform/seeded-random.ts';
export { assumed, assumptionLabel, setBanded } from './banded.ts';
export { cellAreas } from './cell-areas.ts';
export { countOf, flagAt, numberParameter, numbersOf, numbersParameter, orZero, sumOf, textsOf } from './columns.ts';
export { dateText, dayNumber, monthNumber, monthText, monthTime } from './days.ts';
export { defineEvaluator } from './define-evaluator.ts';
export { type Driving, drivingFor } from './driving.ts';
export { fillText } from './fill-text.ts';
export { IndicatorList } from './indicator-list.ts';
export { junctionsOf } from './junctions.ts';
export { layerPoints, representativePoints } from './layer-points.ts';
export { type OtherIndicator, readOther } from './other-results.ts';
export { pickFeatures, pickOnce } from './pick-features.ts';
export { plainText, sameText } from './plain-text.ts';
export { PointGrid, type Points } from './point-grid.ts';
export { Remembered } from './remembered.ts';
export { isSameLayer } from './same-layer.ts';
export { bandOf, type Spans, spanSums, spansOf } from './spans.ts';
export { streetGraphOf } from './street-graphs.ts';
export { landOf, type StudyArea, studyAreaOf } from './study-area.ts';
export { unitCell } from './unit-cell.ts';
export { walkToAreas } from './walk-to-areas.ts';
export { type NearestTargets, straightWalking, type Walking, walkingFor } from './walking.ts';
