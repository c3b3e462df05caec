/** A coordinate in metres, its digits grouped by spaces, with two decimals: 40 512 846.31. */
export function groupedCoordinate(metres: number): string {
  const [whole, decimals] = Math.abs(metres).toFixed(2).split('.');
  const grouped = whole!.replaceAll(/\B(?=(\d{3})+$)/g, '\u2009');
  return `${metres < 0 ? '−' : ''}${grouped}.${decimals}`;
}
