/** Which ids a stream holds already, kept beside a log whose server forgets them. */
export interface SeenIds {
  /**
   * @returns `through`: every event up to this revision is known, -1: none is; and the revisions of those of `ids` that
   * stand there
   */
  find(stream: string, ids: readonly string[]): Promise<{ through: number; revisions: ReadonlyMap<string, number> }>;
}

/** For streams that nobody keeps ids of: all of them are read. */
export const NO_IDS_KEPT: SeenIds = {
  find: () => Promise.resolve({ through: -1, revisions: new Map() }),
};
