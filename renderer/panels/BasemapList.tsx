import { IconEye, IconEyeOff, IconMapPin, IconPhoto, IconPlus, IconTrash } from '@tabler/icons-react';
import { basemapExtensions } from '#core/formats/basemap.ts';
import { plainPictureExtensions, worldFileExtensions } from '#core/formats/picture-extensions.ts';
import { chooseBasemaps, placeAgain, removeBasemap, setBasemap } from '#renderer/state/basemaps.ts';
import { useStore } from '#renderer/state/store.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { basemapTexts } from '#renderer/texts/basemap-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';

/** A browser sees a world file only where it is chosen together with its picture. */
const choosable = [...basemapExtensions, ...plainPictureExtensions, ...worldFileExtensions];

/** Files that are drawn under everything: at the bottom of the layers, since they lie there. */
export function BasemapList() {
  const workbench = useWorkbench();
  const say = useText();
  const shown = useStore(workbench.basemaps, (state) => state.shown);
  return (
    <section className="basemaps" aria-label={say(basemapTexts.title)}>
      <div className="row group-row">
        <span>{say(basemapTexts.title)}</span>
        <span className="space" />
        <IconButton
          icon={IconPlus}
          kind="small"
          label={say(basemapTexts.add)}
          onClick={() => void chooseBasemaps(workbench, choosable)}
        />
      </div>
      {shown.length === 0 && <p className="dim basemap-none">{say(basemapTexts.none)}</p>}
      <ul>
        {shown.map(({ id, facts, visible, opacity }) => {
          const name = facts.title;
          return (
            <li key={id} className={`row layer-row basemap-row ${visible ? '' : 'off'}`}>
              <Icon of={IconPhoto} size={14} />
              <span
                className="layer-name ellipsis"
                title={`${facts.file}${facts.attribution && ` · ${facts.attribution}`}`}
              >
                {name}
              </span>
              <input
                type="range"
                min={0}
                max={1}
                step={0.05}
                value={opacity}
                aria-label={say(basemapTexts.opacity, { name })}
                onChange={(event) => setBasemap(workbench, id, { opacity: Number(event.currentTarget.value) })}
              />
              {facts.content.kind === 'plain' && (
                <IconButton
                  icon={IconMapPin}
                  kind="small"
                  label={say(basemapTexts.placeAgain, { name })}
                  onClick={() => void placeAgain(workbench, id)}
                />
              )}
              <IconButton
                icon={IconTrash}
                kind="small"
                label={say(basemapTexts.remove, { name })}
                onClick={() => removeBasemap(workbench, id)}
              />
              <IconButton
                icon={visible ? IconEye : IconEyeOff}
                kind="small"
                className="layer-eye"
                label={say(visible ? basemapTexts.hide : basemapTexts.show, { name })}
                onClick={() => setBasemap(workbench, id, { visible: !visible })}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
