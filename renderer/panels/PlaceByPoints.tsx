import { TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { coordinateSystem, parseCoordinateSystem } from '#core/crs/coordinate-system.ts';
import { fitPoints, type PlaneFit, type PointPair } from '#core/crs/fit-points.ts';
import { createTransform } from '#core/crs/transform.ts';
import { fitPicturePoints } from '#core/formats/picture-matrix.ts';
import type { KnownLayer, Paths } from '#core/formats/place-options.ts';
import { formatNumber } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { PictureAddress } from '#renderer/state/picture-file.ts';
import { useText } from '#renderer/state/use-text.ts';
import { basemapTexts } from '#renderer/texts/basemap-texts.ts';
import { importTexts } from '#renderer/texts/import-texts.ts';
import { projectTexts } from '#renderer/texts/project-texts.ts';
import { FaultText } from '#renderer/ui/FaultText.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { PointPicker } from './PointPicker.tsx';

interface PlaceByPointsProps {
  /** The drawing; a picture has its frame instead. */
  readonly outlines?: Paths;
  /** A picture that is placed in the system of the project. */
  readonly picture?: PictureAddress & { readonly file: string };
  readonly known: readonly KnownLayer[];
  /** System of the true coordinates to begin with. */
  readonly suggestedCrs: string;
  readonly points: readonly PointPair[];
  readonly onApply: (crs: string, points: readonly PointPair[]) => unknown;
  readonly onCancel?: () => void;
}

type Row = readonly [x: string, y: string, toX: string, toY: string];

const empty: Row = ['', '', '', ''];

const trueColumns = [
  { column: 2, label: importTexts.trueX },
  { column: 3, label: importTexts.trueY },
] as const;

const drawingWords = {
  pick: importTexts.pickInDrawing,
  columns: [{ column: 0, label: importTexts.drawingX }, { column: 1, label: importTexts.drawingY }, ...trueColumns],
  apply: importTexts.apply,
  fit: importTexts.fit,
  fitWithResidual: importTexts.fitWithResidual,
} as const;

const pictureWords = {
  pick: basemapTexts.pickInPicture,
  columns: [{ column: 0, label: basemapTexts.pictureX }, { column: 1, label: basemapTexts.pictureY }, ...trueColumns],
  apply: basemapTexts.place,
  fit: basemapTexts.fit,
  fitWithResidual: basemapTexts.fitWithResidual,
} as const;

/** A coordinate with so many decimals at most, without zeros at its end. */
function shortNumber(value: number, decimals: number): string {
  return String(Number(value.toFixed(decimals)));
}

function rowOf(pair: PointPair): Row {
  return [String(pair[0]), String(pair[1]), String(pair[2]), String(pair[3])];
}

/** The rows that are complete, as numbers. */
function pairsOf(rows: readonly Row[]): PointPair[] {
  return rows
    .filter((row) => row.every((cell) => cell.trim() !== '' && Number.isFinite(Number(cell))))
    .map(([x, y, toX, toY]) => [Number(x), Number(y), Number(toX), Number(toY)]);
}

/** The fit, or why there is none; null as long as there are too few pairs. */
function fitOf(pairs: readonly PointPair[], picture: string | undefined): PlaneFit | WorkbenchError | null {
  if (pairs.length < 2) return null;
  try {
    return picture === undefined ? fitPoints(pairs) : fitPicturePoints(pairs, picture);
  } catch (thrown) {
    return WorkbenchError.from(thrown);
  }
}

/** The corners of a picture, which can be picked exactly. */
function frame({ width, height }: PictureAddress): Paths {
  return [new Float64Array([0, 0, width, 0, width, height, 0, height, 0, 0])];
}

/** Paths in degrees, in the system of the true coordinates. */
async function inSystem(known: readonly KnownLayer[], crs: string): Promise<Paths> {
  const transform = createTransform(await coordinateSystem(4326), await parseCoordinateSystem(crs));
  return known.flatMap(({ paths }) =>
    paths.map((path) => {
      const placed = path.slice();
      transform.apply(placed);
      return placed;
    }),
  );
}

/** Points of a drawing and where they truly lie, by clicking or by typing; the fit with its scale, turn and residual. */
export function PlaceByPoints(props: PlaceByPointsProps) {
  const { outlines = [], picture, known, suggestedCrs, points, onApply, onCancel } = props;
  const say = useText();
  const words = picture ? pictureWords : drawingWords;
  const [crs, setCrs] = useState(suggestedCrs);
  const [rows, setRows] = useState<readonly Row[]>(points.length > 0 ? points.map(rowOf) : [empty, empty]);
  /** Rows are told apart when one of them goes. */
  const [ids, setIds] = useState<readonly number[]>(() => rows.map((_, at) => at));
  const [current, setCurrent] = useState(0);
  const [targets, setTargets] = useState<Paths>([]);
  useEffect(() => {
    let isGone = false;
    inSystem(known, crs)
      .then((paths) => !isGone && setTargets(paths))
      .catch(() => !isGone && setTargets([]));
    return () => {
      isGone = true;
    };
  }, [known, crs]);
  const set = (row: number, values: Partial<Record<0 | 1 | 2 | 3, string>>): void =>
    setRows(
      rows.map((old, at) =>
        at === row ? (old.map((cell, column) => values[column as 0] ?? cell) as unknown as Row) : old,
      ),
    );
  const pairs = pairsOf(rows);
  const found = fitOf(pairs, picture?.file);
  const fault = found instanceof WorkbenchError ? found : null;
  const fit = found instanceof WorkbenchError ? null : found;
  const mark = (column: 0 | 2) =>
    rows.flatMap((row, at) => {
      const [x, y] = [Number(row[column]), Number(row[(column + 1) as 1 | 3])];
      return row[column] !== '' && Number.isFinite(x) && Number.isFinite(y) ? [{ x, y, number: at + 1 }] : [];
    });
  return (
    <div className="by-points">
      <PointPicker
        label={say(words.pick, { number: current + 1 })}
        paths={picture ? frame(picture) : outlines}
        {...(picture ? { picture } : {})}
        marks={mark(0)}
        onPick={(x, y) =>
          set(current, picture ? { 0: x.toFixed(1), 1: y.toFixed(1) } : { 0: shortNumber(x, 9), 1: shortNumber(y, 9) })
        }
      />
      <PointPicker
        key={crs}
        label={say(importTexts.pickTrue, { number: current + 1 })}
        paths={targets}
        marks={mark(2)}
        onPick={(x, y) => {
          set(current, { 2: shortNumber(x, 3), 3: shortNumber(y, 3) });
          if (current + 1 < rows.length) setCurrent(current + 1);
        }}
      />
      <div className="point-pairs">
        {!picture && (
          <label className="point-crs">
            <span className="field-label">{say(importTexts.trueCrs)}</span>
            <TextInput value={crs} placeholder="EPSG:4547" onChange={(event) => setCrs(event.currentTarget.value)} />
          </label>
        )}
        <div className="point-rows">
          <div className="point-row point-heads" aria-hidden="true">
            <span />
            {words.columns.map(({ column, label }) => (
              <span key={column}>{say(label)}</span>
            ))}
            {rows.length > 2 && <span className="point-gap" />}
          </div>
          {rows.map((row, at) => (
            <div key={ids[at]} className={at === current ? 'point-row current' : 'point-row'}>
              <button
                type="button"
                className="link-button"
                aria-pressed={at === current}
                aria-label={say(importTexts.pickPoint, { number: at + 1 })}
                onClick={() => setCurrent(at)}
              >
                {at + 1}
              </button>
              {words.columns.map(({ column, label }) => (
                <TextInput
                  key={column}
                  inputMode="decimal"
                  aria-label={`${say(label)} ${at + 1}`}
                  value={row[column]}
                  onFocus={() => setCurrent(at)}
                  onChange={(event) => set(at, { [column]: event.currentTarget.value })}
                />
              ))}
              {rows.length > 2 && (
                <IconButton
                  icon={IconTrash}
                  label={say(importTexts.removePoint, { number: at + 1 })}
                  onClick={() => {
                    setRows(rows.filter((_, index) => index !== at));
                    setIds(ids.filter((_, index) => index !== at));
                    setCurrent(0);
                  }}
                />
              )}
            </div>
          ))}
        </div>
        <div className="point-foot">
          <button
            type="button"
            className="button"
            onClick={() => {
              setRows([...rows, empty]);
              setIds([...ids, Math.max(...ids) + 1]);
            }}
          >
            <Icon of={IconPlus} size={14} />
            {say(importTexts.addPoint)}
          </button>
          <span className="space" />
          {onCancel && (
            <button type="button" className="button" onClick={onCancel}>
              {say(projectTexts.cancel)}
            </button>
          )}
          <button
            type="button"
            className="button primary"
            disabled={!fit || crs.trim() === ''}
            onClick={() => void onApply(/^\d+$/.test(crs.trim()) ? `EPSG:${crs.trim()}` : crs.trim(), pairs)}
          >
            {say(words.apply)}
          </button>
        </div>
        <FaultText fault={fault} />
        <output className="soft">
          {fit
            ? say(pairs.length > 2 ? words.fitWithResidual : words.fit, {
                scale: formatNumber(fit.scale, picture ? 4 : 6),
                turn: formatNumber(fit.rotationDegrees, 3),
                residual: formatNumber(fit.meanResidual, 3),
              })
            : !fault && say(importTexts.twoPoints)}
        </output>
      </div>
    </div>
  );
}
