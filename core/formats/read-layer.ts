import type { GeometryKind } from '#core/model/packed-geometry.ts';
import { RemarkList } from '#core/model/remark.ts';
import type { BuiltFeatures, FeatureBuilder } from './feature-builder.ts';
import type { CoordinateColumns, DeclaredCrs, ReadLayer } from './format.ts';
import type { TextEvidence } from './text-evidence.ts';

/** What a reader knows about a layer besides its features. */
export interface LayerFacts {
  readonly file: string;
  readonly name: string;
  readonly remarks: RemarkList;
  readonly crs?: DeclaredCrs | undefined;
  readonly encoding?: string | undefined;
  readonly evidence?: TextEvidence | undefined;
  readonly coordinates?: CoordinateColumns | undefined;
  /** Kind the file states, for layers that turn out to be empty. */
  readonly kind?: GeometryKind;
  /** Row in the file of the builder's row, which counts from 0; plus one when absent. */
  readonly rowOf?: (row: number) => number;
}

/** The layers that a builder's rows make, one for each geometry kind. The remarks go with the first of them. */
export function layersOf(builder: FeatureBuilder, facts: LayerFacts): ReadLayer[] {
  const { file, remarks } = facts;
  for (const [from, to] of builder.columns.renamed) {
    remarks.add('formats/field-renamed', 'info', { file, from: from === '' ? '∅' : from, to });
  }
  if (builder.splitRows > 0) remarks.add('formats/kinds-split', 'info', { file }, undefined, builder.splitRows);
  return builder
    .finish(facts.kind)
    .map((features, index) => layerOf(features, facts, index === 0 ? remarks : new RemarkList()));
}

function layerOf(features: BuiltFeatures, facts: LayerFacts, remarks: RemarkList): ReadLayer {
  const { rows, geometry, fields, columns, withoutGeometry } = features;
  if (withoutGeometry > 0) {
    remarks.add('formats/no-geometry', 'warning', { file: facts.file }, undefined, withoutGeometry);
  }
  const fileRow = facts.rowOf ?? ((row: number) => row + 1);
  return {
    name: facts.name,
    geometry,
    fields,
    columns,
    rowOf: (feature) => fileRow(rows ? rows[feature]! : feature),
    ...(facts.crs ? { crs: facts.crs } : {}),
    ...(facts.coordinates === undefined ? {} : { coordinates: facts.coordinates }),
    ...(facts.encoding === undefined ? {} : { encoding: facts.encoding }),
    ...(facts.evidence ? { evidence: facts.evidence } : {}),
    remarks: remarks.toArray(),
  };
}
