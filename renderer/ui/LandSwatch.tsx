import { type CodeTable, coloursOf, gb50137, lookUpCode } from '#core/model/code-table.ts';
import { landUseOf } from '#core/model/land-use.ts';
import { useWindow } from '#renderer/state/workbench.ts';

interface LandSwatchProps {
  readonly landUse: string | null;
  readonly code?: string | null | undefined;
  readonly codes?: CodeTable;
  readonly size?: number;
  /** A colour of its own, #RRGGBB. */
  readonly colour?: string | undefined;
}

/** The colour of a land use as the map has it; mixed land is striped. */
export function LandSwatch({ landUse, code, codes = gb50137, size = 14, colour }: LandSwatchProps) {
  const theme = useWindow((state) => state.theme);
  const use = landUseOf(landUse);
  const meaning = code ? lookUpCode(codes, code) : undefined;
  const homes = coloursOf('residential', gb50137.codes['R2'])[theme];
  const shops = coloursOf('commercial', gb50137.codes['B1'])[theme];
  const usual =
    use === 'mixed'
      ? `repeating-linear-gradient(135deg, ${homes} 0 3px, ${shops} 3px 6px)`
      : coloursOf(use, meaning?.landUse === use ? meaning : undefined)[theme];
  const background = colour ?? usual;
  return <span className="swatch" style={{ background, width: size, height: size }} aria-hidden />;
}
