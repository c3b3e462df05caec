import { Popover, Select, TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import type { Field, Scalar } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { setValues } from '#renderer/state/edit-commands.ts';
import { filledText } from '#renderer/state/filled-text.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { tableTexts } from '#renderer/texts/table-texts.ts';
import { fieldChoices, fieldInput, fieldLabel, readFieldInput } from '#renderer/ui/field-text.ts';
import { focusField } from '#renderer/ui/focus-field.ts';

interface CellEditorProps {
  readonly layer: Layer;
  readonly field: Field;
  readonly feature: FeatureId;
  readonly value: Scalar;
  /** Ends the editing; `next` asks for the cell below. */
  readonly onDone: (next: boolean) => void;
}

const booleanChoices = ['true', 'false'];

/** One value of the table while it is being changed. What is refused stays here with the reason. */
export function CellEditor({ layer, field, feature, value, onDone }: CellEditorProps) {
  const workbench = useWorkbench();
  const say = useText();
  const language = useLanguage();
  const name = fieldLabel(layer.role, field.name);
  const [draft, setDraft] = useState(fieldInput(field, value));
  const [fault, setFault] = useState<string | null>(null);

  const settle = async (text: string, next: boolean): Promise<void> => {
    const read = readFieldInput(field, text);
    if (read === undefined) {
      setFault(say(tableTexts.notOfType, { value: text, type: say(tableTexts[field.type]) }));
      return;
    }
    if (read === value) {
      onDone(next);
      return;
    }
    const label = filledText(tableTexts.valueEdited, { name: name[language] });
    const refused = await setValues(workbench, layer.id, label, [{ feature, values: { [field.name]: read } }]);
    if (refused) setFault(`${refused.describe(language)} ${refused.hint(language)}`);
    else onDone(next);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Escape') onDone(false);
    if (event.key === 'Enter') void settle(draft, true);
  };
  const choices =
    field.type === 'boolean'
      ? booleanChoices.map((choice) => ({
          value: choice,
          label: say(choice === 'true' ? tableTexts.yes : tableTexts.no),
        }))
      : fieldChoices(layer.role, field)?.map((choice) => ({ value: choice.value, label: say(choice.label) }));
  const label = say(tableTexts.editValue, { name: say(name) });
  if (choices) {
    return (
      <Select
        ref={focusField}
        className="cell-editor"
        aria-label={label}
        data={choices}
        searchable
        defaultDropdownOpened
        clearable
        value={value === null ? null : String(value)}
        error={fault}
        onChange={(choice) => void settle(choice ?? '', false)}
        onBlur={() => onDone(false)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Escape') onDone(false);
        }}
      />
    );
  }
  return (
    <Popover opened={fault !== null} position="top-start" withArrow={false}>
      <Popover.Target>
        <TextInput
          ref={focusField}
          className="cell-editor"
          aria-label={label}
          aria-invalid={fault !== null}
          value={draft}
          onChange={(event) => {
            setDraft(event.currentTarget.value);
            setFault(null);
          }}
          onKeyDown={onKeyDown}
          onBlur={() => {
            if (fault === null) void settle(draft, false);
          }}
          onClick={(event) => event.stopPropagation()}
          onDoubleClick={(event) => event.stopPropagation()}
        />
      </Popover.Target>
      <Popover.Dropdown className="cell-fault" role="alert">
        {fault}
      </Popover.Dropdown>
    </Popover>
  );
}
