import { Checkbox, NumberInput, Select } from '@mantine/core';
import { type FeatureSymbol, type Hatch, hatches, type PointShape, pointShapes } from '#core/model/layer-style.ts';
import type { GeometryKind } from '#core/model/packed-geometry.ts';
import { useText } from '#renderer/state/use-text.ts';
import { styleTexts } from '#renderer/texts/style-texts.ts';
import { ColourField } from './ColourField.tsx';

interface SymbolEditorProps {
  readonly symbol: FeatureSymbol;
  readonly kind: GeometryKind;
  /** True where the fill comes from a ramp. */
  readonly withoutFill?: boolean;
  readonly onChange: (symbol: FeatureSymbol) => void;
}

const hatchTexts = {
  diagonal: styleTexts.diagonal,
  'back-diagonal': styleTexts.backDiagonal,
  cross: styleTexts.cross,
  horizontal: styleTexts.horizontal,
  dots: styleTexts.dots,
} as const;

const shapeTexts = {
  circle: styleTexts.circle,
  square: styleTexts.square,
  triangle: styleTexts.triangle,
  diamond: styleTexts.diamond,
  cross: styleTexts.crossShape,
} as const;

interface OptionalColourProps {
  readonly label: string;
  readonly colour: string | null;
  readonly usual: string;
  readonly onChange: (colour: string | null) => void;
}

/** A colour that can be left out. */
function OptionalColour({ label, colour, usual, onChange }: OptionalColourProps) {
  return (
    <>
      <Checkbox
        label={label}
        checked={colour !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? usual : null)}
      />
      {colour === null ? <span /> : <ColourField label={label} colour={colour} onChange={onChange} />}
    </>
  );
}

/** Everything about one symbol; each change counts at once. */
export function SymbolEditor({ symbol, kind, withoutFill = false, onChange }: SymbolEditorProps) {
  const say = useText();
  const change = (part: Partial<FeatureSymbol>): void => onChange({ ...symbol, ...part });
  const withHatch = (hatch: Hatch | null): void => {
    const { hatch: _, ...rest } = symbol;
    onChange(hatch === null ? rest : { ...rest, hatch });
  };
  return (
    <div className="style-grid">
      {kind !== 'line' && !withoutFill && (
        <OptionalColour
          label={say(styleTexts.fill)}
          colour={symbol.fill}
          usual="#C9D3DE"
          onChange={(fill) => change({ fill })}
        />
      )}
      {!(kind === 'line' && withoutFill) && (
        <OptionalColour
          label={say(styleTexts.stroke)}
          colour={symbol.stroke}
          usual="#5E6975"
          onChange={(stroke) => change({ stroke })}
        />
      )}
      <span className="soft">{say(styleTexts.width)}</span>
      <span className="style-pair">
        <NumberInput
          className="field-low"
          aria-label={say(styleTexts.width)}
          min={0}
          max={40}
          step={0.5}
          suffix=" px"
          value={symbol.strokeWidth}
          onChange={(value) => typeof value === 'number' && change({ strokeWidth: Math.min(40, Math.max(0, value)) })}
        />
        <Checkbox
          label={say(styleTexts.dashed)}
          checked={symbol.dashed === true}
          onChange={(event) => change({ dashed: event.currentTarget.checked })}
        />
      </span>
      {kind === 'polygon' && (
        <>
          <span className="soft">{say(styleTexts.hatch)}</span>
          <Select
            className="field-low"
            aria-label={say(styleTexts.hatch)}
            data={[
              { value: '', label: say(styleTexts.noHatch) },
              ...hatches.map((hatch) => ({ value: hatch, label: say(hatchTexts[hatch]) })),
            ]}
            value={symbol.hatch ?? ''}
            onChange={(hatch) => withHatch(hatch === '' ? null : (hatch as Hatch))}
          />
        </>
      )}
      {kind === 'point' && (
        <>
          <span className="soft">{say(styleTexts.size)}</span>
          <span className="style-pair">
            <NumberInput
              className="field-low"
              aria-label={say(styleTexts.size)}
              min={1}
              max={100}
              suffix=" px"
              value={symbol.size}
              onChange={(value) => typeof value === 'number' && value >= 1 && value <= 100 && change({ size: value })}
            />
            <Select
              className="field-low"
              aria-label={say(styleTexts.shape)}
              data={pointShapes.map((shape) => ({ value: shape, label: say(shapeTexts[shape]) }))}
              value={symbol.shape}
              onChange={(shape) => shape !== null && change({ shape: shape as PointShape })}
            />
          </span>
        </>
      )}
    </div>
  );
}
