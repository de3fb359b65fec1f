/** The import ended before its file did. */
export class ImportStopped extends Error {
  override readonly name: string = 'ImportStopped';

  /**
   * @param message the reason, as a sentence
   * @param advice the present state and what to do next, as a sentence
   */
  constructor(
    message: string,
    readonly advice: string,
  ) {
    super(message);
  }
}

/** The file itself is the reason: another import of the same file would end at the same place. */
export class UnreadableFile extends ImportStopped {
  override readonly name = 'UnreadableFile';
}
