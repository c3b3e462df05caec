/**
 * Does `work` for each item, at most `width` at a time, and gives the answers in the order of the items. When one fails no
 * further one is begun, and the failure is thrown once those under way have ended.
 */
export async function inParallel<Item, Answer>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  let failure: { readonly thrown: unknown } | undefined;
  const worker = async () => {
    while (next < items.length && !failure) {
      const at = next++;
      try {
        answers[at] = await work(items[at]!);
      } catch (thrown) {
        failure ??= { thrown };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, width) }, worker));
  if (failure) throw failure.thrown;
  return answers;
}
