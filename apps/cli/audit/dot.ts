/** Groups and their edges in the language of Graphviz: `tributary audit merges --dot | dot -Tsvg`. */
import type { AuditedConnection, AuditedGroup } from '../../../libs/queries/audit-merges';
import { personInWords, when } from '../../../libs/queries/story/words';

export const dotOf = {
  /** A cluster of its identifiers, the anchor in bold. */
  group: ({ groupId, identifiers, edges }: AuditedGroup): string[] => [
    `  subgraph ${quoted(`cluster ${groupId}`)} {`,
    ...identifiers.map((one) => {
      const style = one.id === groupId ? ', style=bold' : '';
      return `    ${quoted(one.id)} [label=${quoted(personInWords(one))}${style}];`;
    }),
    '  }',
    ...edges.map((edge) => line(edge, edge.status === 'merged' ? 'style=solid' : 'style=dotted')),
  ],

  /** A refusal in red, an edge that was taken back or fell away in grey. */
  other: (one: AuditedConnection): string[] => [
    ...[one.a, one.b].map((side) => `  ${quoted(side.id)} [label=${quoted(personInWords(side))}];`),
    line(one, one.status === 'refused' ? 'style=dashed, color=red' : 'style=dashed, color=grey'),
  ],
};

function line(edge: AuditedConnection, style: string): string {
  const { a, b, status, refusedBecause, evidence, at } = edge;
  const label = `${refusedBecause ?? status}: ${evidence.kind}\n${when(at)}`;
  return `  ${quoted(a.id)} -- ${quoted(b.id)} [label=${quoted(label)}, ${style}];`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
