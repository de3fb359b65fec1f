/** Every assignment and release of a code; the newest tells whose it is. */
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { CodeAssignment } from '../libs/kernel/attribution/codes';
import type { IdentifierType } from '../libs/kernel/identity/identifier';
import { asMillis, asNumber, type ReadModel } from './read-model';

@Entity('code_assignments')
@Index('code_assignments_newest', ['merchantId', 'position'], { where: 'assigned' })
export class CodeAssignmentRow {
  @PrimaryColumn({ name: 'merchant_id', type: 'text' }) merchantId: string;
  @PrimaryColumn({ type: 'text' }) code: string;
  @PrimaryColumn({ type: 'bigint', transformer: asNumber }) position: number;
  @Column({ type: 'timestamptz', precision: 3, transformer: asMillis }) at: number;
  /** False: released. */
  @Column({ type: 'boolean' }) assigned: boolean;
  @Column({ name: 'owner_type', type: 'text', nullable: true }) ownerType: IdentifierType | null;
  @Column({ name: 'owner_id', type: 'uuid', nullable: true }) ownerId: string | null;
  @Column({ type: 'text', nullable: true }) channel: string | null;
  @Column({ type: 'text', nullable: true }) campaign: string | null;
}

export const codeAssignments: ReadModel<CodeAssignmentRow> = {
  entity: CodeAssignmentRow,
  version: 1,
  madeOf: 'merchants',
  rows: ({ merchants }) =>
    merchants.flatMap(({ merchantId, codes }) =>
      [...codes.added].map(({ code, position, at, assigned, owner, channel, campaign }) => ({
        merchantId,
        code,
        position,
        at,
        assigned,
        ownerType: owner?.type ?? null,
        ownerId: owner?.id ?? null,
        channel: channel ?? null,
        campaign: campaign ?? null,
      })),
    ),
};

/** The kernel's assignment from a selected row. */
export function codeAssignmentFromRow(row: CodeAssignmentRow): CodeAssignment {
  return {
    code: row.code,
    position: row.position,
    at: row.at,
    assigned: row.assigned,
    owner: row.ownerId === null ? null : { type: row.ownerType!, id: row.ownerId },
    channel: row.channel ?? undefined,
    campaign: row.campaign ?? undefined,
  };
}
