import { Checkbox, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ChinaOffset } from '#core/crs/china-offset.ts';
import type { CrsCandidate } from '#core/crs/crs-candidates.ts';
import { crsLabel } from '#core/crs/crs-label.ts';
import type { Placement } from '#core/crs/placement.ts';
import type { ImportPlan, PlannedCrs, PlannedLayer } from '#core/formats/import-plan.ts';
import type { Paths, PlaceOptions } from '#core/formats/place-options.ts';
import { formatNumber, type LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { importTexts } from '#renderer/texts/import-texts.ts';
import { FaultText } from '#renderer/ui/FaultText.tsx';
import { LateSelect } from '#renderer/ui/LateSelect.tsx';
import type { LayerPlace } from './import-edits.ts';
import { PlaceByPoints } from './PlaceByPoints.tsx';
import { PlaceFacts } from './PlaceFacts.tsx';
import { PlaceMap } from './PlaceMap.tsx';
import { pathsInDegrees } from './place-picture.ts';

interface PlaceSectionProps {
  readonly plan: ImportPlan;
  readonly place: LayerPlace;
  readonly layer: PlannedLayer;
  readonly onPlan: (plan: ImportPlan) => void;
}

const origins: Readonly<Record<PlannedCrs['origin'], LocalText>> = {
  declared: importTexts.declared,
  assumed: importTexts.assumed,
  stated: importTexts.stated,
  missing: importTexts.missingCrs,
  none: importTexts.noCrs,
};

/** Whether a layer lies where a person says, or nobody yet. */
function isUnstated({ crs, extent, geometry }: PlannedLayer): boolean {
  return extent !== undefined && geometry !== 'raster' && crs.origin !== 'declared' && crs.origin !== 'none';
}

const noOptions: PlaceOptions = { candidates: [], outlines: [], known: [] };

/** One way to say where the layer lies. */
function Guess({
  title,
  code,
  reason,
  away,
  checked,
  onChoose,
}: {
  readonly title: string;
  readonly code: string;
  readonly reason: string;
  readonly away?: number | undefined;
  readonly checked: boolean;
  readonly onChoose: () => void;
}) {
  const say = useText();
  return (
    <label className={`place-guess ${checked ? 'used' : ''}`} aria-label={`${title} ${code}`}>
      <input type="radio" name="place" checked={checked} onChange={onChoose} />
      <span>
        <strong>{title}</strong> <span className="dim">{code}</span>
        <span className="soft place-reason">
          {reason}
          {away !== undefined && ` · ${say(importTexts.kilometresAway, { km: formatNumber(away, away < 10 ? 1 : 0) })}`}
        </span>
      </span>
    </label>
  );
}

/** Where a layer lies: what the file says, ranked guesses with their reasons, a small map, and the way to say otherwise. */
export function PlaceSection({ plan, place, layer, onPlan }: PlaceSectionProps) {
  const say = useText();
  const language = useLanguage();
  const { engine } = useWorkbench();
  const [options, setOptions] = useState<PlaceOptions>(noOptions);
  const [paths, setPaths] = useState<Paths>([]);
  const [code, setCode] = useState('');
  const [near, setNear] = useState(false);
  const [byPoints, setByPoints] = useState(false);
  const [error, setError] = useState<WorkbenchError | null>(null);
  const { crs, extent, place: placement = {} } = layer;
  const source = plan.files[place.file]!.source;

  // The plan changes with every answer of the person; the guesses are those of the file.
  const firstPlan = useState(plan)[0];
  useEffect(() => {
    let isGone = false;
    engine
      .request('import/place-options', { plan: firstPlan, source, layer: place.layer })
      .then((found) => !isGone && setOptions(found))
      .catch((thrown: unknown) => !isGone && setError(WorkbenchError.from(thrown)));
    return () => {
      isGone = true;
    };
  }, [engine, firstPlan, source, place.layer]);

  const { outlines } = options;
  const placeKey = JSON.stringify([crs.id, placement]);
  useEffect(() => {
    let isGone = false;
    const [id, moved] = JSON.parse(placeKey) as [string, Placement];
    void (id === '' ? Promise.resolve([]) : pathsInDegrees(outlines, id, moved)).then(
      (found) => !isGone && setPaths(found),
    );
    return () => {
      isGone = true;
    };
  }, [outlines, placeKey]);

  const state = async (text: string, wanted: Placement): Promise<void> => {
    try {
      // The layers of one drawing or workbook that say nothing themselves lie where this one does.
      const own = plan.files[place.file]!.layers;
      const isAlike = (other: PlannedLayer) =>
        other === layer ||
        (crs.origin !== 'declared' && other.entry === layer.entry && other.crs.id === crs.id && isUnstated(other));
      let changed = plan;
      for (const [at, other] of own.entries())
        if (isAlike(other))
          changed = await engine.request('import/set-crs', {
            plan: changed,
            crs: text,
            place: wanted,
            source,
            layer: at,
          });
      onPlan(changed);
      setError(null);
      setCode('');
    } catch (thrown) {
      setError(WorkbenchError.from(thrown));
    }
  };
  const stateForAll = async (): Promise<void> => {
    try {
      onPlan(await engine.request('import/set-crs', { plan, crs: crs.id }));
      setError(null);
    } catch (thrown) {
      setError(WorkbenchError.from(thrown));
    }
  };
  const isChosen = ({ id, exchanged }: CrsCandidate) =>
    crs.id === id && !placement.points && (placement.exchanged ?? false) === exchanged;
  const withOffset = ({ points: _points, exchanged: _exchanged, ...rest }: Placement, exchanged: boolean) =>
    exchanged ? { ...rest, exchanged } : rest;
  const others = plan.files.flatMap(({ layers }) => layers).filter((other) => other.crs.origin === 'missing').length;
  const problem = error ?? (crs.problem ? WorkbenchError.fromData(crs.problem) : null);
  const isListed = options.candidates.some(isChosen);
  if (crs.origin === 'none') return null;
  return (
    <section>
      <h3>
        {say(importTexts.crs)} <span className="dim">{say(origins[crs.origin])}</span>
      </h3>
      <div className="place">
        <div className="place-picture">
          <PlaceMap paths={paths} known={options.known} near={near} />
          <button type="button" className="link-button" aria-pressed={near} onClick={() => setNear(!near)}>
            {say(near ? importTexts.showZones : importTexts.showNear)}
          </button>
        </div>
        <div className="place-guesses scroll" role="radiogroup" aria-label={say(importTexts.crs)}>
          {!isListed && crs.id !== '' && (
            <Guess
              title={crsLabel(crs.name, language)}
              code={crs.name.includes(crs.id) ? '' : crs.id.slice(0, 40)}
              reason={say(crs.reason)}
              checked
              onChoose={() => undefined}
            />
          )}
          {options.candidates.map((candidate) => (
            <Guess
              key={`${candidate.id} ${candidate.exchanged}`}
              title={crsLabel(candidate.name, language)}
              code={candidate.id}
              reason={say(isChosen(candidate) && crs.origin === 'declared' ? crs.reason : candidate.reason)}
              away={candidate.kilometresAway}
              checked={isChosen(candidate)}
              onChoose={() => void state(candidate.id, withOffset(placement, candidate.exchanged))}
            />
          ))}
          {options.candidates.length === 0 && crs.id === '' && <p className="soft">{say(importTexts.noGuess)}</p>}
        </div>
        <PlaceFacts layer={layer} paths={paths} known={options.known} />
      </div>
      <div className="place-more">
        <form
          className="import-other"
          onSubmit={(event) => {
            event.preventDefault();
            void state(/^\d+$/.test(code.trim()) ? `EPSG:${code.trim()}` : code.trim(), withOffset(placement, false));
          }}
        >
          <TextInput
            aria-label={say(importTexts.otherCrs)}
            placeholder={say(importTexts.otherCrs)}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <button type="submit" className="button" disabled={code.trim() === ''}>
            {say(importTexts.apply)}
          </button>
        </form>
        {layer.geometry !== 'raster' && (
          <>
            <Checkbox
              label={say(importTexts.exchangeAxes)}
              checked={placement.exchanged ?? false}
              disabled={crs.id === '' || placement.points !== undefined}
              onChange={(event) => void state(crs.id, withOffset(placement, event.currentTarget.checked))}
            />
            <LateSelect
              className="field-low"
              aria-label={say(importTexts.offset)}
              disabled={crs.id === ''}
              data={[
                { value: 'none', label: say(importTexts.offsetNone) },
                { value: 'gcj02', label: say(importTexts.offsetGcj) },
                { value: 'bd09', label: say(importTexts.offsetBaidu) },
              ]}
              value={placement.offset ?? 'none'}
              onChange={(value) => {
                const { offset: _before, ...rest } = placement;
                void state(crs.id, value === 'none' ? rest : { ...rest, offset: value as ChinaOffset });
              }}
            />
            <button type="button" className="button" aria-expanded={byPoints} onClick={() => setByPoints(!byPoints)}>
              {say(importTexts.byPoints)}
            </button>
          </>
        )}
      </div>
      {crs.origin === 'stated' && !placement.points && others > 0 && (
        <button type="button" className="link-button" onClick={() => void stateForAll()}>
          {say(importTexts.crsForOthers, { count: others, name: crsLabel(crs.name, language) })}
        </button>
      )}
      {placement.offset && <p className="soft">{say(importTexts.offsetNote)}</p>}
      {byPoints && extent && (
        <PlaceByPoints
          outlines={outlines}
          known={options.known}
          suggestedCrs={plan.project ? `EPSG:${plan.project.epsg}` : ''}
          points={placement.points ?? []}
          onApply={(target, points) => state(target, points.length > 0 ? { points } : {})}
        />
      )}
      <FaultText fault={problem} className="import-problem selectable" />
    </section>
  );
}
