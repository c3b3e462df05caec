import type { Extent } from '#core/crs/definitions.ts';
import { extentOfPaths, type KnownLayer, type Paths } from '#core/formats/place-options.ts';
import { useText } from '#renderer/state/use-text.ts';
import { importTexts } from '#renderer/texts/import-texts.ts';
import { fitPicture, graticuleStep, pathData, widened } from './place-picture.ts';

interface PlaceMapProps {
  /** The layer in degrees, as it is placed now. */
  readonly paths: Paths;
  readonly known: readonly KnownLayer[];
  /** Near shows outlines; far shows where in the country the layer lies, with the zones. */
  readonly near: boolean;
}

const width = 212;
const height = 206;
/** Degrees that the far picture shows at least. */
const farDegrees = 9;

/** Labels this close to an edge would be cut off, or lie over those of the other edge. */
const labelMargin = { x: 16, bottom: 34, y: 12 } as const;

const isLabelled = (at: number, from: number, to: number): boolean => at >= from && at <= to;

/** Lines of a graticule within an extent. */
function lines(from: number, to: number, step: number): number[] {
  const found: number[] = [];
  for (let value = Math.ceil(from / step) * step; value <= to; value += step) found.push(Number(value.toFixed(6)));
  return found;
}

/** Central meridians of the 3-degree zones in view; only where those are in use. */
function zonesIn([west, south, east, north]: Extent): number[] {
  const isChina = east > 73 && west < 136 && north > 3 && south < 54;
  return isChina ? lines(Math.max(75, west - 1.5), Math.min(135, east + 1.5), 3) : [];
}

/** A small map of graticule, zones, the known layers and the layer that is placed; no borders, which nobody agrees on. */
export function PlaceMap({ paths, known, near }: PlaceMapProps) {
  const say = useText();
  const own = extentOfPaths([paths]);
  const knownExtent = extentOfPaths(known.map((layer) => layer.paths));
  const around = own ?? knownExtent;
  if (!around) return <div className="place-map empty dim">{say(importTexts.noPlaceYet)}</div>;
  const middleX = (around[0] + around[2]) / 2;
  const middleY = (around[1] + around[3]) / 2;
  const view: Extent = near ? widened(around, 0.35, 0.002) : widened(around, 0.6, farDegrees);
  const stretch = 1 / Math.max(0.2, Math.cos((middleY * Math.PI) / 180));
  const scale = fitPicture(view, width, height, stretch);
  const half = width / 2 / scale.perUnit;
  const halfHeight = height / 2 / scale.perUnit / stretch;
  const seen: Extent = [middleX - half, middleY - halfHeight, middleX + half, middleY + halfHeight];
  const step = graticuleStep(2 * half);
  const zones = near ? [] : zonesIn(seen);
  const dot = own && { x: scale.x(middleX), y: scale.y(middleY) };
  return (
    <svg className="place-map" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={say(importTexts.placeMap)}>
      {zones.map((meridian) => (
        <g key={meridian} className={Math.abs(meridian - middleX) <= 1.5 ? 'zone current' : 'zone'}>
          <rect x={scale.x(meridian - 1.5)} y={0} width={3 * scale.perUnit} height={height} />
          {isLabelled(scale.x(meridian), labelMargin.x, width - labelMargin.x) && (
            <text x={scale.x(meridian)} y={14}>
              {say(importTexts.zone, { number: meridian / 3 })}
            </text>
          )}
          <path d={`M${scale.x(meridian)} 20V${height - 18}`} />
        </g>
      ))}
      <g className="graticule">
        {lines(seen[0], seen[2], step).map((value) => (
          <g key={`x${value}`}>
            <path d={`M${scale.x(value)} 0V${height}`} />
            {isLabelled(scale.x(value), labelMargin.bottom, width - labelMargin.x) && (
              <text x={scale.x(value)} y={height - 5} textAnchor="middle">
                {value}°
              </text>
            )}
          </g>
        ))}
        {lines(seen[1], seen[3], step).map((value) => (
          <g key={`y${value}`}>
            <path d={`M0 ${scale.y(value)}H${width}`} />
            {isLabelled(scale.y(value), labelMargin.y + 12, height) && (
              <text x={3} y={scale.y(value) - 3}>
                {value}°
              </text>
            )}
          </g>
        ))}
      </g>
      {known.map((layer) => (
        <path key={layer.name} className="known" d={pathData(layer.paths, scale)}>
          <title>{layer.name}</title>
        </path>
      ))}
      {near ? (
        <path className="own" d={pathData(paths, scale)} />
      ) : (
        dot && (
          <g className="own">
            <rect x={dot.x - 4} y={dot.y - 3} width={8} height={6} />
            <circle cx={dot.x} cy={dot.y} r={11} />
          </g>
        )
      )}
    </svg>
  );
}
