/** A name that a file may have on every system. */
export function plainFileName(name: string): string {
  const plain = name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_').replaceAll(/^[. ]+|[. ]+$/g, '');
  return plain === '' ? 'layer' : plain.slice(0, 80);
}
