/** Reads one CSV record (RFC 4180) line by line: quoted cells may span lines. Cells outside quotes are trimmed. */
export class CsvRecord {
  readonly cells: string[] = [];
  /** Why the record is bad, although it is complete. */
  fault: string | undefined;
  /** The text so far of a quoted cell that is still open. */
  private open: string | undefined;

  constructor(private readonly delimiter: string) {}

  /** Reads the next line of the record; returns whether the record ends with it. */
  add(line: string): boolean {
    let at = 0;
    if (this.open !== undefined) {
      at = this.readQuoted(line, 0, `${this.open}\n`);
      if (at < 0) return false;
    }
    while (at <= line.length) {
      const start = this.skipBlanks(line, at);
      at = line[start] === '"' ? this.readQuoted(line, start + 1, '') : this.readPlain(line, start);
      if (at < 0) return false;
    }
    return true;
  }

  /** Returns where the next cell begins; after the last cell, an index beyond the line. */
  private readPlain(line: string, from: number): number {
    const end = this.endOfCell(line, from);
    this.cells.push(line.slice(from, end).trim());
    return end + 1;
  }

  /** Like `readPlain`, from after the opening quote; -1: the closing quote is not in this line. */
  private readQuoted(line: string, from: number, before: string): number {
    let text = before;
    for (let at = from; ;) {
      const quote = line.indexOf('"', at);
      if (quote < 0) {
        this.open = text + line.slice(at);
        return -1;
      }
      text += line.slice(at, quote);
      at = quote + 1;
      if (line[at] !== '"') return this.close(line, at, text);
      text += '"';
      at++;
    }
  }

  private close(line: string, from: number, text: string): number {
    this.open = undefined;
    this.cells.push(text);
    const end = this.endOfCell(line, from);
    if (line.slice(from, end).trim() !== '')
      this.fault = `has text after the closing quote of cell ${this.cells.length}`;
    return end + 1;
  }

  private skipBlanks(line: string, from: number): number {
    let at = from;
    while (line[at] !== this.delimiter && (line[at] === ' ' || line[at] === '\t')) at++;
    return at;
  }

  private endOfCell(line: string, from: number): number {
    const end = line.indexOf(this.delimiter, from);
    return end < 0 ? line.length : end;
  }
}
