import { IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Extent } from '#core/crs/definitions.ts';
import { extentOfPaths, type Paths } from '#core/formats/place-options.ts';
import type { PictureAddress } from '#renderer/state/picture-file.ts';
import { useText } from '#renderer/state/use-text.ts';
import { basemapTexts } from '#renderer/texts/basemap-texts.ts';
import { importTexts } from '#renderer/texts/import-texts.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { fitPicture, pathData, widened } from './place-picture.ts';

const width = 300;
const height = 200;
/** Pixels within which a click takes a vertex. */
const reach = 10;
/** Pixels that the pointer may stray in a click. */
const stray = 3;
/** What one turn of the wheel or one press zooms, and how far. */
const step = 1.4;
const mostZoom = 200;

/** Pixels that the number of a mark takes up. */
const markRoom = 18;

function isNearRight(x: number): boolean {
  return x > width - markRoom;
}

interface PointPickerProps {
  readonly label: string;
  readonly paths: Paths;
  /** Lies under the paths, its lower left corner at 0, 0 and a pixel a unit. */
  readonly picture?: PictureAddress;
  readonly marks: readonly { readonly x: number; readonly y: number; readonly number: number }[];
  readonly onPick: (x: number, y: number) => void;
}

/** How far and where a person has zoomed in, in units of the paths. */
interface Zoom {
  readonly factor: number;
  readonly x: number;
  readonly y: number;
}

function zoomed([minX, minY, maxX, maxY]: Extent, { factor, x, y }: Zoom): Extent {
  const halfWidth = (maxX - minX) / 2 / factor;
  const halfHeight = (maxY - minY) / 2 / factor;
  return [x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight];
}

/** A picture of outlines in which a click picks a point, the nearest vertex where there is one. The wheel zooms, dragging moves. */
export function PointPicker({ label, paths, picture, marks, onPick }: PointPickerProps) {
  const say = useText();
  const [zoom, setZoom] = useState<Zoom | null>(null);
  const drag = useRef<{ readonly x: number; readonly y: number; readonly zoom: Zoom; moved: boolean } | null>(null);
  const place = useRef<SVGSVGElement>(null);
  const extent = extentOfPaths([paths]);
  const isEmpty = !extent;
  useEffect(() => {
    const svg = place.current;
    if (!svg || isEmpty) return undefined;
    // React listens to the wheel passively, which cannot keep the dialog from scrolling.
    const keep = (event: WheelEvent): void => event.preventDefault();
    svg.addEventListener('wheel', keep, { passive: false });
    return () => svg.removeEventListener('wheel', keep);
  }, [isEmpty]);
  if (!extent) return <div className="point-picker empty dim">{say(importTexts.nothingToPick)}</div>;

  const whole = widened(extent, 0.08, 1e-9);
  const now: Zoom = zoom ?? { factor: 1, x: (whole[0] + whole[2]) / 2, y: (whole[1] + whole[3]) / 2 };
  const scale = fitPicture(zoomed(whole, now), width, height);
  const toX = (pixel: number): number => (pixel - scale.x(0)) / scale.perUnit;
  const toY = (pixel: number): number => (scale.y(0) - pixel) / scale.perUnit;
  const pixelOf = (event: { clientX: number; clientY: number }): readonly [number, number] => {
    const box = place.current!.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * width, ((event.clientY - box.top) / box.height) * height];
  };
  const zoomBy = (by: number, x: number, y: number): void => {
    const factor = Math.min(mostZoom, Math.max(1, now.factor * by));
    const share = now.factor / factor;
    setZoom(factor === 1 ? null : { factor, x: x + (now.x - x) * share, y: y + (now.y - y) * share });
  };
  const pick = (clickX: number, clickY: number): void => {
    let best: readonly [number, number] | undefined;
    let nearest = reach;
    for (const path of paths) {
      for (let vertex = 0; vertex < path.length; vertex += 2) {
        const distance = Math.hypot(scale.x(path[vertex]!) - clickX, scale.y(path[vertex + 1]!) - clickY);
        if (distance < nearest) {
          nearest = distance;
          best = [path[vertex]!, path[vertex + 1]!];
        }
      }
    }
    // A free click is as fine as a tenth of a pixel, and has no more digits than that.
    const decimals = Math.min(9, Math.max(0, Math.ceil(Math.log10(scale.perUnit)) + 1));
    const rounded = (value: number): number => Number(value.toFixed(decimals));
    onPick(...(best ?? [rounded(toX(clickX)), rounded(toY(clickY))]));
  };
  return (
    <figure className="point-picker">
      <figcaption>
        <span>{label}</span>
        <span className="space" />
        <IconButton
          icon={IconZoomOut}
          kind="small"
          label={say(basemapTexts.zoomOut)}
          disabled={now.factor === 1}
          onClick={() => zoomBy(1 / step, now.x, now.y)}
        />
        <IconButton
          icon={IconZoomIn}
          kind="small"
          label={say(basemapTexts.zoomIn)}
          disabled={now.factor >= mostZoom}
          onClick={() => zoomBy(step, now.x, now.y)}
        />
      </figcaption>
      {/* The same can be typed beside it. */}
      <svg
        ref={place}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={label}
        onWheel={(event) => {
          const [x, y] = pixelOf(event);
          zoomBy(event.deltaY < 0 ? step : 1 / step, toX(x), toY(y));
        }}
        onPointerDown={(event) => {
          const [x, y] = pixelOf(event);
          drag.current = { x, y, zoom: now, moved: false };
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          const start = drag.current;
          if (!start) return;
          const [x, y] = pixelOf(event);
          start.moved ||= Math.hypot(x - start.x, y - start.y) > stray;
          if (!start.moved) return;
          const { factor } = start.zoom;
          setZoom({
            factor,
            x: start.zoom.x - (x - start.x) / scale.perUnit,
            y: start.zoom.y + (y - start.y) / scale.perUnit,
          });
        }}
        onPointerUp={(event) => {
          if (drag.current && !drag.current.moved) pick(...pixelOf(event));
          drag.current = null;
        }}
        onPointerCancel={() => {
          drag.current = null;
        }}
      >
        {picture && (
          <image
            href={picture.url}
            x={scale.x(0)}
            y={scale.y(picture.height)}
            width={picture.width * scale.perUnit}
            height={picture.height * scale.perUnit}
          />
        )}
        <path className="known" d={pathData(paths, scale)} />
        {marks.map(({ x, y, number }) => (
          <g key={number} className="mark">
            <circle cx={scale.x(x)} cy={scale.y(y)} r={4} />
            <text
              x={scale.x(x) + (isNearRight(scale.x(x)) ? -6 : 6)}
              y={scale.y(y) + (scale.y(y) < markRoom ? 14 : -5)}
              textAnchor={isNearRight(scale.x(x)) ? 'end' : 'start'}
            >
              {number}
            </text>
          </g>
        ))}
      </svg>
    </figure>
  );
}
