/** Maps are drawn light or dark, as the window is; sheets are always light. */
export type MapTheme = 'light' | 'dark';

/** Classes of streets as they are drawn: later ones over earlier ones. */
export type StreetRank = 'path' | 'local' | 'secondary' | 'arterial' | 'ring';

/** Colours of the map in one theme. */
export interface MapPalette {
  readonly theme: MapTheme;
  readonly ground: string;
  readonly parcelEdge: string;
  readonly footprint: string;
  readonly water: string;
  readonly bank: string;
  readonly waterLabel: string;
  readonly street: Readonly<Record<StreetRank, string>>;
  readonly casing: Readonly<Record<StreetRank, string>>;
  readonly median: string;
  readonly label: string;
  readonly softLabel: string;
  readonly halo: string;
  readonly haloSoft: string;
  readonly parkLabel: string;
  /** Colours of metro lines in turn. */
  readonly lines: readonly string[];
  readonly station: string;
  readonly stationRing: string;
  readonly accent: string;
  readonly accentText: string;
  readonly selected: string;
  readonly sketch: string;
  readonly sketchLine: string;
  readonly snap: string;
  /** Parcels that carry no value while others are coloured by one. */
  readonly neutral: string;
  /** Roofs of buildings as they stand, in the oblique view. */
  readonly massing: string;
  /** Differences from much worse to much better. */
  readonly diverging: readonly string[];
}

export const palettes: Readonly<Record<MapTheme, MapPalette>> = {
  light: {
    theme: 'light',
    ground: '#F3F2EC',
    parcelEdge: '#2B2A222B',
    footprint: '#3B332016',
    water: '#BCD8E6',
    bank: '#8FB9CC',
    waterLabel: '#2B5A70',
    street: { path: '#FFFFFF', local: '#FFFFFF', secondary: '#FFFFFF', arterial: '#FFFFFF', ring: '#FFFFFF' },
    casing: { path: '#DAD9D2', local: '#DAD9D2', secondary: '#CFCFC9', arterial: '#BDBFC0', ring: '#A9ADB1' },
    median: '#C9CDD1',
    label: '#22303A',
    softLabel: '#22303ACC',
    halo: '#FFFFFF',
    haloSoft: '#FFFFFFEB',
    parkLabel: '#2F6138',
    lines: ['#7A2E8C', '#0B756E', '#8A4B08', '#1B5E9C', '#9B2242', '#4B6B0F'],
    station: '#FFFFFF',
    stationRing: '#1F2930',
    accent: '#2F55B0',
    accentText: '#24469A',
    selected: '#1D4FC4',
    sketch: '#0C7A4B',
    sketchLine: '#0A5A38',
    snap: '#C2006B',
    neutral: '#EDEEEC',
    massing: '#E4E2DC',
    diverging: ['#D98945', '#F0C9A0', '#EDEEEC', '#B7D6E8', '#6AAED2', '#2276A8'],
  },
  dark: {
    theme: 'dark',
    ground: '#1E2226',
    parcelEdge: '#0B0D0F61',
    footprint: '#FFFFFF13',
    water: '#24465A',
    bank: '#2F5C74',
    waterLabel: '#8FBBD0',
    street: { path: '#2A2F35', local: '#2A2F35', secondary: '#2F353C', arterial: '#383F47', ring: '#434B54' },
    casing: { path: '#191C20', local: '#191C20', secondary: '#171A1E', arterial: '#15181B', ring: '#121518' },
    median: '#5A636D',
    label: '#E8ECEF',
    softLabel: '#E8ECEFCC',
    halo: '#15181B',
    haloSoft: '#15181BEB',
    parkLabel: '#B7DDB4',
    lines: ['#C78BD6', '#4FC1B6', '#E0A66A', '#8FC1F0', '#F09BB0', '#B5D07A'],
    station: '#15181B',
    stationRing: '#F0F3F5',
    accent: '#9DB8F7',
    accentText: '#C2D2FB',
    selected: '#A8C2FF',
    sketch: '#7FE0AE',
    sketchLine: '#EAF7EE',
    snap: '#FF6FB5',
    neutral: '#3A3F45',
    massing: '#6B7178',
    diverging: ['#C9733A', '#8A5635', '#3A3F45', '#2F6A86', '#3E9BC4', '#7CC8EA'],
  },
};
