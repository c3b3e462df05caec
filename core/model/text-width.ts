/** Width of a text in units of its type size: Chinese letters are square, others about half as wide. */
export function textWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += letter.codePointAt(0)! >= 0x2e80 ? 1 : 0.56;
  return width;
}
