import fc from 'fast-check';
import { Readable } from 'node:stream';
import { createGunzip, gzipSync } from 'node:zlib';
import { csvFields, decimalFault } from '../../apps/cli/import/csv-fields';
import { csvLines } from '../../apps/cli/import/csv-lines';
import { jsonLines } from '../../apps/cli/import/json-lines';
import type { Line } from '../../apps/cli/import/line';
import { UnreadableFile } from '../../apps/cli/import/stopped';

const csv = (...chunks: (string | Buffer)[]) => all(csvLines(stream(chunks)));
const jsonl = (...chunks: (string | Buffer)[]) => all(jsonLines(stream(chunks)));

describe('CSV', () => {
  it('names cells by the header, trims them, and leaves out empty ones', async () => {
    expect(await csv('\ufefftype, url ,channel\n touchpoint ,"https://x/?a=1,2",\n')).toEqual([
      { line: 2, fields: { type: 'touchpoint', url: 'https://x/?a=1,2' } },
    ]);
  });

  it.each([
    ['CRLF', '\r\n'],
    ['LF', '\n'],
    ['CR', '\r'],
  ])('counts lines as an editor does, with line breaks in quotes and empty lines, ended by %s', async (_name, end) => {
    const text = ['a,b', '1,"x', 'y"', '', '2,3,4', '5', ''].join(end);
    const expected = [
      { line: 2, fields: { a: '1', b: 'x\ny' } },
      { line: 5, reason: 'has 3 cells, the header has 2' },
      { line: 6, fields: { a: '5' } },
    ];
    expect(await csv(text)).toEqual(expected);
    expect(await csv(...text.split(''))).toEqual(expected);
  });

  it('accepts all line endings, even mixed', async () => {
    expect(await csv('a\r1\n2\r\n\r\n3\r\r4')).toEqual([
      { line: 2, fields: { a: '1' } },
      { line: 3, fields: { a: '2' } },
      { line: 5, fields: { a: '3' } },
      { line: 7, fields: { a: '4' } },
    ]);
  });

  it.each([
    ['commas', ',', 'a;b,c\n1;2,3'],
    ['semicolons', ';', 'a,b;c;d\n1,5;2;3'],
    ['tabs', '\t', 'a b\tc\n1 2\t "x\ty"'],
    ['what quotes do not hide', ';', '"a,b,c";d;e\n1;2;3'],
  ])('finds its delimiter: %s', async (_name, delimiter, text) => {
    const [header, row] = text.split('\n').map((line) => line.split(delimiter));
    const [line] = await csv(text);
    expect(Object.keys((line as { fields: object }).fields)).toEqual(
      header!.slice(0, row!.length).map((name) => name.replaceAll('"', '')),
    );
  });

  it.each(['sep=;\r\n', '\ufeff"sep=;"\n', 'SEP=;;;;\r'])(
    'takes %j before its header as the delimiter',
    async (line) => {
      expect(await csv(`${line}a,b;c\n1;2\n`)).toEqual([{ line: 3, fields: { 'a,b': '1', c: '2' } }]);
    },
  );

  it('keeps empty cells between tabs in their places', async () => {
    expect(await csv('a\tb\tc\n1\t\t3\n\t2\t\n')).toEqual([
      { line: 2, fields: { a: '1', c: '3' } },
      { line: 3, fields: { b: '2' } },
    ]);
  });

  it('refuses only the line that is not valid UTF-8', async () => {
    const lines = await csv('a\n', Buffer.from([0x31, 0xff, 0x0a]), 'é\n');
    expect(lines).toEqual([
      { line: 2, reason: 'is not valid UTF-8' },
      { line: 3, fields: { a: 'é' } },
    ]);
  });

  it('reads quotes by RFC 4180, and as ordinary characters inside an unquoted cell', async () => {
    expect(await csv('a,b\n"say ""hi"", you", 5" pipe \n"",x\n')).toEqual([
      { line: 2, fields: { a: 'say "hi", you', b: '5" pipe' } },
      { line: 3, fields: { b: 'x' } },
    ]);
  });

  it('refuses a line whose quote is never closed, and reads the lines after it', async () => {
    expect(await csv('a,b\n1,"2\n3,4\n5,6\n')).toEqual([
      { line: 2, reason: 'has a quote that is never closed' },
      { line: 3, fields: { a: '3', b: '4' } },
      { line: 4, fields: { a: '5', b: '6' } },
    ]);
  });

  it('looks for the end of a quote only within a limit', async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `${i},${i}\n`);
    const lines = await csv('a,b\n"x\n', ...rows);
    expect(lines).toHaveLength(30_001);
    expect(lines[0]).toHaveProperty('reason');
    expect(lines.at(-1)).toEqual({ line: 30_002, fields: { a: '29999', b: '29999' } });
  });

  it('refuses text after a closing quote', async () => {
    expect(await csv('a,b\n"1"2,3\n4,5\n')).toEqual([
      { line: 2, reason: 'has text after the closing quote of cell 1' },
      { line: 3, fields: { a: '4', b: '5' } },
    ]);
  });

  it('reads nothing when the header cannot be read or names two columns alike', async () => {
    await expect(csv('"a\n1\n')).rejects.toThrow(UnreadableFile);
    await expect(csv('a,b,a,,\n1,2,3\n')).rejects.toThrow('The header names a twice.');
  });

  it.each([
    ['little-endian', Buffer.from('\ufefftype,a\r\n', 'utf16le')],
    ['little-endian without a mark', Buffer.from('type,a\r\n', 'utf16le')],
    ['big-endian', Buffer.from('\ufefftype,a\r\n', 'utf16le').swap16()],
    ['big-endian without a mark', Buffer.from('type,a\r\n', 'utf16le').swap16()],
  ])('says that a file is UTF-16, %s', async (_what, bytes) => {
    await expect(csv(bytes)).rejects.toThrow('The file is UTF-16, not UTF-8.');
    await expect(jsonl(bytes)).rejects.toThrow('The file is UTF-16, not UTF-8.');
  });

  it('reports a truncated file', async () => {
    const whole = gzipSync('a\n1\n');
    const broken = Readable.from([whole.subarray(0, whole.length - 9)]).pipe(createGunzip());
    await expect(all(csvLines(broken))).rejects.toThrow(UnreadableFile);
  });

  it('reads back what a CSV writer wrote', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', 'é', ';') });
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 5 }), async (rows) => {
        const text = rows.map((row) => `x,${row.map(quoted).join(',')}\n`).join('');
        const read = await csv(`n,a,b\n${text}`);
        const fields = rows.map(([a, b]) => ({ n: 'x', ...(a !== '' && { a }), ...(b !== '' && { b }) }));
        expect(read.map((line) => ('fields' in line ? line.fields : line))).toEqual(fields);
      }),
    );
  });

  it('gives no special meaning to columns named like parts of JavaScript', async () => {
    const [line] = await csv('__proto__,constructor\nx,y\n');
    expect(Object.entries((line as { fields: object }).fields)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });
});

