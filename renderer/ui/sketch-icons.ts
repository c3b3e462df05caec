import { createReactComponent } from '@tabler/icons-react';

/** A train from the front, as on station signs. */
export const IconStation = createReactComponent('outline', 'station', 'Station', [
  ['path', { d: 'M8 4h8a2 2 0 0 1 2 2v9a3 3 0 0 1 -3 3h-6a3 3 0 0 1 -3 -3v-9a2 2 0 0 1 2 -2', key: 'body' }],
  ['path', { d: 'M6.5 11h11', key: 'window' }],
  ['path', { d: 'M9.5 14.5h.01', key: 'left' }],
  ['path', { d: 'M14.5 14.5h.01', key: 'right' }],
  ['path', { d: 'M9 18l-1.6 3', key: 'leg' }],
  ['path', { d: 'M15 18l1.6 3', key: 'other-leg' }],
]);

/** A winding band between two places. */
export const IconCorridor = createReactComponent('outline', 'corridor', 'Corridor', [
  ['path', { d: 'M6.5 19.5c7 -.5 .8 -8.6 6 -10s3.6 -4.6 5 -5', key: 'line' }],
  ['circle', { cx: '5', cy: '19.5', r: '1.6', key: 'start' }],
  ['circle', { cx: '19', cy: '4.5', r: '1.6', key: 'end' }],
  [
    'path',
    {
      d: 'M16.5 20v-4.5m0 0c-1.8 0 -2.7 -.9 -2.7 -2.7c1.8 0 2.7 .9 2.7 2.7m0 0c0 -1.7 1.1 -2.8 2.9 -2.8c0 1.7 -1.1 2.8 -2.9 2.8',
      key: 'leaf',
    },
  ],
]);

/** A block divided among uses. */
export const IconMixedUse = createReactComponent('outline', 'mixed-use', 'MixedUse', [
  ['rect', { x: '4', y: '4', width: '16', height: '16', rx: '2', key: 'block' }],
  ['path', { d: 'M4 13h16', key: 'across' }],
  ['path', { d: 'M12 4v9', key: 'upper' }],
  ['path', { d: 'M9 13v7', key: 'lower' }],
]);
