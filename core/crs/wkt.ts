import { WorkbenchError } from '#core/model/workbench-error.ts';

/** One bracket of WKT: `SPHEROID["WGS 84",6378137,298.257223563]`. Bare words such as `EAST` are texts. */
export interface WktNode {
  /** Upper case. */
  readonly keyword: string;
  readonly values: readonly (string | number | WktNode)[];
}

const tokenPattern = /\s*(?:"((?:[^"]|"")*)"|([[(])|([\])])|(,)|([^\s"[\](),]+))/y;

/**
 * Reads well-known text of a coordinate system: version 1 of OGC, GDAL or ESRI, or version 2. Only the first definition
 * counts; what follows it (the vertical system in an ESRI `.prj`) is left out.
 *
 * Errors: `crs/syntax` with the character at which the text breaks off.
 */
export function parseWkt(text: string): WktNode {
  const fail = (position: number, zh: string, en: string): never => {
    throw new WorkbenchError('crs/syntax', {
      text: text.trim().slice(0, 80),
      reason: { zh: `第 ${position + 1} 个字符处${zh}`, en: `${en} at character ${position + 1}` },
    });
  };
  const stack: { keyword: string; values: (string | number | WktNode)[] }[] = [];
  let word: string | undefined;
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.length) {
    const position = tokenPattern.lastIndex;
    const match = tokenPattern.exec(text);
    if (!match) return fail(position, '不是 WKT', 'this is not WKT');
    const [, quoted, open, close, comma, bare] = match;
    const top = stack.at(-1);
    if (open !== undefined) {
      if (word === undefined) return fail(position, '括号前没有关键字', 'a bracket without a keyword');
      stack.push({ keyword: word.toUpperCase(), values: [] });
      word = undefined;
      continue;
    }
    if (bare !== undefined) {
      if (word !== undefined) return fail(position, '缺少逗号', 'a comma is missing');
      word = bare;
      continue;
    }
    if (!top) return fail(position, '不是 WKT', 'this is not WKT');
    if (quoted !== undefined) top.values.push(quoted.replaceAll('""', '"'));
    if ((comma !== undefined || close !== undefined) && word !== undefined) {
      const number = Number(word);
      top.values.push(Number.isNaN(number) ? word : number);
      word = undefined;
    }
    if (close !== undefined) {
      stack.pop();
      const parent = stack.at(-1);
      if (!parent) return top;
      parent.values.push(top);
    }
  }
  return fail(text.length, '文本中断，括号没有闭合', 'the text ends before its brackets are closed');
}

/** The first child with one of `keywords`. */
export function wktChild(node: WktNode, ...keywords: readonly string[]): WktNode | undefined {
  for (const value of node.values) if (typeof value === 'object' && keywords.includes(value.keyword)) return value;
  return undefined;
}

/** All children with one of `keywords`. */
export function wktChildren(node: WktNode, ...keywords: readonly string[]): WktNode[] {
  return node.values.filter((value): value is WktNode => typeof value === 'object' && keywords.includes(value.keyword));
}

/** The first value, which is the name in all nodes that have one. */
export function wktName(node: WktNode): string {
  return typeof node.values[0] === 'string' ? node.values[0] : '';
}

/** The number at place `index`, NaN where there is none. */
export function wktNumber(node: WktNode, index: number): number {
  const value = node.values[index];
  return typeof value === 'number' ? value : Number.NaN;
}
