import { expect, test } from 'vitest';
import { readCoordinate } from '#renderer/app/read-coordinate.ts';

test('easting and northing are read as people write them', () => {
  const place = [40_512_846.31, 3_353_041.17];
  for (const text of [
    '40 512 846.31, 3 353 041.17',
    '40512846.31 3353041.17',
    '40512846.31，3353041.17',
    'E 40 512 846.31 N 3 353 041.17',
    'N 3353041.17 E 40512846.31',
    '40\u2009512\u2009846.31; 3\u2009353\u2009041.17',
  ])
    expect(readCoordinate(text), text).toEqual(place);
  expect(readCoordinate('−120.5, −3')).toEqual([-120.5, -3]);
});

test('degrees are read with letters on either side, with minutes and seconds, in any order', () => {
  for (const text of [
    '121.5, 31.25',
    '121.5° 31.25°',
    '31.25°N, 121.5°E',
    '31.25N 121.5E',
    'N31.25 E121.5',
    '121°30′, 31°15′',
    '121°30\'0" E, 31°15\'00" N',
    '121.5，31.25',
  ])
    expect(readCoordinate(text), text).toEqual([121.5, 31.25]);
  expect(readCoordinate('23°27′36″S, 46.5°W')).toEqual([-46.5, -23.46]);
  for (const text of ['31°75′, 121°', '31N, 121N']) expect(readCoordinate(text), text).toBeUndefined();
});

test('what is not two numbers is no place', () => {
  for (const text of ['', '40512846', 'here, there', '1, 2, 3', '12a, 5', '1.2.3, 4'])
    expect(readCoordinate(text), text).toBeUndefined();
});
