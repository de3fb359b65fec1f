import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export const ROOT = join(__dirname, '../..');

/** The parsed sources below some top-level folders; file names are relative to the root. */
export function sources(...folders: string[]): ts.SourceFile[] {
  return folders.flatMap((folder) => {
    const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
    const paths = names
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('schema.d.ts'))
      .map((name) => `${folder}/${name}`);
    return paths.sort().map(parsedOnce);
  });
}

const parsed = new Map<string, ts.SourceFile>();

/** Parsing all sources takes a second, and each rule asks for them. */
function parsedOnce(path: string): ts.SourceFile {
  const known = parsed.get(path);
  if (known !== undefined) return known;
  const file = parse(path, readFileSync(join(ROOT, path), 'utf8'));
  parsed.set(path, file);
  return file;
}

export function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
}

/** Calls `see` with each node of a file, parents first. */
export function walk(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  node.forEachChild((child) => walk(child, see));
}

/** `path:line`, as an editor opens it. */
export function place(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`;
}
