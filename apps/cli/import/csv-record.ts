/** Reads one record of CSV (RFC 4180) line by line: a quoted cell may span several. Cells outside quotes are trimmed. */
export class CsvRecord {
  readonly cells: string[] = [];
  /** The fault of a record that ends but cannot be used. */
  fault: string | undefined;
  /** The text so far of a quoted cell that is still open. */
  private open: string | undefined;

  /** Reads the next line of the record; true when the record ends with it. */
  add(line: string): boolean {
    let at = 0;
    if (this.open !== undefined) {
      at = this.readQuoted(line, 0, `${this.open}\n`);
      if (at < 0) return false;
    }
    while (at <= line.length) {
      const start = skipBlanks(line, at);
      at = line[start] === '"' ? this.readQuoted(line, start + 1, '') : this.readPlain(line, start);
      if (at < 0) return false;
    }
    return true;
  }

  /** Returns where the next cell begins; after the last cell that is beyond the end of the line. */
  private readPlain(line: string, from: number): number {
    const end = endOfCell(line, from);
    this.cells.push(line.slice(from, end).trim());
    return end + 1;
  }

  /** As `readPlain`, after the opening quote; -1 when the closing one is not in this line. */
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
    const end = endOfCell(line, from);
    if (line.slice(from, end).trim() !== '')
      this.fault = `has text after the closing quote of cell ${this.cells.length}`;
    return end + 1;
  }
}

function skipBlanks(line: string, from: number): number {
  let at = from;
  while (line[at] === ' ' || line[at] === '\t') at++;
  return at;
}

function endOfCell(line: string, from: number): number {
  const comma = line.indexOf(',', from);
  return comma < 0 ? line.length : comma;
}
