/** Extensions of world files beside a picture: of its own kind, or general. */
export const worldExtensions: Readonly<Record<string, readonly string[]>> = {
  '.png': ['.pgw', '.pngw', '.wld'],
  '.jpg': ['.jgw', '.jpgw', '.wld'],
  '.jpeg': ['.jgw', '.jpegw', '.jpgw', '.wld'],
  '.webp': ['.wpw', '.webpw', '.wld'],
};

/** Extensions of files that say where the picture beside them lies. */
export const worldFileExtensions: readonly string[] = [...new Set(Object.values(worldExtensions).flat())];

/** Extensions of pictures that do not say themselves where they lie. */
export const plainPictureExtensions: readonly string[] = Object.keys(worldExtensions);
