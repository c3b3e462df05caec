type Environment = Readonly<Record<string, string | undefined>>;

export function chromiumPlaces(platform?: NodeJS.Platform, environment?: Environment): string[];
export function findChromium(
  platform?: NodeJS.Platform,
  environment?: Environment,
  isThere?: (file: string) => boolean,
): string | undefined;
export function hasDisplay(platform?: NodeJS.Platform, environment?: Environment): boolean;
