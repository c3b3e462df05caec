import { Checkbox } from '@mantine/core';
import { shortNames } from '#core/formats/dbf-writer.ts';
import type { Layer } from '#core/model/layer.ts';
import { useText } from '#renderer/state/use-text.ts';
import { exportTexts } from '#renderer/texts/export-texts.ts';

interface ExportFieldsProps {
  readonly layer: Layer;
  /** Names of the fields that are left out. */
  readonly left: ReadonlySet<string>;
  /** Whether names are shortened to what a DBF holds. */
  readonly isDbf: boolean;
  readonly onChange: (left: ReadonlySet<string>) => void;
}

/** Which fields of a layer are written, and under which names. */
export function ExportFields({ layer, left, isDbf, onChange }: ExportFieldsProps) {
  const say = useText();
  const names = layer.fields.map(({ name }) => name);
  const kept = names.filter((name) => !left.has(name));
  // The id of each feature is written before its fields.
  const shortened = isDbf ? shortNames(['id', ...kept]).slice(1) : kept;
  const toggle = (name: string): void => {
    const next = new Set(left);
    if (!next.delete(name)) next.add(name);
    onChange(next);
  };
  return (
    <fieldset className="export-fields">
      <legend>
        {say(exportTexts.fields)}
        <button type="button" className="link-button" onClick={() => onChange(new Set())}>
          {say(exportTexts.chooseAll)}
        </button>
        <button type="button" className="link-button" onClick={() => onChange(new Set(names))}>
          {say(exportTexts.chooseNone)}
        </button>
      </legend>
      {isDbf && <p className="dim">{say(exportTexts.shortened)}</p>}
      <ul className="scroll">
        {names.map((name) => {
          const short = shortened[kept.indexOf(name)];
          return (
            <li key={name}>
              <Checkbox label={name} checked={!left.has(name)} onChange={() => toggle(name)} />
              {short !== undefined && short !== name && <span className="dim">→ {short}</span>}
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
