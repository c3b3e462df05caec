/** The least box around coordinates, x and y in turn: least x, least y, greatest x, greatest y. Undefined without any. */
export function boundsOf(coordinates: Float64Array): [number, number, number, number] | undefined {
  if (coordinates.length === 0) return undefined;
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let place = 0; place < coordinates.length; place += 2) {
    box[0] = Math.min(box[0], coordinates[place]!);
    box[1] = Math.min(box[1], coordinates[place + 1]!);
    box[2] = Math.max(box[2], coordinates[place]!);
    box[3] = Math.max(box[3], coordinates[place + 1]!);
  }
  return box;
}
