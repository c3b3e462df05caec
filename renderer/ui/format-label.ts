/** Formats by the names they go by. */
const names: Readonly<Record<string, string>> = {
  geopackage: 'GeoPackage',
  geojson: 'GeoJSON',
  shapefile: 'Shapefile',
  flatgeobuf: 'FlatGeobuf',
  csv: 'CSV',
  dxf: 'DXF',
  kml: 'KML',
  xlsx: 'XLSX',
  geotiff: 'GeoTIFF',
};

/** What a format is called; its id where it has no other name. */
export function formatLabel(id: string): string {
  return names[id] ?? id;
}
