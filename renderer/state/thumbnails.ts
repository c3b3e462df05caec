const key = 'cityloom.pictures';

/** How many projects keep a picture. */
const limit = 6;

function isPictureList(value: unknown): value is [string, string][] {
  return (
    Array.isArray(value) && value.every((one) => Array.isArray(one) && one.every((part) => typeof part === 'string'))
  );
}

function read(): [string, string][] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return isPictureList(stored) ? stored : [];
  } catch {
    return [];
  }
}

/** Small pictures of projects by the token of their place, for the start page. */
export function projectPictures(): ReadonlyMap<string, string> {
  return new Map(read());
}

/** Keeps the picture of a project; those of the longest unopened are dropped. */
export function keepPicture(token: string, picture: string | null): void {
  if (picture === null) return;
  const others = read().filter(([other]) => other !== token);
  try {
    localStorage.setItem(key, JSON.stringify([[token, picture], ...others].slice(0, limit)));
  } catch {
    // Full storage: the project has no picture, which is no fault.
  }
}
