import type { PlannedLayer } from '#core/formats/import-plan.ts';
import { extentOfPaths, type KnownLayer, type Paths } from '#core/formats/place-options.ts';
import { formatNumber } from '#core/model/text.ts';
import { useText } from '#renderer/state/use-text.ts';
import { importTexts } from '#renderer/texts/import-texts.ts';
import { shareWithin } from './place-picture.ts';

/** Kilometres in a degree of latitude, and of longitude at the equator. */
const kilometresPerDegree = 111.2;

/** The numbers of a layer as they stand in the file, and what they are on the ground as it is placed now. */
export function PlaceFacts({
  layer: { extent },
  paths,
  known,
}: {
  readonly layer: PlannedLayer;
  readonly paths: Paths;
  readonly known: readonly KnownLayer[];
}) {
  const say = useText();
  if (!extent) return null;
  // Small numbers are degrees, of which two decimals are a kilometre.
  const decimals = Math.max(...extent.map(Math.abs)) <= 360 ? 5 : 2;
  const range = (from: number, to: number) => `${formatNumber(from, decimals)} – ${formatNumber(to, decimals)}`;
  const degrees = extentOfPaths([paths]);
  const share = shareWithin(
    paths,
    known.map((layer) => layer.paths),
  );
  const rows: [label: string, value: string][] = [
    [say(importTexts.rangeX), range(extent[0], extent[2])],
    [say(importTexts.rangeY), range(extent[1], extent[3])],
  ];
  if (degrees) {
    const [west, south, east, north] = degrees;
    const wide = (east - west) * kilometresPerDegree * Math.cos((((south + north) / 2) * Math.PI) / 180);
    const high = (north - south) * kilometresPerDegree;
    rows.push([say(importTexts.size), `${formatNumber(wide, 2)} × ${formatNumber(high, 2)} km`]);
    rows.push([
      say(importTexts.middle),
      `${formatNumber((west + east) / 2, 4)}°, ${formatNumber((south + north) / 2, 4)}°`,
    ]);
  }
  if (share !== undefined) rows.push([say(importTexts.withinKnown), `${formatNumber(100 * share, 1)} %`]);
  return (
    <dl className="import-extent">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
