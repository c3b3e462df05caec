let underWay: Promise<void> = Promise.resolve();

/** Does `work` once what was asked before is done, so that it builds on what that made, however quickly a person goes on. */
export function inTurn(work: () => Promise<void>): Promise<void> {
  underWay = underWay.then(work, work);
  return underWay;
}
