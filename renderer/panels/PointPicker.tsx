import { extentOfPaths, type Paths } from '#core/formats/place-options.ts';
import { useText } from '#renderer/state/use-text.ts';
import { importTexts } from '#renderer/texts/import-texts.ts';
import { fitPicture, pathData, widened } from './place-picture.ts';

const width = 300;
const height = 200;
/** Pixels within which a click takes a vertex. */
const reach = 10;

interface PointPickerProps {
  readonly label: string;
  readonly paths: Paths;
  readonly marks: readonly { readonly x: number; readonly y: number; readonly number: number }[];
  readonly onPick: (x: number, y: number) => void;
}

/** A picture of outlines in which a click picks a point, the nearest vertex where there is one. */
export function PointPicker({ label, paths, marks, onPick }: PointPickerProps) {
  const say = useText();
  const extent = extentOfPaths([paths]);
  if (!extent) return <div className="point-picker empty dim">{say(importTexts.nothingToPick)}</div>;
  const scale = fitPicture(widened(extent, 0.08, 1e-9), width, height);
  const pick = (clickX: number, clickY: number): void => {
    let best: readonly [number, number] | undefined;
    let nearest = reach;
    for (const path of paths) {
      for (let place = 0; place < path.length; place += 2) {
        const distance = Math.hypot(scale.x(path[place]!) - clickX, scale.y(path[place + 1]!) - clickY);
        if (distance < nearest) {
          nearest = distance;
          best = [path[place]!, path[place + 1]!];
        }
      }
    }
    const x = (clickX - scale.x(0)) / scale.perUnit;
    const y = (scale.y(0) - clickY) / scale.perUnit;
    onPick(...(best ?? [x, y]));
  };
  return (
    <figure className="point-picker">
      <figcaption>{label}</figcaption>
      {/* The same can be typed beside it. */}
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={label}
        onPointerDown={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          pick(((event.clientX - box.left) / box.width) * width, ((event.clientY - box.top) / box.height) * height);
        }}
      >
        <path className="known" d={pathData(paths, scale)} />
        {marks.map(({ x, y, number }) => (
          <g key={number} className="mark">
            <circle cx={scale.x(x)} cy={scale.y(y)} r={4} />
            <text x={scale.x(x) + 6} y={scale.y(y) - 5}>
              {number}
            </text>
          </g>
        ))}
      </svg>
    </figure>
  );
}
