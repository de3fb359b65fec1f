/** The words of components that several screens use. */
import type { Shown } from '../api/client';

export const SHARED = {
  problem: {
    title: 'This could not be read',
    away: { title: 'The server does not answer', text: 'It is asked again until it does; you need not do anything.' },
    again: 'Try again',
    code: 'Code',
  },
  table: {
    loadingMore: 'Loading more …',
    shown: (rows: number, more: boolean) =>
      `${rows.toLocaleString()} ${more ? 'and more' : rows === 1 ? 'row' : 'rows'}`,
  },
  figure: { showTable: 'Show as a table', showPicture: 'Show as a picture' },
  copy: { copied: 'Copied', failed: 'Copying was refused' },
  confirm: {
    reason: 'Reason',
    reasonHint: 'Kept with the decision. Name nobody by e-mail address.',
    actor: 'Your name',
    actorHint: 'Who asks for it; not an e-mail address.',
    cancel: 'Cancel',
    busy: 'One moment …',
  },
  /** Of what a worker runs. */
  runStates: {
    queued: 'Waiting',
    running: 'Running',
    done: 'Done',
    failed: 'Failed',
    cancelled: 'Cancelled',
  } satisfies Record<Shown['ReplaySummaryShown']['state'], string>,
  erased: 'erased',
  guest: 'Guest',
  inUtc: (text: string) => `${text} UTC`,
  in: (text: string) => `in ${text}`,
  dueNow: 'any moment',
  /** Why a purchase is decided again. */
  reasons: {
    settling: 'settling period',
    merge: 'the buyer was merged with somebody',
    unmerge: 'a merge was taken back',
    'late-touchpoint': 'a visit was reported late',
    evidence: 'a device was found in evidence',
    customer: 'the order names another customer',
    'late-purchase': 'an earlier purchase came late',
    updated: 'the order changed',
    budget: 'a budget has room again',
    linked: 'the buyer became known',
    refund: 'a refund',
    cancellation: 'a cancellation',
    operator: 'an operator asked for it',
  } satisfies Record<Shown['ProposalShown']['reasons'][number], string>,
  kinds: {
    customer_id: 'Customer',
    anonymous_id: 'Device',
    email_hash: 'E-mail (hashed)',
    wallet: 'Wallet',
    external_id: 'External id',
  },
} as const;
