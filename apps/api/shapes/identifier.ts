import { ApiPropertyOptional } from '@nestjs/swagger';
import type { Evidence } from '../../../libs/kernel/decisions';
import { IDENTIFIER_TYPES, type IdentifierType } from '../../../libs/kernel/identity/identifier';
import type { PlainIdentifier } from '../../../libs/queries/rows';
import { ShownOneOf, ShownText } from '../openapi/shown';

export class IdentifierShown implements PlainIdentifier {
  @ShownOneOf(IDENTIFIER_TYPES)
  type: IdentifierType;

  @ShownText({ nullable: true, description: 'Null once the identifier was erased.' })
  value: string | null;
}

export const EVIDENCE_KINDS = ['claim', 'carried', 'assertion', 'purchase', 'operator'] satisfies Evidence['kind'][];

/** Why two identifiers were connected. Which ids there are depends on the kind. */
export class EvidenceShown implements Evidence {
  @ShownOneOf(EVIDENCE_KINDS)
  kind: Evidence['kind'];

  @ApiPropertyOptional()
  orderId?: string;

  @ApiPropertyOptional()
  claimId?: string;

  @ApiPropertyOptional()
  assertionId?: string;

  @ApiPropertyOptional({ description: "Of an operator's request." })
  requestId?: string;

  @ApiPropertyOptional()
  actor?: string;

  @ApiPropertyOptional({ description: "In the sender's words." })
  note?: string;
}
