import { Autocomplete, Checkbox, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ScenarioId } from '#core/model/ids.ts';
import { type OptionalElementId, optionalElements, type PaperId, type PrintLayout } from '#core/model/print-layout.ts';
import { isPrintScale } from '#core/model/print-layout-fault.ts';
import { shownScenarios } from '#core/model/scenario.ts';
import { formatNumber, type Language } from '#core/model/text.ts';
import type { Sheet } from '#core/print/sheet-svg.ts';
import { chooseLogo } from '#renderer/state/print-commands.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useDescription, useWorkbench } from '#renderer/state/workbench.ts';
import { elementTexts, printTexts } from '#renderer/texts/print-texts.ts';

/** Scales that plans are printed at. */
const usualScales = [500, 1000, 2000, 5000, 10_000, 25_000, 50_000, 100_000];

/** N of a scale as a person writes it: 5000, 5,000, 1:5 000. */
function readScale(text: string): number | undefined {
  const scale = Number(text.replace(/^\s*1\s*[:：]/u, '').replaceAll(/[\s,，\u2009]/gu, ''));
  return isPrintScale(scale) ? scale : undefined;
}

interface PrintOptionsProps {
  readonly layout: PrintLayout;
  readonly sheet: Sheet | null;
  readonly onChange: (layout: PrintLayout) => void;
}

/** The scale: one of the usual ones, one that is typed, or as large as the plan fits. */
function ScaleField({ layout, sheet, onChange }: PrintOptionsProps) {
  const say = useText();
  const write = (scale: number | undefined): string => (scale === undefined ? '' : `1:${formatNumber(scale)}`);
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = typed !== null && typed.trim() !== '' && readScale(typed) === undefined;
  const take = (text: string): void => {
    setTyped(text);
    const { scale: _, ...rest } = layout;
    const scale = readScale(text);
    if (text.trim() === '') onChange(rest);
    else if (scale !== undefined) onChange({ ...rest, scale });
  };
  return (
    <Autocomplete
      label={say(printTexts.scale)}
      placeholder={sheet ? `${say(printTexts.fit)} (${write(sheet.denominator)})` : say(printTexts.fit)}
      data={usualScales.map((scale) => write(scale))}
      filter={({ options }) => options}
      value={typed ?? write(layout.scale)}
      error={isWrong && say(printTexts.scaleWrong)}
      onChange={take}
      onBlur={() => setTyped(null)}
    />
  );
}

/** Which maps stand on the sheet, what they look at, and in which colours. */
function MapFields(props: PrintOptionsProps) {
  const { layout, onChange } = props;
  const say = useText();
  const { map } = useWorkbench();
  const description = useDescription();
  const [first, second] = layout.scenarios;
  const scenarios = shownScenarios(description.scenarios).map(({ id, letter, name }) => ({
    value: id as string,
    label: `${letter} ${say(name)}`.trim(),
  }));
  const chosen = (one: ScenarioId, two: ScenarioId | undefined): PrintLayout['scenarios'] =>
    two === undefined ? [one] : [one, two];
  // Maps that come or go find new places; elements that were moved for them keep theirs.
  const { map: _, 'second-map': __, ...others } = layout.boxes;
  const lookAt = (centre: PrintLayout['centre'] | null): void => {
    const { centre: ___, scale: ____, ...rest } = layout;
    onChange(centre ? { ...layout, centre } : rest);
  };
  const lookThere = (): void => {
    const place = map.verbs?.view();
    if (place) lookAt([place.x, place.y]);
  };
  return (
    <fieldset className="print-part">
      <legend>{say(printTexts.maps)}</legend>
      <Select
        label={say(printTexts.scenario)}
        data={scenarios}
        value={first}
        onChange={(id) => onChange({ ...layout, scenarios: chosen((id ?? first) as ScenarioId, second) })}
      />
      <Select
        label={say(printTexts.second)}
        data={[{ value: '', label: say(printTexts.none) }, ...scenarios.filter(({ value }) => value !== first)]}
        value={second ?? ''}
        onChange={(id) =>
          onChange({ ...layout, boxes: others, scenarios: chosen(first, id ? (id as ScenarioId) : undefined) })
        }
      />
      <ScaleField {...props} />
      <div className="print-pair">
        <button type="button" className="button" onClick={() => lookAt(null)}>
          {say(printTexts.whole)}
        </button>
        <button type="button" className="button" disabled={!map.verbs} onClick={lookThere}>
          {say(printTexts.view)}
        </button>
      </div>
      <div className="print-line">
        <span className="soft">{say(printTexts.colours)}</span>
        <SegmentedControl
          aria-label={say(printTexts.colours)}
          data={[
            { value: 'screen', label: say(printTexts.screen) },
            { value: 'drawing', label: say(printTexts.drawing) },
          ]}
          value={layout.colours}
          onChange={(colours) => onChange({ ...layout, colours: colours as PrintLayout['colours'] })}
        />
      </div>
    </fieldset>
  );
}

