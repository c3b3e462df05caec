import { useStore } from '#renderer/state/store.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { roundLength } from './round-length.ts';

/** Most pixels that the bar takes. */
const targetWidth = 176;

function write(metres: number): string {
  return metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
}

/** A bar of a round length in metres, with its half. */
export function ScaleBar() {
  const metresPerPixel = useStore(useWorkbench().map.camera, (camera) => camera.metresPerPixel);
  if (metresPerPixel <= 0) return null;
  const length = roundLength(targetWidth * metresPerPixel);
  const width = length / metresPerPixel;
  const half = (metres: number): string => write(metres).replace(/ k?m$/, '');
  return (
    <svg className="scale-bar" width={width + 48} height="26" role="img" aria-label={write(length)}>
      <g className="scale-text">
        <text x="1" y="11">
          0
        </text>
        <text x={width / 2 + 1} y="11" textAnchor="middle">
          {half(length / 2)}
        </text>
        <text x={width + 1} y="11" textAnchor="middle">
          {write(length)}
        </text>
      </g>
      <path className="scale-casing" d={`M1 21H${width + 1}`} />
      <path className="scale-line" d={`M1 18V24M${width / 2 + 1} 18V24M${width + 1} 18V24M1 21H${width + 1}`} />
    </svg>
  );
}
