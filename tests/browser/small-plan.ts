/** Four parcels with land-use codes, as a GeoJSON file of an office. */
export function smallPlan(): Uint8Array {
  const square = (x: number, code: string) => ({
    type: 'Feature',
    properties: { DLDM: code, RJL: 1.8, BZ: '北区' },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [x, 30],
          [x + 0.001, 30],
          [x + 0.001, 30.001],
          [x, 30.001],
          [x, 30],
        ],
      ],
    },
  });
  const features = ['R2', 'B1', 'G1', 'A33'].map((code, at) => square(120 + at * 0.001, code));
  return new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features }));
}
