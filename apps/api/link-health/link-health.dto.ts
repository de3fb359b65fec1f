import { ApiProperty } from '@nestjs/swagger';
import type { ClaimCounts, LinkCounts, LinkHealthView, UnlinkedReason } from '../../../libs/queries/link-health';
import { ReadParameters } from '../input/common-parameters';
import { InstantParameter } from '../input/instant-parameter';
import { ShownAs, ShownFlag, ShownInstant, ShownInteger, ShownNumber, ShownText } from '../openapi/shown';
import { RANGE_DEFAULT_HOURS, RANGE_MAX_HOURS } from './queries';

class ClaimCountsShown implements ClaimCounts {
  @ShownInteger({ description: 'Accepted.' })
  matched: number;

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

  @ShownInteger({ description: 'Not judged yet.' })
  waiting: number;
}

class ClaimsWithoutPurchaseShown {
  @ShownInteger({ description: 'Of the waiting claims, those without a purchase for more than an hour.' })
  WEBHOOK_SILENT: number;
}

class LinkedShown {
  @ShownInteger()
  claim: number;

  @ShownInteger()
  customer: number;

  @ShownInteger()
  email: number;
}

class UnlinkedShown {
  @ShownInteger({ description: 'There is no claim at all, for more than an hour.' })
  SDK_SILENT: number;

  @ShownInteger({ description: 'A claim came with another token than the shop signed.' })
  TOKEN_MISMATCH: number;

  @ShownInteger({ description: 'All others: a claim may still come, or the customer become known.' })
  WAITING: number;
}

class PurchaseCountsShown {
  @ShownAs(() => LinkedShown, { description: 'By what links them now.' })
  linked: LinkedShown;

  @ShownAs(() => UnlinkedShown)
  unlinked: UnlinkedShown;
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

  @ShownNumber({ nullable: true, description: 'To two places; null when none was judged.' })
  percent: number | null;

  @ShownInteger({ description: "The policy's `mismatchAlertPercent`." })
  alertPercent: number;

  @ShownFlag({ description: 'At least 20 claims were judged, and more than `alertPercent` of them mismatched.' })
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
