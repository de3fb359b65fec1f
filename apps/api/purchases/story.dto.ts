import type { Counterfactual } from '../../../libs/queries/story/counterfactuals';
import type { PurchaseStory, StoryEntry } from '../../../libs/queries/story/explain';
import type { StoryPlace } from '../../../libs/queries/story/story-page';
import type { CampaignExplained } from '../../../libs/queries/story/rewards-in-words';
import { ShownAs, ShownInstant, ShownInteger, ShownOneOf, ShownPosition, ShownText } from '../openapi/shown';
import { Pages } from '../reading/page';
import { PurchaseRewardShown, WithheldShown } from '../shapes/reward';

const COUNTERFACTUAL_CODES = [
  'OUTSIDE_WINDOW',
  'SELF_REFERRAL',
  'LOWER_RANK',
  'LIMIT',
  'MODEL',
  'AFTER_PURCHASE',
  'NOT_KNOWN_THEN',
] as const satisfies Counterfactual['code'][];
const CAMPAIGN_CODES = [
  'DESIRED',
  'WITHHELD',
  'NOT_YET_VALID',
  'NO_LONGER_VALID',
  'NO_CREDIT',
  'CONDITION_FALSE',
  'NOBODY_TO_REWARD',
  'BEHIND_EXCLUSIVE',
  'EARNS_NOTHING',
  'UNDECIDED',
  'PAUSED',
  'ARCHIVED',
  'LATER',
] as const satisfies CampaignExplained['code'][];

class StoryEntryShown implements StoryEntry {
  @ShownPosition({ description: 'Of the fact; of a decision: of the fact that caused it.' })
  position: number;

  @ShownInstant()
  at: string;

  @ShownText({ description: 'Type of the fact or decision.' })
  kind: string;

  @ShownText()
  text: string;

  @ShownInteger({
    description: 'Of rejected claims of one code and hour (UTC), of which only the first is told; else 1.',
  })
  count: number;

  @ShownPosition({
    nullable: true,
    description:
      'Of the fact that caused it; for an evaluation that was due: of the fact that had it scheduled. Null: it came from outside.',
  })
  causePosition: number | null;
}

class CounterfactualShown implements Counterfactual {
  @ShownText()
  touchpointId: string;

  @ShownOneOf(COUNTERFACTUAL_CODES)
  code: Counterfactual['code'];

  @ShownText({ description: 'Why it got nothing, and what would have had to be different.' })
  text: string;
}

class CampaignExplainedShown implements CampaignExplained {
  @ShownText()
  campaignId: string;

  @ShownInteger({ nullable: true, description: 'The version that the purchase has; null: it came later.' })
  version: number | null;

  @ShownOneOf(CAMPAIGN_CODES)
  code: CampaignExplained['code'];

  @ShownText()
  text: string;
}

export class PurchaseStoryShown implements Omit<PurchaseStory, 'storyNext'> {
  @ShownText()
  orderId: string;

  @ShownText({ description: 'The answer in a few sentences.' })
  summary: string;

  @ShownAs(() => StoryEntryShown, {
    list: true,
    description: 'The newest `limit` decisions, with the facts around them.',
  })
  story: StoryEntryShown[];

  @ShownText({ nullable: true, description: '`cursor` for what came earlier; null: the story begins here.' })
  storyCursor: string | null;

  @ShownAs(() => CounterfactualShown, {
    list: true,
    description: 'Visits that got nothing when it was decided last: the newest 100, newest first.',
  })
  counterfactuals: CounterfactualShown[];

  @ShownAs(() => CampaignExplainedShown, {
    list: true,
    description: 'The campaigns when the purchase came, by priority; then the first 20 that were published later.',
  })
  campaigns: CampaignExplainedShown[];

  @ShownAs(() => PurchaseRewardShown, { list: true, description: 'The newest 100, in the order of the log.' })
  rewards: PurchaseRewardShown[];

  @ShownAs(() => WithheldShown, { list: true, description: 'The newest 100, in the order of the log.' })
  withheld: WithheldShown[];
}

export const STORY_PAGES = new Pages<StoryPlace>(
  'story',
  'nn',
  ([position, revision]) => ({ position: position as number, revision: revision as number }),
  ({ position, revision }) => [position, revision],
);

export function showStory({ storyNext, ...story }: PurchaseStory): PurchaseStoryShown {
  return { ...story, storyCursor: STORY_PAGES.cursorOf(storyNext) };
}
