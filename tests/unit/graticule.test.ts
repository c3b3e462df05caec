import { expect, test } from 'vitest';
import { degreeLabel, degreeLines, metreLabel, metreLines, metreStep } from '#renderer/map/graticule.ts';

test('a metre grid has round steps about 150 pixels apart, whatever the scale', () => {
  for (let metresPerPixel = 0.02; metresPerPixel < 400; metresPerPixel *= 1.3) {
    const step = metreStep(metresPerPixel);
    expect([1, 2, 5]).toContain(Number(String(step)[0]));
    if (step > 1) {
      expect(step / metresPerPixel).toBeGreaterThan(100);
      expect(step / metresPerPixel).toBeLessThan(300);
    }
  }
  expect(metreLines(10, 40_510_300, 40_514_100)).toEqual({
    step: 2000,
    values: [40_512_000, 40_514_000],
  });
  expect(metreLabel(40_512_000)).toBe('40 512 000');
  expect(metreLabel(-500)).toBe('−500');
});

test('longitudes and latitudes divide the degree as maps do, and are named by what their step needs', () => {
  const { step, values } = degreeLines(118.71, 118.83, 1000);
  expect(Math.round(step * 3600)).toBe(60);
  expect(values.map((value) => degreeLabel(value, step, 'longitude')).slice(0, 2)).toEqual(['118°43′E', '118°44′E']);
  expect(degreeLabel(-0.5, 0.5, 'latitude')).toBe('0°30′S');
  expect(degreeLabel(0, 1, 'latitude')).toBe('0°');
  expect(degreeLabel(31 + 5 / 3600, 5 / 3600, 'latitude')).toBe('31°00′05″N');
  expect(degreeLines(0, 60, 1200).step).toBe(10);
});
