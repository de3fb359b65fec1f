/** What a start has opened so far. It is closed in the order reverse to its opening, however far the start came. */
export class Opened {
  private readonly closers: (() => Promise<void>)[] = [];
  private closing: Promise<void> | null = null;

  /** Called as soon as a part has begun to open, so that a part that opens halfway is closed too. */
  add(close: () => Promise<void>): void {
    this.closers.push(close);
  }

  /** Closes everything, once. @throws the first error, after the other parts were closed too */
  close(): Promise<void> {
    return (this.closing ??= this.closeAll());
  }

  private async closeAll(): Promise<void> {
    const errors: unknown[] = [];
    for (const close of this.closers.toReversed()) await close().catch((error: unknown) => errors.push(error));
    if (errors.length > 0) throw errors[0];
  }
}
