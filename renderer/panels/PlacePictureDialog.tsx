import type { PointPair } from '#core/crs/fit-points.ts';
import type { PictureToPlace } from '#renderer/state/picture-file.ts';
import { useText } from '#renderer/state/use-text.ts';
import { basemapTexts } from '#renderer/texts/basemap-texts.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { PlaceByPoints } from './PlaceByPoints.tsx';

interface PlacePictureDialogProps {
  readonly picture: PictureToPlace;
  readonly answer: (points: readonly PointPair[] | null) => void;
}

/** Asks where points of a picture lie, by clicking in the picture and in known layers or by typing. */
export function PlacePictureDialog({ picture, answer }: PlacePictureDialogProps) {
  const say = useText();
  const { title, known, epsg, points } = picture;
  return (
    <Dialog title={say(basemapTexts.placeTitle, { name: title })} width={880} onClose={() => answer(null)}>
      <div className="place-picture">
        <p className="soft">{say(basemapTexts.placeHint, { epsg: String(epsg) })}</p>
        <PlaceByPoints
          picture={picture}
          known={known}
          suggestedCrs={`EPSG:${epsg}`}
          points={points}
          onApply={(_crs, pairs) => answer(pairs)}
          onCancel={() => answer(null)}
        />
      </div>
    </Dialog>
  );
}