/** Size and direction of the paper, and the language on it. */
function PaperFields({ layout, onChange }: PrintOptionsProps) {
  const say = useText();
  // Other paper, other places.
  const onPaper = (change: Partial<PrintLayout>): void => onChange({ ...layout, ...change, boxes: {} });
  return (
    <fieldset className="print-part">
      <legend>{say(printTexts.paper)}</legend>
      <div className="print-line">
        <SegmentedControl
          aria-label={say(printTexts.paper)}
          data={[
            { value: 'a4', label: 'A4' },
            { value: 'a3', label: 'A3' },
          ]}
          value={layout.paper}
          onChange={(paper) => onPaper({ paper: paper as PaperId })}
        />
        <SegmentedControl
          aria-label={say(printTexts.direction)}
          data={[
            { value: 'landscape', label: say(printTexts.landscape) },
            { value: 'portrait', label: say(printTexts.portrait) },
          ]}
          value={layout.landscape ? 'landscape' : 'portrait'}
          onChange={(direction) => onPaper({ landscape: direction === 'landscape' })}
        />
      </div>
      <div className="print-line">
        <span className="soft">{say(printTexts.language)}</span>
        <SegmentedControl
          aria-label={say(printTexts.language)}
          data={[
            { value: 'zh', label: say(printTexts.zh) },
            { value: 'en', label: say(printTexts.en) },
          ]}
          value={layout.language}
          onChange={(language) => onChange({ ...layout, language: language as Language })}
        />
      </div>
    </fieldset>
  );
}

/** What is written on the sheet. */
function WordFields({ layout, onChange }: PrintOptionsProps) {
  const say = useText();
  return (
    <fieldset className="print-part">
      <legend>{say(printTexts.words)}</legend>
      <TextInput
        label={say(printTexts.sheetTitle)}
        value={layout.title}
        onChange={(event) => onChange({ ...layout, title: event.currentTarget.value })}
      />
      <TextInput
        label={say(printTexts.subtitle)}
        value={layout.subtitle}
        onChange={(event) => onChange({ ...layout, subtitle: event.currentTarget.value })}
      />
      <div className="print-pair">
        <TextInput
          label={say(printTexts.author)}
          value={layout.author}
          onChange={(event) => onChange({ ...layout, author: event.currentTarget.value })}
        />
        <TextInput
          label={say(printTexts.date)}
          placeholder={say(printTexts.today)}
          value={layout.date ?? ''}
          onChange={(event) => onChange({ ...layout, date: event.currentTarget.value })}
        />
      </div>
      <Textarea
        label={say(printTexts.notes)}
        rows={3}
        value={layout.notes}
        onChange={(event) => onChange({ ...layout, notes: event.currentTarget.value })}
      />
    </fieldset>
  );
}

/** Which elements are on the sheet. */
function ElementFields({ layout, onChange }: PrintOptionsProps) {
  const workbench = useWorkbench();
  const say = useText();
  const show = (id: OptionalElementId, shown: boolean): void =>
    onChange({ ...layout, shown: { ...layout.shown, [id]: shown } });
  const logo = async (): Promise<void> => {
    const address = await chooseLogo(workbench);
    if (address !== undefined) onChange({ ...layout, logo: address });
  };
  const { logo: _, ...withoutLogo } = layout;
  return (
    <fieldset className="print-part">
      <legend>{say(printTexts.elements)}</legend>
      <div className="print-checks">
        {optionalElements.map((id) => (
          <Checkbox
            key={id}
            label={say(elementTexts[id])}
            checked={layout.shown[id]}
            onChange={(event) => show(id, event.currentTarget.checked)}
          />
        ))}
        <Checkbox
          label={say(printTexts.graticule)}
          checked={layout.graticule}
          onChange={(event) => onChange({ ...layout, graticule: event.currentTarget.checked })}
        />
      </div>
      <div className="print-pair">
        {layout.logo === undefined ? (
          <button type="button" className="button" onClick={() => void logo()}>
            {say(printTexts.chooseLogo)}
          </button>
        ) : (
          <button type="button" className="button" onClick={() => onChange(withoutLogo)}>
            {say(printTexts.removeLogo)}
          </button>
        )}
        <button
          type="button"
          className="button"
          disabled={Object.keys(layout.boxes).length === 0}
          onClick={() => onChange({ ...layout, boxes: {} })}
        >
          {say(printTexts.reset)}
        </button>
      </div>
    </fieldset>
  );
}

/** All choices about a sheet. */
export function PrintOptions(props: PrintOptionsProps) {
  const say = useText();
  return (
    <>
      <PaperFields {...props} />
      <MapFields {...props} />
      <WordFields {...props} />
      <ElementFields {...props} />
      <p className="dim print-hint">{say(printTexts.hint)}</p>
    </>
  );
}
