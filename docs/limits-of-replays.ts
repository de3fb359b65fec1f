import { CHANGES_MAX } from '../apps/cli/what-if-command';
import { REPLAY_LIMITS } from '../apps/worker/replay-runner';
import { RUN_HEAP_MAX_MB } from '../apps/worker/run-loop';
import { CHECK_LIMITS } from '../libs/checks/check-outcome';
import { CHECKS_KEPT } from '../libs/checks/checks';
import { RUN_QUEUE_LIMITS } from '../libs/database/run-queue';
import { HOT_MAX } from '../libs/engine/cold-file';
import { ATTEMPTS_MAX } from '../libs/engine/rebuild/swap';
import { BUDGET_CAMPAIGNS_SHOWN, BUDGET_POINTS_SHOWN } from '../libs/what-if/budget-use';
import { OWN_FACTS_MAX } from '../libs/what-if/course';
import { REPLAYS_KEPT } from '../libs/what-if/replays';
import { MERGES_SHOWN, REFERRERS_SHOWN } from '../libs/what-if/report';
import { SCENARIO_CAMPAIGNS_MAX, SCENARIO_CODES_MAX, SCENARIOS_MAX } from '../libs/what-if/scenario-body';
import { FIXED, type LimitGroup, limitsOf, shown } from './limit';
import { count, duration } from './quantities';

const REFUSED = shown('INVALID_BODY');

export const REPLAYS: LimitGroup = {
  title: 'Replays',
  text:
    'For `/v1/replays` and `/v1/checks`, of which a process runs one each at a time, and for the commands that replay the log. What-if on the ' +
    'command line has the heap of its process.',
  limits: [
    ['Replays of a merchant that have not ended', count(1), FIXED, shown('REPLAY_RUNNING')],
    ['Replays of a merchant that are kept, the newest', count(REPLAYS_KEPT), FIXED, 'Older ones are forgotten.'],
    ['Scenarios of one replay', count(SCENARIOS_MAX), FIXED, REFUSED],
    ['Campaigns that one scenario names', count(SCENARIO_CAMPAIGNS_MAX), FIXED, REFUSED],
    ['Codes that one scenario names', count(SCENARIO_CODES_MAX), FIXED, REFUSED],
    ...limitsOf(REPLAY_LIMITS, {
      heapMaxMb: [
        'Heap of a replay',
        (mb) => `${count(mb)} MiB`,
        `The replay fails: ${shown('REPLAY_TOO_LARGE')}. \`tributary what-if\` may have more.`,
      ],
      changesMax: [
        'Changed purchases of a scenario that are kept, the first',
        count,
        'The report counts all; `tributary what-if --csv` writes more.',
      ],
    }),
    [
      'Changed purchases of a scenario in a partition that `what-if --csv` writes, the first',
      count(CHANGES_MAX),
      FIXED,
      'The report counts all.',
    ],
    [
      'Referrers with the greatest gains in a report, and with the greatest losses',
      count(REFERRERS_SHOWN),
      FIXED,
      'The sums count all.',
    ],
    [
      'Campaigns whose use of budgets a report shows, those that differ most',
      count(BUDGET_CAMPAIGNS_SHOWN),
      FIXED,
      'The costs have all.',
    ],
    [
      'Hours or days of such a campaign, the newest',
      count(BUDGET_POINTS_SHOWN),
      FIXED,
      'What was used before them is one sum.',
    ],
    ['Merges of each kind in a report, the first', count(MERGES_SHOWN), FIXED, 'The report counts all.'],
    ...limitsOf(RUN_QUEUE_LIMITS, {
      silentSeconds: [
        'Time without a sign after which a replay or a check is taken over',
        (seconds) => duration(seconds * 1_000),
        'Another process begins it anew.',
      ],
      startsMax: ['Starts of one replay or check', count, 'If none gets to its end, it fails: `INTERNAL`.'],
    }),
    ['Checks that have not ended', count(1), FIXED, shown('CHECK_RUNNING')],
    ['Checks that are kept, the newest', count(CHECKS_KEPT), FIXED, 'Older ones are forgotten.'],
    [
      'Heap of a check',
      `${count(RUN_HEAP_MAX_MB)} MiB`,
      FIXED,
      `The check fails: ${shown('CHECK_TOO_LARGE')}. The commands may have more.`,
    ],
    ...limitsOf(CHECK_LIMITS, {
      differencesMax: ['Differences of the ledger that a check keeps, the first', count, 'It counts all.'],
      valueCharactersMax: ['Characters of a value that differs', count, 'It is cut; `tributary verify` has it whole.'],
    }),
    ['Timers of a scenario that fire between two facts', count(OWN_FACTS_MAX), FIXED, 'The replay fails.'],
    [
      'Rows of a thread of `verify` or what-if that stay in memory, about',
      count(HOT_MAX),
      FIXED,
      'Those that were not used lately go to a temporary file.',
    ],
    [
      'Attempts of `rebuild` to put its tables in the place of the live ones',
      count(ATTEMPTS_MAX),
      FIXED,
      'It gives up, and the live tables stay.',
    ],
  ],
};
