/** The import stopped before the end of its file. */
export class ImportStopped extends Error {
  override readonly name: string = 'ImportStopped';

  /**
   * @param message the reason, as a sentence
   * @param advice the state of the import and what to do next, as a sentence
   */
  constructor(
    message: string,
    readonly advice: string,
  ) {
    super(message);
  }
}

/** The file itself is the reason: importing it again unchanged would stop at the same place. */
export class UnreadableFile extends ImportStopped {
  override readonly name = 'UnreadableFile';
}
