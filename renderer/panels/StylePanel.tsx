import { NumberInput, Select } from '@mantine/core';
import { IconArrowBackUp, IconClipboard, IconCopy } from '@tabler/icons-react';
import type { LayerId } from '#core/model/ids.ts';
import { changeStyle, copyStyle, pasteStyle, resetStyle, type StyleParts } from '#renderer/state/style-commands.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useDescription, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { styleTexts } from '#renderer/texts/style-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { StyleLabels } from './StyleLabels.tsx';
import { StyleSymbology } from './StyleSymbology.tsx';

interface ScaleFieldProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
}

/** A scale by its denominator; empty means any. */
function ScaleField({ label, value, onChange }: ScaleFieldProps) {
  const say = useText();
  return (
    <>
      <span className="soft">{label}</span>
      <NumberInput
        key={value ?? 0}
        className="field-low"
        aria-label={label}
        placeholder={say(styleTexts.always)}
        min={1}
        thousandSeparator=" "
        defaultValue={value ?? ''}
        onBlur={(event) => {
          const next = Number(event.currentTarget.value.replaceAll(/\s/gu, ''));
          const wanted = next > 0 ? next : undefined;
          if (wanted !== value) onChange(wanted);
        }}
      />
    </>
  );
}

/** How the chosen layer is drawn; every change counts at once and can be undone. */
export function StylePanel() {
  const workbench = useWorkbench();
  const say = useText();
  const description = useDescription();
  const chosen = useWindow((state) => state.tableLayer);
  const copied = useWindow((state) => state.copiedStyle);
  const layers = description.layers.filter(({ geometry }) => geometry !== 'none');
  const layer = layers.find(({ id }) => id === chosen) ?? layers[0];
  if (!layer) return <Empty text={say(styleTexts.noLayer)} />;
  const style = description.styles[layer.id];
  const change = (part: { readonly [Part in keyof StyleParts]: StyleParts[Part] | undefined }): void =>
    void changeStyle(workbench, layer.id, (parts) => ({ ...parts, ...part }));
  return (
    <div className="style-panel">
      <div className="style-head">
        <Select
          className="field-low"
          aria-label={say(styleTexts.layer)}
          data={layers.map(({ id, name }) => ({ value: id, label: name }))}
          value={layer.id}
          onChange={(id) => id !== null && workbench.window.set({ tableLayer: id as LayerId })}
        />
        <IconButton icon={IconCopy} label={say(styleTexts.copy)} onClick={() => copyStyle(workbench, layer.id)} />
        <IconButton
          icon={IconClipboard}
          label={say(styleTexts.paste)}
          disabled={copied === null}
          onClick={() => void pasteStyle(workbench, layer.id)}
        />
        <IconButton
          icon={IconArrowBackUp}
          label={say(styleTexts.reset)}
          disabled={!style}
          onClick={() => void resetStyle(workbench, layer.id)}
        />
      </div>
      <StyleSymbology key={layer.id} layer={layer} style={style} onChange={(symbology) => change({ symbology })} />
      <StyleLabels layer={layer} labels={style?.labels} onChange={(labels) => change({ labels })} />
      <section className="style-part" aria-label={say(styleTexts.scales)}>
        <div className="style-grid">
          <ScaleField
            label={say(styleTexts.farthest)}
            value={style?.farthest}
            onChange={(farthest) => change({ farthest })}
          />
          <ScaleField
            label={say(styleTexts.closest)}
            value={style?.closest}
            onChange={(closest) => change({ closest })}
          />
        </div>
      </section>
    </div>
  );
}
