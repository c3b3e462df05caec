import { Popover, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useStore } from '#renderer/state/store.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { statusTexts } from '#renderer/texts/status-texts.ts';
import { focusField } from '#renderer/ui/focus-field.ts';
import { groupedCoordinate } from './grouped-coordinate.ts';
import { readCoordinate } from './read-coordinate.ts';

/** Where the pointer is in the project's system; pressed, it asks for a place to go to. */
export function GoToCoordinate() {
  const { map } = useWorkbench();
  const say = useText();
  const point = useStore(map.pointer, (pointer) => pointer.point);
  const [opened, setOpened] = useState(false);
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const go = (): void => {
    const place = readCoordinate(text);
    setWrong(!place);
    if (!place) return;
    map.verbs?.goTo(place);
    setOpened(false);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="top-start" width={280} trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className="coordinates" onClick={() => setOpened(!opened)}>
          {point ? (
            <>
              <span className="visually-hidden">{say(statusTexts.coordinates)} </span>E {groupedCoordinate(point[0])}
              &ensp;N {groupedCoordinate(point[1])}
            </>
          ) : (
            say(statusTexts.goTo)
          )}
        </button>
      </Popover.Target>
      <Popover.Dropdown className="go-to" aria-label={say(statusTexts.goTo)}>
        <TextInput
          ref={focusField}
          label={say(statusTexts.goToLabel)}
          placeholder="40 512 846.31, 3 353 041.17"
          value={text}
          error={wrong && say(statusTexts.goToWrong)}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setWrong(false);
          }}
          onKeyDown={(event) => event.key === 'Enter' && go()}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
