import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { formats } from '#core/formats/formats.ts';
import type { LayerId, ScenarioId } from '#core/model/ids.ts';
import { shownScenarios } from '#core/model/scenario.ts';
import { formatNumber } from '#core/model/text.ts';
import { type ExportOutcome, exportLayers } from '#renderer/state/export-commands.ts';
import { useText } from '#renderer/state/use-text.ts';
import { scenarioOf, useProject, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { exportTexts } from '#renderer/texts/export-texts.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { ExportFields } from './ExportFields.tsx';
import { ExportOutcomeView } from './ExportOutcomeView.tsx';

const writable = formats.filter(({ write }) => write);
/** Formats whose places are in degrees of WGS 84 whatever the project has. */
const inDegrees = new Set(['geojson', 'geojson-lines', 'kml', 'kmz', 'csv', 'tsv', 'xlsx']);
const everything = 'all';

interface ExportDialogProps {
  /** The layer to begin with; the one of the attribute table when absent. */
  readonly layer?: LayerId | undefined;
  /** Whether it begins with the selected features rather than all. */
  readonly onlySelected?: boolean;
  readonly onClose: () => void;
}

/** Writes one layer or all of them as another program wants them, and says what the format could not keep. */
export function ExportDialog({ layer: first, onlySelected: begins = false, onClose }: ExportDialogProps) {
  const workbench = useWorkbench();
  const say = useText();
  const { description, featureCounts } = useProject();
  const shown = useWindow((state) => state.scenario);
  const current = useWindow((state) => state.tableLayer);
  const selected = useWindow((state) => state.selected);
  const layers = description.layers.filter(({ table }) => table !== '');
  const [what, setWhat] = useState<string>(layers.find(({ id }) => id === (first ?? current))?.id ?? everything);
  const [scenario, setScenario] = useState<ScenarioId>(shown);
  const [format, setFormat] = useState('geopackage');
  const [crs, setCrs] = useState('');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const isPicked = selected.layer !== null && selected.features.length > 0;
  const [onlySelected, setOnlySelected] = useState(begins);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<ExportOutcome | null>(null);
  const layer = layers.find(({ id }) => id === what);
  const hasSelection = isPicked && selected.layer === layer?.id;
  const degrees = inDegrees.has(format);

  const run = async (): Promise<void> => {
    setBusy(true);
    const chosen = layer ? [layer] : layers;
    const fields = layer?.fields.map(({ name }) => name).filter((name) => !left.has(name));
    const request = {
      format,
      scenario,
      layers: chosen.map(({ id }) => ({
        layer: id,
        ...(layer && left.size > 0 && fields ? { fields } : {}),
        ...(hasSelection && onlySelected ? { features: selected.features } : {}),
      })),
      ...(crs.trim() === '' || degrees ? {} : { crs: crs.trim() }),
    };
    const name = layer?.name ?? description.name;
    const letter = scenarioOf(description, scenario).letter;
    const done = await exportLayers(workbench, letter === '' ? name : `${name} ${letter}`, request);
    setBusy(false);
    if (done) setOutcome(done);
  };

  if (outcome) {
    return (
      <Dialog
        title={say(exportTexts.title)}
        width={520}
        onClose={onClose}
        foot={
          <button type="button" className="button primary large" onClick={onClose}>
            {say(exportTexts.close)}
          </button>
        }
      >
        <ExportOutcomeView outcome={outcome} />
      </Dialog>
    );
  }
  return (
    <Dialog
      title={say(exportTexts.title)}
      width={520}
      onClose={onClose}
      foot={
        <button type="button" className="button primary large" disabled={busy} onClick={() => void run()}>
          {say(exportTexts.export)}
        </button>
      }
    >
      <div className="form export-form">
        <Select
          label={say(exportTexts.what)}
          data={[
            ...layers.map(({ id, name }) => ({ value: id as string, label: name })),
            { value: everything, label: say(exportTexts.allLayers) },
          ]}
          value={what}
          onChange={(value) => {
            setWhat(value ?? everything);
            setLeft(new Set());
          }}
        />
        <Select
          label={say(exportTexts.scenario)}
          data={shownScenarios(description.scenarios).map(({ id, letter, name }) => ({
            value: id as string,
            label: `${letter} ${say(name)}`.trim(),
          }))}
          value={scenario}
          onChange={(value) => setScenario((value ?? scenario) as ScenarioId)}
        />
        {hasSelection && (
          <Select
            label={say(exportTexts.rows)}
            data={[
              { value: 'all', label: say(exportTexts.allRows, { count: formatNumber(featureCounts[layer.id] ?? 0) }) },
              { value: 'selected', label: say(exportTexts.selectedRows, { count: selected.features.length }) },
            ]}
            value={onlySelected ? 'selected' : 'all'}
            onChange={(value) => setOnlySelected(value === 'selected')}
          />
        )}
        <Select
          label={say(exportTexts.format)}
          data={writable.map(({ id, label }) => ({ value: id, label: say(label) }))}
          value={format}
          onChange={(value) => setFormat(value ?? format)}
          {...(layer ? {} : { description: say(format === 'geopackage' ? exportTexts.together : exportTexts.archive) })}
        />
        <TextInput
          label={say(exportTexts.crs)}
          placeholder={say(exportTexts.projectCrs, { name: description.crsName })}
          description={say(degrees ? exportTexts.alwaysWgs84 : exportTexts.crsHint)}
          disabled={degrees}
          value={degrees ? '' : crs}
          onChange={(event) => setCrs(event.currentTarget.value)}
        />
        {layer && (
          <ExportFields
            layer={layer}
            left={left}
            isDbf={format === 'shapefile' || format === 'dbf'}
            onChange={setLeft}
          />
        )}
      </div>
    </Dialog>
  );
}
