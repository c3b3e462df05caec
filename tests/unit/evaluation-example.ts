import type { EvaluatorOutput, Manifest, Snapshot } from '#core/evaluation/contract.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';

/** A small manifest that is in order; tests change it where they want it wrong. */
export const exampleManifest: Manifest = {
  id: 'example',
  version: '1.2.3',
  apiVersion: 1,
  name: { zh: '示例', en: 'Example' },
  summary: { zh: '只为测试', en: 'For tests only' },
  author: 'Cityloom',
  licence: 'Apache-2.0',
  inputs: [
    {
      role: 'parcel',
      geometry: 'polygon',
      fields: [
        { name: 'area_m2', type: 'real', unit: 'm2' },
        { name: 'land_use', type: 'text', optional: true },
      ],
      optional: false,
      purpose: { zh: '求面积', en: 'to add up areas' },
    },
    {
      role: 'transit-stop',
      geometry: 'point',
      fields: [],
      optional: true,
      purpose: { zh: '求距离', en: 'to measure distances' },
    },
  ],
  parameters: {
    limit: {
      type: 'number',
      title: { zh: '界限', en: 'Limit' },
      unit: 'm',
      default: 500,
      minimum: 0,
      maximum: 2000,
      source: 'Cityloom',
    },
    radii: {
      type: 'array',
      title: { zh: '半径', en: 'Radii' },
      default: [100, 400],
      items: { type: 'number', minimum: 1 },
      source: 'Cityloom',
    },
    basis: {
      type: 'string',
      title: { zh: '口径', en: 'Basis' },
      default: 'land',
      enum: ['land', 'floor'],
      enumTitles: [
        { zh: '用地', en: 'Land' },
        { zh: '建筑', en: 'Floor area' },
      ],
      source: 'Cityloom',
    },
  },
  indicators: [
    {
      id: 'total-area',
      label: { zh: '总面积', en: 'Total area' },
      unit: 'ha',
      decimals: 1,
      better: 'neutral',
      target: { value: 10, comparison: 'at-least', source: 'Cityloom' },
      dimension: 'resource-environment',
      formula: 'Σ A',
      source: 'Cityloom',
    },
    {
      id: 'largest',
      label: { zh: '最大地块', en: 'Largest parcel' },
      unit: 'ha',
      decimals: 2,
      better: 'neutral',
      dimension: 'resource-environment',
      formula: 'max A',
      source: 'Cityloom',
    },
  ],
  features: [
    {
      id: 'share',
      role: 'parcel',
      label: { zh: '占比', en: 'Share' },
      unit: '1',
      decimals: 2,
      better: 'neutral',
    },
  ],
  layers: [
    {
      id: 'marks',
      label: { zh: '标记', en: 'Marks' },
      geometry: 'point',
      fields: [{ name: 'size', type: 'real', unit: 'ha', label: { zh: '大小', en: 'Size' } }],
      styleField: 'size',
      style: 'sequential',
    },
  ],
  limits: { seconds: 5, megabytes: 10 },
};

/** Squares of 100 m and 200 m. */
export function exampleSnapshot(): Snapshot {
  const packer = new GeometryPacker('polygon');
  packer.addFeature([[[0, 0, 100, 0, 100, 100, 0, 100, 0, 0]]]);
  packer.addFeature([[[100, 0, 300, 0, 300, 200, 100, 200, 100, 0]]]);
  return {
    epsg: 4547,
    layers: {
      parcel: {
        role: 'parcel',
        name: 'Parcels',
        ids: ['a', 'b'] as unknown as FeatureId[],
        geometry: packer.finish(),
        fields: [
          { name: 'area_m2', type: 'real', unit: 'm2' },
          { name: 'land_use', type: 'text' },
        ],
        columns: { area_m2: Float64Array.of(10_000, 40_000), land_use: ['residential', null] },
      },
    },
    rasters: {},
  };
}

/** A sound output of the example. */
export function exampleOutput(): EvaluatorOutput {
  const packer = new GeometryPacker('point');
  packer.addPoint(50, 50);
  return {
    indicators: [
      { id: 'total-area', status: 'ok', value: 5 },
      { id: 'largest', status: 'undefined', reason: { zh: '没有', en: 'none' } },
    ],
    features: [{ id: 'share', values: Float64Array.of(0.2, Number.NaN) }],
    layers: [{ id: 'marks', geometry: packer.finish(), columns: { size: Float64Array.of(1) } }],
    tables: [
      {
        id: 'parcels',
        title: { zh: '地块', en: 'Parcels' },
        columns: [{ id: 'name', label: { zh: '名称', en: 'Name' } }],
        rows: [['甲'], [{ zh: '乙', en: 'B' }], [null], [3]],
      },
    ],
    charts: [
      {
        id: 'bars',
        title: { zh: '柱', en: 'Bars' },
        kind: 'bar',
        x: { label: { zh: '类', en: 'Class' } },
        y: { label: { zh: '值', en: 'Value' }, unit: 'ha' },
        categories: [{ zh: '一', en: 'One' }],
        values: [null],
      },
      {
        id: 'line',
        title: { zh: '线', en: 'Line' },
        kind: 'line',
        x: { label: { zh: '距离', en: 'Distance' } },
        y: { label: { zh: '值', en: 'Value' } },
        points: [
          [0, 1, 'start'],
          [1, 2],
        ],
      },
    ],
  };
}
