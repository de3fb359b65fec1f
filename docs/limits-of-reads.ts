import { PAGE_DEFAULT, PAGE_MAX, WAIT_DEFAULT_MS, WAIT_MAX_MS } from '../apps/api/input/common-parameters';
import { RANGE_DEFAULT_HOURS, RANGE_MAX_HOURS } from '../apps/api/link-health/queries';
import { PURCHASES_SHOWN_MAX } from '../apps/api/merges/preview';
import { WAITERS_MAX } from '../apps/api/reading/read-model-clock';
import { DECISION_WAIT_MS, READ_TURNS } from '../apps/api/reading/reads';
import { JSON_MAX } from '../apps/cli/audit-command';
import { DECISIONS_MAX } from '../apps/cli/explain-command';
import { EVALUATED_MAX } from '../libs/engine/preview';
import { COMPONENT_MAX } from '../libs/queries/as-of/past-groups';
import { PAST_LIMITS } from '../libs/queries/as-of/past-purchase';
import { AUDIT_LIMITS } from '../libs/queries/audit-merges';
import { CHANGES_SHOWN_MAX } from '../libs/queries/campaigns';
import { CONNECTION_LIMITS } from '../libs/queries/connection/state';
import { GROUP_LIMITS } from '../libs/queries/identity-groups';
import { EXAMPLE_CLAIMS_MAX, EXAMPLES_MAX } from '../libs/queries/link-health';
import { DIFFERENCES_SHOWN_MAX } from '../libs/queries/proposals';
import { HISTORY_BYTES_MAX } from '../libs/queries/purchase-history';
import { PURCHASE_LIMITS } from '../libs/queries/purchases';
import { PAGE_BYTES_MAX } from '../libs/queries/rows';
import { FIXED, type LimitGroup, limitsOf, shown } from './limit';
import { COUNTERFACTUALS_MAX } from '../libs/queries/story/counterfactuals';
import { OTHERS_MAX, TOUCHPOINTS_MAX } from '../libs/queries/story/evaluated';
import { STORY_LIMITS } from '../libs/queries/story/explain';
import { bytes, count, duration } from './quantities';

