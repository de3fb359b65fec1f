import { ApiProperty } from '@nestjs/swagger';
import type {
  ClaimCounts,
  Coverage,
  LinkCounts,
  LinkHealthView,
  UnlinkedReason,
} from '../../../libs/queries/link-health';
import { ReadParameters } from '../input/common-parameters';
import { InstantParameter } from '../input/instant-parameter';
import { ShownAs, ShownFlag, ShownInstant, ShownInteger, ShownNumber, ShownText } from '../openapi/shown';
import { RANGE_DEFAULT_HOURS, RANGE_MAX_HOURS } from './queries';

class ClaimCountsShown implements ClaimCounts {
  @ShownInteger({ description: 'Accepted.' })
  matched: number;

  @ShownInteger({ description: 'The device had claimed that order before.' })
  duplicate: number;

  @ShownInteger({ description: 'Rejected: `TOKEN_MISMATCH`.' })
  mismatched: number;

  @ShownInteger({ description: 'Rejected: `TOKEN_MISSING`.' })
  missingToken: number;

  @ShownInteger({ description: 'Rejected: `EXPIRED`.' })
  expired: number;

  @ShownInteger({ description: 'Rejected: `BLOCKED_IDENTIFIER`.' })
  blocked: number;

  @ShownInteger({ description: 'Rejected: `TOO_MANY_CLAIMS`.' })
  tooMany: number;

  @ShownInteger({ description: 'For an order that has not come.' })
  waiting: number;

  @ShownInteger({ description: 'By token alone, for a checkout that has not become an order: most never do.' })
  checkouts: number;
}

class ClaimsWithoutPurchaseShown {
  @ShownInteger({
    description: 'Claims that have had no purchase for more than an hour; those by token alone: for `claimTtlDays`.',
  })
  WEBHOOK_SILENT: number;
}

class LinkedShown {
  @ShownInteger()
  claim: number;

  @ShownInteger({ description: 'By a device that the order itself carries.' })
  carried: number;

  @ShownInteger()
  customer: number;

  @ShownInteger()
  email: number;
}

class UnlinkedShown {
  @ShownInteger({ description: 'No claim has come for more than an hour.' })
  SDK_SILENT: number;

  @ShownInteger({ description: 'A claim came with a token that the shop did not sign.' })
  TOKEN_MISMATCH: number;

  @ShownInteger({ description: 'All others: a claim may still come, or the customer may become known.' })
  WAITING: number;
}

class CreditedShown {
  @ShownInteger({ description: 'By a discount code.' })
  code: number;

  @ShownInteger({ description: 'By the visit that the shop itself saw.' })
  visit: number;
}

class CoverageShown implements Coverage {
  @ShownInteger({ description: 'Purchases that are linked, or credited without a link.' })
  covered: number;

  @ShownInteger({ description: 'All purchases.' })
  all: number;

  @ShownNumber({ nullable: true, description: 'To two places; null without purchases.' })
  percent: number | null;
}

class PurchaseCountsShown {
  @ShownAs(() => LinkedShown, { description: 'By what links them now.' })
  linked: LinkedShown;

  @ShownAs(() => UnlinkedShown)
  unlinked: UnlinkedShown;

  @ShownAs(() => CreditedShown, { description: 'Of the unlinked ones, those that are credited all the same.' })
  credited: CreditedShown;

  @ShownAs(() => CoverageShown)
  coverage: CoverageShown;
}

class LinkCountsShown implements LinkCounts {
  @ShownAs(() => ClaimCountsShown)
  claims: ClaimCountsShown;

  @ShownAs(() => ClaimsWithoutPurchaseShown)
  claimsWithoutPurchase: ClaimsWithoutPurchaseShown;

  @ShownAs(() => PurchaseCountsShown)
  purchases: PurchaseCountsShown;
}

class LinkHourShown extends LinkCountsShown {
  @ShownInstant({ description: 'When it begins.' })
  hour: string;
}

class MismatchRateShown {
  @ShownInteger({ description: 'Claims of the last 24 hours that were accepted or rejected.' })
  judged: number;

  @ShownInteger()
  mismatched: number;

  @ShownNumber({ nullable: true, description: 'To two places; null when there are none.' })
  percent: number | null;

  @ShownInteger({ description: "The policy's `mismatchAlertPercent`." })
  alertPercent: number;

  @ShownFlag({ description: '`judged` is at least 20, and more than `alertPercent` of these claims mismatched.' })
  exceeded: boolean;
}

class LinkExamplesShown implements Record<UnlinkedReason | 'WEBHOOK_SILENT', string[]> {
  @ShownText({ list: true })
  SDK_SILENT: string[];

  @ShownText({ list: true })
  TOKEN_MISMATCH: string[];

  @ShownText({ list: true })
  WAITING: string[];

  @ShownText({ list: true })
  WEBHOOK_SILENT: string[];
}

/** The counts at the top are the sums of the hours. */
export class LinkHealthShown extends LinkCountsShown implements LinkHealthView {
  @ShownInstant()
  from: string;

  @ShownInstant()
  to: string;

  @ShownAs(() => MismatchRateShown, { description: 'Of the last 24 hours, whatever the range.' })
  mismatchRate: MismatchRateShown;

  @ApiProperty({ type: [LinkHourShown], description: 'Oldest first; the first and the last may be parts of hours.' })
  hours: LinkHourShown[];

  @ShownAs(() => LinkExamplesShown, { description: 'Ids of the newest orders of each reason, at most five.' })
  examples: LinkExamplesShown;
}

export class LinkHealthParameters extends ReadParameters {
  @InstantParameter(
    `From this time on: of the log, not of the senders. Without it: ${RANGE_DEFAULT_HOURS} hours before \`to\`.`,
  )
  from?: string;

  @InstantParameter(`Before this time, at most ${RANGE_MAX_HOURS} hours after \`from\`. Without it: up to now.`)
  to?: string;
}
