export { type MapPalette, palettes } from '#core/symbology/map-palette.ts';

/** Text on canvas: the same fonts as the page. */
export const mapFont =
  '"Segoe UI Variable Text", "Segoe UI", -apple-system, "SF Pro Text", "Noto Sans SC", "Noto Sans SC Variable", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei UI", sans-serif';