describe('fields of a CSV line', () => {
  it('become numbers for amounts, a list for items, and identifiers for pairs of columns', () => {
    expect(
      csvFields({ total: '1999', refunded: '0', items: '[{"sku":"a"}]', referrerType: 'wallet', referrerValue: '0xA' }),
    ).toEqual({ total: 1999, refunded: 0, items: [{ sku: 'a' }], referrer: { type: 'wallet', value: '0xA' } });
  });

  it('become lists of codes, a visit, and whether it is a renewal', () => {
    const cells = { goods: '1500', codes: 'ADA10; TEA', renewal: 'TRUE', visit: '{"source":"paid"}' };
    expect(csvFields(cells)).toEqual({
      goods: 1500,
      codes: ['ADA10', 'TEA'],
      renewal: true,
      visit: { source: 'paid' },
    });
  });

  it.each([
    [{ total: '19.99' }, 'total 19.99 has decimals; amounts are in minor units: 1999 for 19.99 EUR'],
    [{ total: '1999', refunded: '1,50' }, /^refunded 1,50 has decimals/],
    [{ goods: '1.999,00' }, /^goods 1.999,00/],
    [{ total: '20.00' }, /^total 20.00/],
  ])('of %j are refused: amounts are minor units', (cells, reason) => {
    expect(decimalFault(cells)).toEqual(typeof reason === 'string' ? reason : expect.stringMatching(reason));
  });

  it('may be amounts in minor units', () => {
    expect(decimalFault({ total: '1999', refunded: '0', goods: '-5', orderId: '1.5' })).toBeUndefined();
    expect(decimalFault({})).toBeUndefined();
  });

  it('stay text unless they are integers; ids always stay text', () => {
    const fields = {
      total: '19.99',
      orderId: '0012',
      customerId: '7',
      sourceVersion: '2025-01-01T00:00:00Z',
      items: '[',
    };
    expect(csvFields(fields)).toEqual(fields);
  });
});

describe('JSON Lines', () => {
  it('reads one object per line, however the bytes are split into chunks', async () => {
    const text = Buffer.from('\ufeff{"a":"é"}\r\n\n {"b":1} \n{"c":2}');
    const whole = await jsonl(text);
    expect(whole).toEqual([
      { line: 1, fields: { a: 'é' } },
      { line: 3, fields: { b: 1 } },
      { line: 4, fields: { c: 2 } },
    ]);
    expect(await jsonl(...[...text].map((byte) => Buffer.from([byte])))).toEqual(whole);
  });

  it('reports what is wrong with a bad line, and reads on', async () => {
    const deep = '{"a":'.repeat(70) + '1' + '}'.repeat(70);
    const lines = await jsonl(`{"a"\n[1]\n${deep}\n`, Buffer.from([0x22, 0xff, 0x22, 0x0a]), '{"a":"\\u0000"}\n{}\n');
    expect(lines.map((line) => ('reason' in line ? 'bad' : 'read'))).toEqual([
      'bad',
      'bad',
      'bad',
      'bad',
      'bad',
      'read',
    ]);
    expect(lines[1]).toEqual({ line: 2, reason: 'is no JSON object' });
  });

  it('skips a line that is too long without holding it in memory', async () => {
    const part = Buffer.alloc(65_536, 0x20);
    const lines = await jsonl('{"a":1}\n{"b":"', ...Array.from({ length: 40 }, () => part), '"}\n{"c":1}\n');
    expect(lines).toEqual([
      { line: 1, fields: { a: 1 } },
      { line: 2, reason: 'is longer than 1048576 bytes' },
      { line: 3, fields: { c: 1 } },
    ]);
  });
});

function stream(chunks: (string | Buffer)[]): Readable {
  return Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
}

async function all(lines: AsyncGenerator<Line>): Promise<Line[]> {
  const found = [];
  for await (const line of lines) found.push(line);
  return found;
}
