import { TextInput } from '@mantine/core';
import { IconSearch, IconStar, IconStarFilled } from '@tabler/icons-react';
import { useState } from 'react';
import type { DevelopmentType } from '#core/model/development-type.ts';
import { formatNumber } from '#core/model/text.ts';
import { useStore } from '#renderer/state/store.ts';
import { noteUse, toggleFavourite, typeShelf } from '#renderer/state/type-commands.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useDescription, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { sketchTexts } from '#renderer/texts/sketch-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { LandSwatch } from '#renderer/ui/LandSwatch.tsx';
import { TypesMenu } from './TypesMenu.tsx';

function matches({ label, code, far }: DevelopmentType, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  return [label.zh, label.en.toLowerCase(), code.toLowerCase(), String(far)].some((text) => text.includes(wanted));
}

/** The palette of what land can become; the chosen one goes to the tool in hand. */
export function DevelopmentTypes() {
  const workbench = useWorkbench();
  const say = useText();
  const description = useDescription();
  const tool = useWindow((state) => state.tool);
  const corridorType = useStore(workbench.drafts, (drafts) => drafts.corridor.type);
  const mixedType = useStore(workbench.drafts, (drafts) => drafts.mixedUse.type);
  const [search, setSearch] = useState('');
  const current = tool === 'corridor' ? corridorType : mixedType;
  const { favourites, recents } = useStore(typeShelf(), (shelf) => shelf);
  // Favourites first, then those used last, then the others in their order.
  const rank = ({ id }: DevelopmentType): number => {
    if (favourites.includes(id)) return 0;
    return recents.includes(id) ? 1 + recents.indexOf(id) / 100 : 2;
  };
  const types = description.developmentTypes.filter((type) => matches(type, search)).sort((a, b) => rank(a) - rank(b));
  const choose = (type: string): void => {
    noteUse(type);
    if (workbench.window.get().tool === 'corridor') {
      workbench.drafts.set(({ corridor }) => ({ corridor: { ...corridor, type } }));
    } else {
      workbench.drafts.set(({ mixedUse }) => ({ mixedUse: { ...mixedUse, type, paint: 'type' } }));
    }
  };
  return (
    <section className="panel types-panel" aria-label={say(sketchTexts.types)}>
      <div className="panel-head">
        <h2>{say(sketchTexts.types)}</h2>
        <span className="space" />
        <TypesMenu chosen={description.developmentTypes.find(({ id }) => id === current)} />
      </div>
      <TextInput
        className="panel-search"
        leftSection={<Icon of={IconSearch} size={14} />}
        aria-label={say(sketchTexts.searchTypes)}
        placeholder={say(sketchTexts.searchTypes)}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <div className="row type-head" aria-hidden>
        <span className="swatch-space" />
        <span className="space">{say(sketchTexts.type)}</span>
        <span>{say(sketchTexts.code)}</span>
        <span className="type-far">{say(sketchTexts.far)}</span>
      </div>
      <div className="scroll">
        {types.length === 0 && <Empty text={say(sketchTexts.noTypes)} />}
        <div role="radiogroup" aria-label={say(sketchTexts.types)}>
          {types.map(({ id, label, code, far, landUse, colour }) => (
            <label key={id} className={`row type-row ${id === current ? 'selected' : ''}`}>
              <input
                type="radio"
                name="development-type"
                className="visually-hidden"
                checked={id === current}
                onChange={() => choose(id)}
              />
              <LandSwatch landUse={landUse} code={code} colour={colour} />
              <span className="space ellipsis">{say(label)}</span>
              <span className="dim">{code}</span>
              <span className="dim type-far">{formatNumber(far, 2)}</span>
              <button
                type="button"
                className="icon-button small type-star"
                aria-pressed={favourites.includes(id)}
                aria-label={say(favourites.includes(id) ? sketchTexts.unfavourite : sketchTexts.favourite, {
                  name: say(label),
                })}
                onClick={(event) => {
                  event.preventDefault();
                  toggleFavourite(id);
                }}
              >
                <Icon of={favourites.includes(id) ? IconStarFilled : IconStar} size={12} />
              </button>
            </label>
          ))}
        </div>
      </div>
    </section>
  );
}
