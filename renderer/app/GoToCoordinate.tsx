import { Popover, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { LocalText } from '#core/model/text.ts';
import type { ShownCoordinates } from '#renderer/state/shown-coordinates.ts';
import { useStore } from '#renderer/state/store.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { statusTexts } from '#renderer/texts/status-texts.ts';
import { focusField } from '#renderer/ui/focus-field.ts';
import { groupedCoordinate } from './grouped-coordinate.ts';
import { readCoordinate } from './read-coordinate.ts';

/** Where the pointer is; pressed, it asks for a place to go to. */
export function GoToCoordinate({ coordinates }: { readonly coordinates: ShownCoordinates }) {
  const { map } = useWorkbench();
  const say = useText();
  const point = useStore(map.pointer, (pointer) => pointer.point);
  const [opened, setOpened] = useState(false);
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<LocalText | null>(null);
  const { isDegrees } = coordinates;
  const shown = point && coordinates.toShown(point);
  const write = isDegrees ? (degrees: number) => `${degrees.toFixed(6).replace('-', '−')}°` : groupedCoordinate;
  const go = (): void => {
    const typed = readCoordinate(text);
    const place = typed && coordinates.toProject(typed);
    if (!place) return setWrong(typed ? statusTexts.goToNowhere : statusTexts.goToWrong);
    map.verbs?.goTo(place);
    setOpened(false);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="top-start" width={280} trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className="coordinates" onClick={() => setOpened(!opened)}>
          {shown ? (
            <>
              <span className="visually-hidden">{say(statusTexts.coordinates)} </span>E {write(shown[0])}
              &ensp;N {write(shown[1])}
            </>
          ) : (
            say(statusTexts.goTo)
          )}
        </button>
      </Popover.Target>
      <Popover.Dropdown className="go-to" aria-label={say(statusTexts.goTo)}>
        <TextInput
          ref={focusField}
          label={say(isDegrees ? statusTexts.goToDegrees : statusTexts.goToLabel)}
          placeholder={isDegrees ? '121.4737, 31.2304' : '40 512 846.31, 3 353 041.17'}
          value={text}
          error={wrong && say(wrong)}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setWrong(null);
          }}
          onKeyDown={(event) => event.key === 'Enter' && go()}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
