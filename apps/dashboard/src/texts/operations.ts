/** The words of the operations: partitions, timers, what failed, alerts, and how everything is checked. */
import type { Shown } from '../api/client';

type AlertKind = Shown['AlertShown']['kind'];

export const OPERATIONS = {
  title: 'Operations',
  parts: 'Parts of this screen',
  adminOnly: {
    title: 'This is for the admin',
    text: 'It shows more than one merchant’s data. Sign in with the admin key to see it.',
  },
  nav: {
    partitions: 'Partitions',
    timers: 'Timers',
    deadLetters: 'Dead letters',
    quarantine: 'Quarantine',
    alerts: 'Alerts',
    checks: 'Verify and rebuild',
  },
} as const;

export const PARTITIONS = {
  table: 'Partitions',
  text: 'Each merchant belongs to one partition, and each partition is decided by one process at a time.',
  columns: {
    partition: 'Partition',
    state: 'State',
    owner: 'Owner',
    position: 'Decided',
    head: 'Recorded',
    lagPositions: 'Behind',
    lagSeconds: 'Oldest waits',
    why: 'Why it stopped',
  },
  decides: 'Decides',
  stopped: 'Stopped',
  nobody: 'No owner',
  empty: '–',
  seconds: (seconds: number) => `${seconds.toLocaleString(undefined, { maximumFractionDigits: 1 })} s`,
  sums: { owners: 'Processes', behind: 'Facts not decided yet', oldest: 'The oldest waits', stopped: 'Stopped' },
} as const;

export const TIMERS = {
  table: 'Timers, the next one first',
  text: 'Purchases that wait for the end of their settling period, or for the next attempt.',
  columns: { order: 'Order', due: 'Due', in: 'In', reasons: 'Because of', state: 'State', attempts: 'Failed attempts' },
  state: { scheduled: 'Waits', failed: 'Tried again' } satisfies Record<Shown['TimerShown']['state'], string>,
  none: { title: 'Nothing is due', text: 'Every purchase of this merchant is decided.' },
} as const;

export const DEAD_LETTERS = {
  table: 'Dead letters, the newest first',
  text: 'Decisions that failed too often, and facts on which the program failed. Mend the cause, then try again.',
  columns: {
    what: 'What',
    error: 'Why',
    attempts: 'Attempts',
    reasons: 'Because of',
    since: 'Given up',
    position: 'Position',
    again: 'Try again',
  },
  evaluation: 'Order',
  fact: 'Fact',
  none: { title: 'There are no dead letters', text: 'Everything that came could be decided.' },
  one: {
    ask: 'Try again …',
    title: 'Try this again?',
    text: 'It is decided at once. If the cause is still there, it comes back here.',
    confirm: 'Try again',
    done: (what: string, position: number) => `${what} is tried again, by the fact at position ${position}.`,
  },
  all: {
    ask: 'Try all again …',
    title: 'Try all of them again?',
    text: 'The oldest 500 are tried at once; ask again for the others.',
    confirm: 'Try all again',
    done: (requeued: number, left: number) => `${requeued} are tried again, ${left} are left.`,
  },
} as const;

export const QUARANTINE = {
  table: 'Quarantine, the newest first',
  text: 'Deliveries of the shop that were signed and could not be understood. They are kept for 30 days.',
  columns: {
    code: 'Code',
    platform: 'Shop',
    topic: 'Topic',
    detail: 'What is wrong',
    firstSeenAt: 'First seen',
    count: 'Times',
    again: 'Read again',
  },
  none: { title: 'The quarantine is empty', text: 'Every signed delivery was understood.' },
  ask: 'Read again …',
  title: 'Read this delivery again?',
  why: 'Do this after its cause was mended. What can still not be read stays here.',
  confirm: 'Read again',
  recorded: (position: number) => `The delivery was recorded at position ${position}.`,
  other: (what: string) => `The delivery was taken: ${what}.`,
} as const;

export const ALERTS = {
  table: 'Alerts, the newest first',
  text: 'What somebody has to see to. An alert closes by itself when its cause is gone.',
  filter: { state: 'State', kind: 'Kind', whose: 'Merchant', all: 'All', everybody: 'All merchants', this: 'This one' },
  state: { open: 'Open', closed: 'Closed' },
  columns: {
    state: 'State',
    severity: 'Severity',
    kind: 'Kind',
    merchant: 'Merchant',
    key: 'Which',
    openedAt: 'Opened',
    closedAt: 'Closed',
    detail: 'Detail',
  },
  severity: { warning: 'Warning', error: 'Error' } satisfies Record<Shown['AlertShown']['severity'], string>,
  kinds: {
    'claims-mismatched': 'Reports with wrong tokens',
    'purchases-unprocessed': 'Purchases not decided in time',
    'evaluations-overdue': 'Timers overdue',
    'evaluations-exhausted': 'Decisions given up',
    'facts-failed': 'Facts that could not be decided',
    'partition-stopped': 'A partition stopped',
    'clock-unsteady': 'A clock jumped',
    'clock-ahead': 'A clock was ahead',
    'deliveries-quarantined': 'Deliveries in quarantine',
    'data-requested': 'A person asked for their data',
    'shop-redact-requested': 'A shop asked to be erased',
    'budget-low': 'A budget runs low',
    'budget-exhausted': 'A budget is used up',
    'reward-paid-after-reversal': 'Paid after it was reversed',
    'condition-failed': 'A campaign’s condition failed',
  } satisfies Record<AlertKind, string>,
  machine: 'the machine',
  show: 'Show',
  close: 'Close',
  detailOf: (kind: string) => `Detail: ${kind}`,
  none: {
    title: 'No alert is open',
    text: 'Nothing has to be seen to.',
    filtered: 'No alert is like that',
    filteredText: 'Choose another state or kind.',
  },
} as const;

export const CHECKS = {
  verify: {
    title: 'Verify in a shell',
    text: 'Decides the whole history again and compares it with the ledger, byte for byte. It only reads, and may run beside the service. A command takes the memory that it needs, and can do more than a worker:',
    commands: [
      ['The whole log', 'npx tributary verify'],
      ['With every row of the read models', 'npx tributary verify --read-models'],
      ['Keep how far it goes, to prove later that nothing was cut off', 'npx tributary verify --keep-heads heads'],
    ],
    merchant: (id: string) => ['This merchant', `npx tributary verify --merchant ${id}`] as const,
  },
  rebuild: {
    title: 'Rebuild in a shell',
    text: 'Makes the read models anew from the log beside the live ones, compares every row, and swaps them in one moment. The API answers throughout.',
    commands: [
      ['All of them', 'npx tributary rebuild'],
      ['Change nothing, only say whether they are right', 'npx tributary rebuild --compare-only'],
    ],
  },
  copy: 'Copy',
  decided: {
    title: 'What is decided',
    behind: (count: number) => `${count.toLocaleString()} facts are recorded and not decided yet.`,
    all: 'Every recorded fact is decided.',
    stopped: (count: number) =>
      `${count} partitions have stopped. They stay where they are until their cause is mended.`,
  },
  replays: {
    title: 'Replays of this merchant',
    text: 'Its history under other rules, run by a worker without any effect.',
    table: 'Replays, the newest first',
    columns: {
      id: 'Replay',
      state: 'State',
      scenarios: 'Scenarios',
      progress: 'Progress',
      createdAt: 'Asked',
      endedAt: 'Ended',
    },
    facts: (done: number, total: number) => `${done.toLocaleString()} of ${total.toLocaleString()} facts`,
    none: { title: 'No replay was asked for', text: 'Ask “what if” by the API: POST /v1/replays.' },
  },
} as const;
