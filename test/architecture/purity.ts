import { posix } from 'node:path';
import ts from 'typescript';
import { place, walk } from './sources';

/** Names by which a clock, the environment, chance, a locale, or the world outside would come in. */
const FORBIDDEN_NAMES = new Set(
  (
    'Date Intl process performance crypto Buffer require globalThis global module fetch console ' +
    'setTimeout setInterval setImmediate queueMicrotask Promise'
  ).split(' '),
);

const FORBIDDEN_MEMBERS = new Set(
  'localeCompare toLocaleString toLocaleLowerCase toLocaleUpperCase toLocaleDateString toLocaleTimeString'.split(' '),
);

/** Functions of Math whose results ECMAScript leaves to the implementation, and chance. */
const FORBIDDEN_MATH = new Set(
  (
    'random exp expm1 log log2 log10 log1p pow sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh ' +
    'cbrt hypot'
  ).split(' '),
);

/** A pure function of its input as well: the language of conditions. */
const PURE_PACKAGES = new Set(['@marcbachmann/cel-js']);

const MAY_TOUCH_DATE = 'libs/kernel/time.ts';

/** What keeps a file of the kernel from being a pure function of its input: `path:line what`, empty when nothing does. */
export function impurities(file: ts.SourceFile): string[] {
  const found: string[] = [];
  walk(file, (node) => {
    const what = impurity(node, file.fileName);
    if (what) found.push(`${place(node)} ${what}`);
  });
  return found;
}

function impurity(node: ts.Node, path: string): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return foreignImport(node, path);
  if (ts.isAwaitExpression(node) || node.kind === ts.SyntaxKind.AsyncKeyword) return 'waits';
  if (ts.isForInStatement(node)) return 'depends on the order of keys';
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return 'imports while running';
  if (ts.isPropertyAccessExpression(node)) return forbiddenMember(node);
  if (ts.isIdentifier(node) && isReference(node) && FORBIDDEN_NAMES.has(node.text)) {
    if (node.text === 'Date' && path === MAY_TOUCH_DATE && convertsAnArgument(node)) return undefined;
    return node.text;
  }
  return undefined;
}

function foreignImport(node: ts.ImportDeclaration | ts.ExportDeclaration, path: string): string | undefined {
  if (!node.moduleSpecifier || !ts.isStringLiteral(node.moduleSpecifier)) return undefined;
  const name = node.moduleSpecifier.text;
  const inside = name.startsWith('.') && posix.join(posix.dirname(path), name).startsWith('libs/kernel/');
  return inside || PURE_PACKAGES.has(name) ? undefined : `imports ${name}`;
}

function forbiddenMember(node: ts.PropertyAccessExpression): string | undefined {
  const member = node.name.text;
  if (FORBIDDEN_MEMBERS.has(member)) return member;
  const ofMath = ts.isIdentifier(node.expression) && node.expression.text === 'Math';
  return ofMath && FORBIDDEN_MATH.has(member) ? `Math.${member}` : undefined;
}

/** A name that stands for a value: neither a member (`x.process`), nor a key, nor a type. */
function isReference(node: ts.Identifier): boolean {
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) return parent.name !== node;
  if (ts.isMethodSignature(parent) || ts.isMethodDeclaration(parent)) return parent.name !== node;
  return !ts.isQualifiedName(parent);
}

/** The type, and `new Date(x)` or `Date.parse(x)`: functions of their argument. `new Date()` and `Date.now()` read the clock. */
function convertsAnArgument(node: ts.Identifier): boolean {
  const parent = node.parent;
  if (ts.isTypeReferenceNode(parent)) return true;
  if (ts.isNewExpression(parent)) return parent.arguments?.length === 1;
  if (!ts.isPropertyAccessExpression(parent) || !ts.isCallExpression(parent.parent)) return false;
  return (parent.name.text === 'parse' || parent.name.text === 'UTC') && parent.parent.arguments.length > 0;
}
