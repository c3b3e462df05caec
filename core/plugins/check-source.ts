import { type Node, parse } from 'acorn';
import type { Fault } from '#core/evaluation/fault.ts';
import { sourceFile } from './plugin-files.ts';

/** The one module that an evaluator may import, under both of its names. */
const sdkModules: ReadonlySet<unknown> = new Set(['cityloom', '#sdk']);

/** The edition of JavaScript that the sandbox understands. */
const edition = 2023;

interface Place {
  readonly line: number;
  readonly column: number;
}

type AnyNode = Node & Readonly<Record<string, unknown>>;

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

function walk(node: AnyNode, visit: (node: AnyNode) => void): void {
  visit(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, visit);
  }
}

/** Names that a module exports. */
function exportedNames(body: readonly AnyNode[]): Set<string> {
  const names = new Set<string>();
  const nameOf = (node: unknown) => {
    const { name, value } = node as { name?: string; value?: unknown };
    if (name !== undefined) names.add(name);
    else if (typeof value === 'string') names.add(value);
  };
  for (const statement of body) {
    if (statement.type !== 'ExportNamedDeclaration') continue;
    const declaration = statement['declaration'];
    if (isNode(declaration)) {
      if (isNode(declaration['id'])) nameOf(declaration['id']);
      for (const part of (declaration['declarations'] as readonly AnyNode[] | undefined) ?? []) nameOf(part['id']);
    }
    for (const specifier of statement['specifiers'] as readonly AnyNode[]) nameOf(specifier['exported']);
  }
  return names;
}

/**
 * What is wrong with the code of an evaluator before it runs, with line and column: it has to be a JavaScript module that
 * exports `evaluate` (and `plan` where the manifest declares `runs`) and imports `cityloom` alone.
 */
export function sourceFaults(source: string, hasPlan: boolean): readonly Fault[] {
  const faults: Fault[] = [];
  const add = (place: Place | undefined, zh: string, en: string, fixZh: string, fixEn: string) => {
    const path = place ? `${sourceFile}:${place.line}:${place.column + 1}` : sourceFile;
    faults.push({ path, message: { zh, en }, fix: { zh: fixZh, en: fixEn } });
  };
  let program: AnyNode;
  try {
    program = parse(source, { ecmaVersion: edition, sourceType: 'module', locations: true }) as unknown as AnyNode;
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    const place = (thrown as SyntaxError & { loc?: Place }).loc;
    const reason = thrown.message.replace(/ \(\d+:\d+\)$/, '');
    add(place, `语法错误：${reason}`, `syntax error: ${reason}`, '改正这一行', 'correct this line');
    return faults;
  }
  const body = program['body'] as readonly AnyNode[];
  const start = (node: AnyNode) => node.loc?.start;
  walk(program, (node) => {
    const from = isNode(node['source']) ? node['source']['value'] : undefined;
    if (node.type === 'ImportExpression') {
      add(
        start(node),
        '用了 import()',
        'it uses import()',
        '改为文件开头的 import',
        'use import at the top of the file',
      );
    } else if (node.type === 'MetaProperty' && (node['meta'] as { name?: string } | undefined)?.name === 'import') {
      add(start(node), '用了 import.meta', 'it uses import.meta', '删去', 'remove it');
    } else if (typeof from === 'string' && !sdkModules.has(from)) {
      add(
        start(node),
        `导入了“${from}”`,
        `it imports "${from}"`,
        '只能导入“cityloom”；把代码放进同一个文件',
        'only "cityloom" can be imported; put the code into this one file',
      );
    }
  });
  const names = exportedNames(body);
  // The form of the program's own evaluators: whether it has a plan shows when it is loaded.
  if (names.has('evaluator')) return faults;
  if (!names.has('evaluate')) {
    add(
      undefined,
      '没有导出 evaluate',
      'it does not export evaluate',
      '写 export function evaluate(snapshot, context)',
      'write export function evaluate(snapshot, context)',
    );
  }
  if (hasPlan && !names.has('plan')) {
    add(
      undefined,
      '声明了 runs，却没有导出 plan',
      'the manifest declares runs, and plan is not exported',
      '写 export function plan(snapshot, context)',
      'write export function plan(snapshot, context)',
    );
  }
  return faults;
}
