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
    expect(names.filter((name) => !/^([a-z0-9]+(-[a-z0-9]+)*[/.])+ts$/.test(name))).toEqual([]);
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