export const READS: LimitGroup = {
  title: 'Reads',
  text: 'Most lists that are cut say so: by a cursor from which to go on, or by the number of all that there are.',
  limits: [
    [
      'Items on a page',
      `${count(PAGE_DEFAULT)}, up to ${count(PAGE_MAX)}`,
      'the parameter `limit`',
      `The page ends, and \`nextCursor\` leads on. A larger \`limit\`: ${shown('INVALID_PARAMETER')}`,
    ],
    [
      'A page of purchases, campaigns or proposals',
      bytes(PAGE_BYTES_MAX),
      FIXED,
      'The page ends early, and `nextCursor` leads on.',
    ],
    ["A page of a purchase's history", bytes(HISTORY_BYTES_MAX), FIXED, 'The page ends early, and a cursor leads on.'],
    ...limitsOf(PURCHASE_LIMITS, {
      shown: [
        "A purchase's claims, rewards, withheld rewards and events, the newest of each",
        count,
        '`claimsCursor` and `historyCursor` lead on; `rewardsCount` and `withheldCount` count all.',
      ],
      itemsShown: ["A purchase's items, the first", count, '`itemsCount` counts all.'],
    }),
    [
      "Events of a purchase's history for the claims that were rejected with one code in one hour",
      count(1),
      FIXED,
      'It is the first of them, and `count` counts all.',
    ],
    ...limitsOf(CONNECTION_LIMITS, {
      orders: ['Orders of a day that `GET /v1/connection` looks at', count, 'The newest are.'],
      claims: ['Claims that it looks at, of those that wait and of those that were judged', count, 'The newest are.'],
      judgedClaims: ['Claims of browsers whose tokens it compares', count, 'The newest are.'],
      codes: ['Codes without an owner that it names', count, 'The most frequent are.'],
    }),
    ...limitsOf(GROUP_LIMITS, {
      touchpointsShown: ["A group's touchpoints, the newest", count, '`touchpointsCount` counts more.'],
      shown: [
        "A group's merges, edges and purchases, the newest of each",
        count,
        '`mergesCount`, `edgesCount` and `purchasesCount` count more.',
      ],
      counted: ["Count of a group's touchpoints, and of its purchases", count, 'The count stays at this number.'],
    }),
    ...limitsOf(PAST_LIMITS, {
      changes: ['Facts and decisions of one purchase, for `asOf` and its story', count, shown('TOO_MUCH_HISTORY')],
      bytes: ['Of their data, together', bytes, shown('TOO_MUCH_HISTORY')],
      rejections: ['Of a flood of wrong claims, the newest rejections', count, 'Older ones are not read.'],
    }),
    ['Edges around one group, for `asOf` and stories', count(COMPONENT_MAX), FIXED, shown('TOO_MUCH_HISTORY')],
    ...limitsOf(STORY_LIMITS, {
      connections: ["Merges of the buyer's group in a story, the newest", count, 'Older ones are left out.'],
      facts: ['Facts of a page of a story that caused no decision, the newest', count, 'Older ones are left out.'],
      laterCampaigns: ['Campaigns that came after the purchase, the first', count, 'Later ones are left out.'],
      named: ['Identifiers that a page of a story names', count, 'The others are told without their values.'],
    }),
    [
      'Touchpoints without credit in a story, the newest',
      count(COUNTERFACTUALS_MAX),
      FIXED,
      'Older ones are left out.',
    ],
    ...limitsOf(TOUCHPOINTS_MAX, {
      ofDevice: ['Touchpoints of one device that a story reads, the newest', count, 'It says nothing of older ones.'],
      ofAll: ['Touchpoints that a story reads, the newest', count, 'It says nothing of older ones.'],
    }),
    [
      'Other purchases of the buyer that a story counts for conditions, the first',
      count(OTHERS_MAX),
      FIXED,
      'It counts no more.',
    ],
    [
      'Decisions of a story that `tributary explain` prints, the newest',
      count(DECISIONS_MAX),
      FIXED,
      'It says that the beginning is left out.',
    ],
    ...limitsOf(AUDIT_LIMITS, {
      edges: ['Edges of one group in an audit, the first', count, 'Later ones are left out.'],
      rewards: ['Rewards that count for the effects of one merge in an audit', count, 'Others do not count.'],
    }),
    [
      'Groups in the JSON of `tributary audit`, and refusals and reversals',
      `${count(JSON_MAX)} each`,
      FIXED,
      '`complete` is false; text and DOT have all.',
    ],
    [
      "A campaign's versions and states, the newest of each",
      count(CHANGES_SHOWN_MAX),
      FIXED,
      'Older ones are not shown.',
    ],
    [
      "Credits and rewards of a proposal's difference, the first of each",
      count(DIFFERENCES_SHOWN_MAX),
      FIXED,
      '`nowCount`, `thenCount`, `lostCount` and `gainedCount` count all.',
    ],
    [
      'Purchases that the preview of a merge evaluates; fewer, if they are more than a batch may load',
      count(EVALUATED_MAX),
      FIXED,
      'The others are counted alone.',
    ],
    ['Purchases that the preview of a merge shows', count(PURCHASES_SHOWN_MAX), FIXED, 'The effects count the others.'],
    [
      'Time that link health covers',
      `${count(RANGE_DEFAULT_HOURS)} hours, up to ${count(RANGE_MAX_HOURS)}`,
      'the parameters `from` and `to`',
      shown('INVALID_PARAMETER'),
    ],
    ['Examples of a reason in link health, the newest', count(EXAMPLES_MAX), FIXED, 'The counts count all.'],
    [
      'Claims without a purchase that are searched for examples, the newest',
      count(EXAMPLE_CLAIMS_MAX),
      FIXED,
      'The counts count all.',
    ],
    ...limitsOf(READ_TURNS, {
      runningMax: ['Reads of a process that run at once', count, 'Further ones wait for their turn.'],
      waitingMax: ['Reads of a process that wait for their turn', count, shown('OVERLOADED')],
      waitMs: ['Time for which a read waits for its turn', duration, shown('OVERLOADED')],
    }),
    [
      'Time for which a read waits for `after`',
      `${duration(WAIT_DEFAULT_MS)}, up to ${duration(WAIT_MAX_MS)}`,
      'the parameter `waitMs`',
      `${shown('READ_MODEL_BEHIND')}; a longer \`waitMs\`: ${shown('INVALID_PARAMETER')}`,
    ],
    ['Reads of a process that wait for `after`', count(WAITERS_MAX), FIXED, shown('OVERLOADED')],
    [
      'Time for which a write that answers with its decision waits for it',
      duration(DECISION_WAIT_MS),
      FIXED,
      `${shown('READ_MODEL_BEHIND')}; the write is stored.`,
    ],
  ],
};
