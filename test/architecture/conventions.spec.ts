import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT, parse, place, sources, walk } from './sources';

const CODE = ['apps', 'libs', 'projections', 'migrations', 'test', 'docs'];

describe('decorators', () => {
  const decorated = (file: ts.SourceFile) => findAll(file, ts.isDecorator);

  it('stand only at the edge (apps) and on the entities of read models', () => {
    expect(sources('libs', 'migrations').flatMap(decorated)).toEqual([]);
  });

  it('would be seen', () => {
    expect(decorated(parse('libs/x.ts', '@Entity() class X {}'))).toEqual(['libs/x.ts:1']);
  });
});

describe('files', () => {
  it('hand on nothing that is not their own: no barrels', () => {
    const reexports = (file: ts.SourceFile) =>
      findAll(file, (node) => ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined);
    expect(sources(...CODE).flatMap(reexports)).toEqual([]);
  });

  it('have names in kebab case', () => {
    const names = sources(...CODE).map((file) => file.fileName);
    expect(names.filter((name) => !/^([a-z0-9]+(-[a-z0-9]+)*[/.])+tsx?$/.test(name))).toEqual([]);
  });

  it('use no door out of the type system', () => {
    const doors = (file: ts.SourceFile) =>
      /@ts-(ignore|nocheck|expect-error)|(eslint|oxlint)-disable/.test(file.text) ? [file.fileName] : [];
    const self = 'test/architecture/conventions.spec.ts';
    expect(
      sources(...CODE)
        .filter((file) => file.fileName !== self)
        .flatMap(doors),
    ).toEqual([]);
  });
});

describe('connections to Postgres', () => {
  const made = (file: ts.SourceFile) =>
    findAll(file, (node) => ts.isNewExpression(node) && /^((pg\.)?(Pool|Client))$/.test(node.expression.getText(file)));

  it('are made in one place, where somebody hears their errors', () => {
    const others = sources(...CODE).filter(({ fileName }) => fileName !== 'libs/database/connections.ts');
    expect(others.flatMap(made)).toEqual([]);
  });

  it('would be seen', () => {
    expect(made(parse('libs/x.ts', 'const a = new Pool({});\nconst b = new pg.Client();'))).toEqual([
      'libs/x.ts:1',
      'libs/x.ts:2',
    ]);
  });
});

describe('package-lock.json', () => {
  it('names no registry, so that every machine asks its own', () => {
    expect(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved": "https?:/);
  });
});

function findAll(file: ts.SourceFile, is: (node: ts.Node) => boolean): string[] {
  const found: string[] = [];
  walk(file, (node) => {
    if (is(node)) found.push(place(node));
  });
  return found;
}
