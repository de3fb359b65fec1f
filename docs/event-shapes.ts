import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export interface Shape {
  name: string;
  comment: string;
  fields: { name: string; optional: boolean; type: string; comment: string }[];
}

/** The exported interfaces of a file, inherited fields first, with the comments that stand beside them in the code. */
export function shapes(path: string): Map<string, Shape> {
  const text = readFileSync(join(__dirname, '..', path), 'utf8');
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const interfaces = new Map(file.statements.filter(ts.isInterfaceDeclaration).map((node) => [node.name.text, node]));
  const found = new Map<string, Shape>();
  for (const [name, node] of interfaces) {
    const parents = (node.heritageClauses ?? []).flatMap((clause) => clause.types.map((type) => type.getText()));
    const bodies = [...parents.flatMap((parent) => interfaces.get(parent) ?? []), node];
    found.set(name, { name, comment: comment(node), fields: bodies.flatMap((body) => body.members.flatMap(field)) });
  }
  return found;
}

function field(member: ts.TypeElement): Shape['fields'] {
  if (!ts.isPropertySignature(member) || !member.type) return [];
  const type = member.type.getText().replaceAll(/\s+/g, ' ');
  return [{ name: member.name.getText(), optional: !!member.questionToken, type, comment: comment(member) }];
}

function comment(node: ts.Node): string {
  const parts = ts.getJSDocCommentsAndTags(node).map((doc) => ts.getTextOfJSDocComment(doc.comment) ?? '');
  return parts.join(' ').replaceAll(/\s+/g, ' ').trim();
}
