import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type LocalText, placeholderNames } from '#core/model/text.ts';

const folder = path.join(import.meta.dirname, '../../renderer/texts');

function isText(value: object): value is LocalText {
  return 'zh' in value && typeof value.zh === 'string' && 'en' in value && typeof value.en === 'string';
}

function textsIn(value: unknown, name: string): [string, LocalText][] {
  if (typeof value !== 'object' || value === null) return [];
  if (isText(value)) return [[name, value]];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, `${name}.${key}`));
}

const texts: [string, LocalText][] = [];
for (const file of readdirSync(folder).filter((name) => name.endsWith('-texts.ts'))) {
  const module = (await import(path.join(folder, file))) as Record<string, unknown>;
  texts.push(...textsIn(module, file));
}

/** Names of the texts for which `isWrong` says yes. */
function wrong(isWrong: (text: LocalText) => boolean): string[] {
  return texts.filter(([, text]) => isWrong(text)).map(([name]) => name);
}

test('every text exists in both languages with the same placeholders', () => {
  expect(texts.length).toBeGreaterThan(400);
  expect(wrong(({ zh, en }) => zh.trim() === '' || en.trim() === '')).toEqual([]);
  expect(wrong(({ zh, en }) => placeholderNames(zh).join() !== placeholderNames(en).join())).toEqual([]);
});

test('Chinese is not formal, does not shout, and keeps a space beside Latin letters and digits', () => {
  const beside = /[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]/;
  expect(wrong(({ zh }) => /[您!！]/.test(zh))).toEqual([]);
  expect(wrong(({ zh }) => beside.test(zh.replaceAll(/\{\w+\}/g, '')))).toEqual([]);
});

test('English has no contractions, no exclamation marks and straight quotes', () => {
  expect(wrong(({ en }) => /!|\bplease\b|\bsuccessfully\b|\w'(?:t|s|re|ll|ve)\b|[“”‘’]/i.test(en))).toEqual([]);
});
