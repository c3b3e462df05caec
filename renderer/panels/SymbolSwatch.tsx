import type { FeatureSymbol, PointShape } from '#core/model/layer-style.ts';
import type { GeometryKind } from '#core/model/packed-geometry.ts';

const side = 14;

function shapePath(shape: PointShape, radius: number): string {
  const middle = side / 2;
  const point = (angle: number, reach = radius): string =>
    `${(middle + reach * Math.sin(angle)).toFixed(2)} ${(middle - reach * Math.cos(angle)).toFixed(2)}`;
  const polygon = (corners: number, turn = 0): string =>
    `M${Array.from({ length: corners }, (_, corner) => point(turn + (2 * Math.PI * corner) / corners)).join('L')}Z`;
  if (shape === 'square') return polygon(4, Math.PI / 4);
  if (shape === 'diamond') return polygon(4);
  if (shape === 'triangle') return polygon(3);
  return `M${point(0)}L${point(Math.PI)}M${point(Math.PI / 2)}L${point(-Math.PI / 2)}`;
}

/** A symbol of the map at the size of a letter. */
export function SymbolSwatch({ symbol, kind }: { readonly symbol: FeatureSymbol; readonly kind: GeometryKind }) {
  const { fill, stroke, strokeWidth, shape, hatch, dashed } = symbol;
  const width = Math.min(3, strokeWidth);
  const line = { stroke: stroke ?? 'none', strokeWidth: width, ...(dashed ? { strokeDasharray: '3 2' } : {}) };
  if (kind === 'line') {
    return (
      <svg width={side} height={side} aria-hidden>
        <path d={`M0 ${side / 2}H${side}`} {...line} />
      </svg>
    );
  }
  if (kind === 'point') {
    const radius = Math.min(6, symbol.size / 2);
    return (
      <svg width={side} height={side} aria-hidden>
        {shape === 'circle' ? (
          <circle cx={side / 2} cy={side / 2} r={radius} fill={fill ?? 'none'} {...line} />
        ) : (
          <path d={shapePath(shape, radius)} fill={fill ?? 'none'} {...line} />
        )}
      </svg>
    );
  }
  return (
    <svg width={side} height={side} aria-hidden>
      <rect x="0.5" y="0.5" width={side - 1} height={side - 1} rx="2" fill={fill ?? 'none'} {...line} />
      {hatch === 'dots' ? (
        <circle cx={side / 2} cy={side / 2} r="1.6" fill={stroke ?? '#404040'} />
      ) : (
        hatch && (
          <path
            d={
              {
                diagonal: 'M1 13L13 1',
                'back-diagonal': 'M1 1L13 13',
                cross: 'M1 13L13 1M1 1L13 13',
                horizontal: 'M1 7H13',
              }[hatch]
            }
            stroke={stroke ?? '#404040'}
          />
        )
      )}
    </svg>
  );
}
