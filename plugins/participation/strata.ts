import { type EvaluatorContext, fillText } from '#sdk';
import type { Areas } from './areas.ts';
import type { Comments } from './comments.ts';

/** Parts of the population, with how many of each took part. */
export interface Strata {
  readonly kind: 'group' | 'area';
  readonly names: readonly (string | null)[];
  readonly population: readonly number[];
  readonly participants: readonly number[];
  /** The stratum of each comment, −1 for none. */
  readonly ofComment: Int32Array;
}

const form = /^(.+?)[\s:：=]+(\d+(?:\.\d+)?)\s*%?$/;

/**
 * Shares of groups from a text such as `residents 60; traders 10`, with comments counted by group. Undefined where no share is
 * given. What cannot be read and groups without a share are said.
 */
export function groupStrata(text: string, { groups }: Comments, context: EvaluatorContext): Strata | undefined {
  const names: string[] = [];
  const population: number[] = [];
  const unread: string[] = [];
  for (const entry of text.split(/[;；\n]/).map((part) => part.trim())) {
    if (entry === '' || entry === '-') continue;
    const [, name, share] = form.exec(entry) ?? [];
    if (name === undefined || names.includes(name)) unread.push(entry.replaceAll('<', '‹'));
    else {
      names.push(name);
      population.push(Number(share));
    }
  }
  if (unread.length > 0) {
    context.remark(
      'warning',
      fillText(
        '读不懂的人群占比：{entries}。格式：人群 占比，以分号隔开。',
        'Shares of groups that cannot be read: {entries}. Form: group share, set apart by semicolons.',
        { entries: unread.join('; ') },
      ),
    );
  }
  if (!population.some((share) => share > 0)) return undefined;
  const ofComment = Int32Array.from(groups, (group) => (group === null ? -1 : names.indexOf(group)));
  const others = new Set(groups.filter((group, row) => group !== null && ofComment[row]! < 0));
  if (others.size > 0) {
    context.remark(
      'warning',
      fillText(
        '没有给出占比、不计入代表性与权重的人群：{names}。',
        'Groups without a share, left out of representativeness and weights: {names}.',
        { names: [...others].join(', ') },
      ),
    );
  }
  const participants = names.map((_, group) => ofComment.filter((own) => own === group).length);
  return { kind: 'group', names, population, participants, ofComment };
}

export function areaStrata({ residents, comments, names, ofComment }: Areas): Strata {
  return { kind: 'area', names, population: [...residents], participants: [...comments], ofComment };
}
