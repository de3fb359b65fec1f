/** Finds places by hash. Open addressing in typed arrays: eight bytes for each slot, of which two thirds are used at most. */
const SLOTS_MIN = 2 ** 12;

export class ColdIndex {
  private hashes = new Uint32Array(SLOTS_MIN);
  /** 0: the slot is empty. */
  private places = new Uint32Array(SLOTS_MIN);
  private count = 0;

  add(hash: number, place: number): void {
    if (3 * (this.count + 1) > 2 * this.places.length) this.grow();
    this.count++;
    this.insert(hash, place);
  }

  /** The first place with this hash that is the one; 0 if there is none. */
  find(hash: number, isIt: (place: number) => boolean): number {
    const { hashes, places } = this;
    const mask = places.length - 1;
    for (let slot = hash & mask; places[slot] !== 0; slot = (slot + 1) & mask) {
      if (hashes[slot] === hash && isIt(places[slot]!)) return places[slot]!;
    }
    return 0;
  }

  has(hash: number, place: number): boolean {
    return this.slotOf(hash, place) >= 0;
  }

  /** Closes the gap: what comes behind it moves up, unless it would leave the way that leads to it. */
  remove(hash: number, place: number): void {
    const { hashes, places } = this;
    const mask = places.length - 1;
    let gap = this.slotOf(hash, place);
    if (gap < 0) return;
    this.count--;
    for (let slot = (gap + 1) & mask; places[slot] !== 0; slot = (slot + 1) & mask) {
      const home = hashes[slot]! & mask;
      if (((slot - home) & mask) < ((slot - gap) & mask)) continue;
      hashes[gap] = hashes[slot]!;
      places[gap] = places[slot]!;
      gap = slot;
    }
    places[gap] = 0;
  }

  private slotOf(hash: number, place: number): number {
    const { places } = this;
    const mask = places.length - 1;
    for (let slot = hash & mask; places[slot] !== 0; slot = (slot + 1) & mask) if (places[slot] === place) return slot;
    return -1;
  }

  private insert(hash: number, place: number): void {
    const mask = this.places.length - 1;
    let slot = hash & mask;
    while (this.places[slot] !== 0) slot = (slot + 1) & mask;
    this.hashes[slot] = hash;
    this.places[slot] = place;
  }

  private grow(): void {
    const { hashes, places } = this;
    this.hashes = new Uint32Array(2 * hashes.length);
    this.places = new Uint32Array(2 * places.length);
    places.forEach((place, slot) => {
      if (place !== 0) this.insert(hashes[slot]!, place);
    });
  }
}
