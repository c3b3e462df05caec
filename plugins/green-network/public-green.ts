import { type PublicGreen, pickOnce } from '#sdk';

/** The features of `green` that `accept` takes. */
export function selectGreen({ geometry, areas, isPark }: PublicGreen, accept: (row: number) => boolean): PublicGreen {
  const rows = Array.from(areas, (_, row) => row).filter(accept);
  return {
    geometry: pickOnce(geometry, rows),
    areas: areas.filter((_, row) => accept(row)),
    isPark: rows.map((row) => isPark[row]!),
  };
}
