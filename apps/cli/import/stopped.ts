/** The import ended before its file did. */
export class ImportStopped extends Error {
  override readonly name: string = 'ImportStopped';

  /**
   * @param message why, as a sentence
   * @param advice what holds now and what to do next, as a sentence
   */
  constructor(
    message: string,
    readonly advice: string,
  ) {
    super(message);
  }
}

/** The file itself is the reason: importing it again as it is would end at the same place. */
export class UnreadableFile extends ImportStopped {
  override readonly name = 'UnreadableFile';
}
