import { type DoorVerb, type DoorVerbs, readLimit } from '#core/rpc/host-door.ts';

type Shape<Value> = (value: unknown) => value is Value;

type ShapesOf<Input extends readonly unknown[]> = { readonly [Index in keyof Input]: Shape<Input[Index]> };
type Shapes = { readonly [Verb in DoorVerb]: ShapesOf<Parameters<DoorVerbs[Verb]>> };

const text =
  (most: number, least = 1): Shape<string> =>
  (value): value is string =>
    typeof value === 'string' && value.length >= least && value.length <= most && !value.includes('\0');

const optional =
  <Value>(shape: Shape<Value>): Shape<Value | undefined> =>
  (value): value is Value | undefined =>
    value === undefined || shape(value);

const wholeNumber =
  (most: number): Shape<number> =>
  (value): value is number =>
    Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most;

const bytes: Shape<Uint8Array<ArrayBuffer>> = (value): value is Uint8Array<ArrayBuffer> =>
  value instanceof Uint8Array && value.buffer instanceof ArrayBuffer;
const flag: Shape<boolean> = (value): value is boolean => typeof value === 'boolean';
const language: Shape<'zh' | 'en'> = (value): value is 'zh' | 'en' => value === 'zh' || value === 'en';
const extensions: Shape<readonly string[]> = (value): value is readonly string[] =>
  Array.isArray(value) && value.length <= 200 && value.every((item) => /^\.\w{1,16}$/.test(String(item)));

/** Keys by the ids of commands: short texts, not more than there are commands. */
const keys: Shape<Readonly<Record<string, string>>> = (value): value is Readonly<Record<string, string>> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length <= 200 &&
  Object.entries(value).every(
    ([id, pressed]) => id.length <= 64 && typeof pressed === 'string' && pressed.length <= 40,
  );

const token: Shape<string> = (value): value is string => typeof value === 'string' && /^[\w-]{1,64}$/.test(value);
const fileName = text(1000);
/** May be empty: a project that was never named. */
const suggestion = text(1000, 0);

/** What each verb of the door takes, argument by argument. This is the fixed list of verbs. */
export const argumentShapes: Shapes = {
  'project/choose': [],
  'project/open': [token],
  'project/save': [optional(token), suggestion, bytes],
  'file/choose': [extensions],
  'file/register': [text(32_767)],
  'file/read': [token, wholeNumber(Number.MAX_SAFE_INTEGER), wholeNumber(readLimit)],
  'file/sibling': [token, fileName],
  'file/save': [suggestion, text(200, 0), bytes],
  'journal/append': [optional(token), bytes],
  'journal/discard': [optional(token)],
  'journal/unsaved': [],
  'recent/list': [],
  'recent/forget': [token],
  'window/ready': [],
  'window/set-unsaved': [flag],
  'window/set-language': [language],
  'window/set-shortcuts': [keys],
  'window/print-pdf': [],
  'window/close': [],
};

/** Whether `input` is what `verb` takes: as many arguments, each of its shape. */
export function fitsShape<Verb extends DoorVerb>(verb: Verb, input: unknown[]): input is Parameters<DoorVerbs[Verb]> {
  const shapes: readonly Shape<unknown>[] = argumentShapes[verb];
  return input.length === shapes.length && shapes.every((shape, index) => shape(input[index]));
}
