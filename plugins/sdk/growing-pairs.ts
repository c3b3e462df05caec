/** Pairs of numbers with a distance, gathered in any order and given by the first number. */
export class GrowingPairs {
  #first = new Uint32Array(1024);
  #second = new Uint32Array(1024);
  #metres = new Float64Array(1024);
  #count = 0;

  add(first: number, second: number, metres: number): void {
    if (this.#count === this.#first.length) this.#grow();
    this.#first[this.#count] = first;
    this.#second[this.#count] = second;
    this.#metres[this.#count++] = metres;
  }

  #grow(): void {
    const larger = <Numbers extends Uint32Array | Float64Array>(numbers: Numbers, wider: Numbers): Numbers => {
      wider.set(numbers);
      return wider;
    };
    const length = 2 * this.#count;
    this.#first = larger(this.#first, new Uint32Array(length));
    this.#second = larger(this.#second, new Uint32Array(length));
    this.#metres = larger(this.#metres, new Float64Array(length));
  }

  /** All pairs by their first number, which is below `firsts`; those of one first number in the order in which they came. */
  eachByFirst(firsts: number, visit: (first: number, second: number, metres: number) => void): void {
    const next = new Uint32Array(firsts + 1);
    for (let pair = 0; pair < this.#count; pair++) next[this.#first[pair]! + 1]!++;
    for (let first = 0; first < firsts; first++) next[first + 1]! += next[first]!;
    const order = new Uint32Array(this.#count);
    for (let pair = 0; pair < this.#count; pair++) order[next[this.#first[pair]!]!++] = pair;
    for (const pair of order) visit(this.#first[pair]!, this.#second[pair]!, this.#metres[pair]!);
  }
}
