/** Formats by the names they go by. */
const names: Readonly<Record<string, string>> = {
  geopackage: 'GeoPackage',
  geojson: 'GeoJSON',
  shapefile: 'Shapefile',
  flatgeobuf: 'FlatGeobuf',
  csv: 'CSV',
  dxf: 'DXF',
  kml: 'KML',
  xlsx: 'Excel',
  geotiff: 'GeoTIFF',
  topojson: 'TopoJSON',
  'geojson-lines': 'GeoJSON',
  gpx: 'GPX',
  gtfs: 'GTFS',
  kmz: 'KMZ',
  tsv: 'TSV',
  dbf: 'DBF',
};

/** What a format is called; its id where it has no other name. */
export function formatLabel(id: string): string {
  return names[id] ?? id;
}
