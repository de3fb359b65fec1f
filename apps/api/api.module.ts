import { Module } from '@nestjs/common';
import { APP_GUARD, APP_PIPE } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { Pool } from 'pg';
import { Sessions } from '../../libs/intake/sessions';
import { ADMIN_KEY } from '../tokens';
import { Admission } from './access/admission';
import { KeyRing } from './access/key-ring';
import { RateLimits } from './access/rate-limits';
import { MediaTypeGuard } from './access/media-type-guard';
import { AlertsController } from './alerts/alerts.controller';
import { ALERT_QUERIES } from './alerts/queries';
import { CampaignsController } from './campaigns/campaigns.controller';
import { CAMPAIGN_COMMANDS } from './campaigns/commands';
import { CAMPAIGN_QUERIES } from './campaigns/queries';
import { ChecksController } from './checks/checks.controller';
import { CHECK_COMMANDS } from './checks/commands';
import { CHECK_QUERIES } from './checks/queries';
import { ClaimsController } from './claims/claims.controller';
import { CLAIM_QUERIES } from './claims/queries';
import { CodesController } from './codes/codes.controller';
import { CODE_COMMANDS } from './codes/commands';
import { CODE_QUERIES } from './codes/queries';
import { ConnectionController } from './connection/connection.controller';
import { CONNECTION_QUERIES } from './connection/queries';
import { DeadLettersController } from './dead-letters/dead-letters.controller';
import { DEAD_LETTER_COMMANDS } from './dead-letters/commands';
import { DEAD_LETTER_QUERIES } from './dead-letters/queries';
import { ExchangeRatesController } from './exchange-rates/exchange-rates.controller';
import { EXCHANGE_RATE_COMMANDS } from './exchange-rates/commands';
import { FactsController } from './facts/facts.controller';
import { FACT_QUERIES } from './facts/queries';
import { Services } from './handling';
import { IdentitiesController } from './identities/identities.controller';
import { IDENTITY_COMMANDS } from './identities/commands';
import { IDENTITY_QUERIES } from './identities/queries';
import { InputPipe } from './input/input-pipe';
import { LinkHealthController } from './link-health/link-health.controller';
import { LINK_HEALTH_QUERIES } from './link-health/queries';
import { MerchantsController } from './merchants/merchants.controller';
import { MERCHANT_COMMANDS } from './merchants/commands';
import { MERCHANT_QUERIES } from './merchants/queries';
import { MergesController } from './merges/merges.controller';
import { MERGE_COMMANDS } from './merges/commands';
import { MERGE_QUERIES } from './merges/queries';
import { PartitionsController } from './partitions/partitions.controller';
import { PARTITION_QUERIES } from './partitions/queries';
import { PolicyController } from './policy/policy.controller';
import { POLICY_COMMANDS } from './policy/commands';
import { POLICY_QUERIES } from './policy/queries';
import { ProposalsController } from './proposals/proposals.controller';
import { PROPOSAL_COMMANDS } from './proposals/commands';
import { PROPOSAL_QUERIES } from './proposals/queries';
import { PurchasesController } from './purchases/purchases.controller';
import { PURCHASE_COMMANDS } from './purchases/commands';
import { PURCHASE_QUERIES } from './purchases/queries';
import { QuarantineController } from './quarantine/quarantine.controller';
import { QUARANTINE_COMMANDS } from './quarantine/commands';
import { QUARANTINE_QUERIES } from './quarantine/queries';
import { ReadModelClock } from './reading/read-model-clock';
import { Reads } from './reading/reads';
import { PRIVACY_COMMANDS } from './privacy-requests/commands';
import { PrivacyRequestsController } from './privacy-requests/privacy-requests.controller';
import { REPLAY_COMMANDS } from './replays/commands';
import { REPLAY_QUERIES } from './replays/queries';
import { ReplaysController } from './replays/replays.controller';
import { RewardsController } from './rewards/rewards.controller';
import { REWARD_COMMANDS } from './rewards/commands';
import { REWARD_QUERIES } from './rewards/queries';
import { SEARCH_QUERIES } from './search/queries';
import { SearchController } from './search/search.controller';
import { ConnectController } from './sdk/connect.controller';
import { SESSION_HANDLERS } from './sessions/commands';
import { SessionsController } from './sessions/sessions.controller';
import { TIMER_QUERIES } from './timers/queries';
import { TimersController } from './timers/timers.controller';
import { TrackingController } from './tracking/tracking.controller';
import { TRACKING_COMMANDS } from './tracking/commands';
import { WebhooksController } from './webhooks/webhooks.controller';
import { WEBHOOK_COMMANDS } from './webhooks/commands';

const HANDLERS = [
  ...TRACKING_COMMANDS,
  ...WEBHOOK_COMMANDS,
  ...IDENTITY_COMMANDS,
  ...IDENTITY_QUERIES,
  ...PURCHASE_COMMANDS,
  ...PURCHASE_QUERIES,
  ...CLAIM_QUERIES,
  ...POLICY_COMMANDS,
  ...POLICY_QUERIES,
  ...MERCHANT_COMMANDS,
  ...MERCHANT_QUERIES,
  ...MERGE_COMMANDS,
  ...MERGE_QUERIES,
  ...PROPOSAL_COMMANDS,
  ...PROPOSAL_QUERIES,
  ...QUARANTINE_COMMANDS,
  ...QUARANTINE_QUERIES,
  ...CAMPAIGN_COMMANDS,
  ...CAMPAIGN_QUERIES,
  ...CODE_COMMANDS,
  ...CODE_QUERIES,
  ...REWARD_COMMANDS,
  ...REWARD_QUERIES,
  ...EXCHANGE_RATE_COMMANDS,
  ...DEAD_LETTER_COMMANDS,
  ...DEAD_LETTER_QUERIES,
  ...LINK_HEALTH_QUERIES,
  ...CONNECTION_QUERIES,
  ...ALERT_QUERIES,
  ...CHECK_COMMANDS,
  ...CHECK_QUERIES,
  ...PARTITION_QUERIES,
  ...TIMER_QUERIES,
  ...PRIVACY_COMMANDS,
  ...REPLAY_COMMANDS,
  ...REPLAY_QUERIES,
  ...FACT_QUERIES,
  ...SEARCH_QUERIES,
  ...SESSION_HANDLERS,
];

/** The REST interface: everything under /v1. */
@Module({
  imports: [CqrsModule],
  controllers: [
    ConnectController,
    TrackingController,
    WebhooksController,
    IdentitiesController,
    PurchasesController,
    ClaimsController,
    PolicyController,
    MerchantsController,
    MergesController,
    ProposalsController,
    QuarantineController,
    CampaignsController,
    CodesController,
    RewardsController,
    ExchangeRatesController,
    DeadLettersController,
    LinkHealthController,
    ConnectionController,
    AlertsController,
    PartitionsController,
    TimersController,
    PrivacyRequestsController,
    ReplaysController,
    ChecksController,
    FactsController,
    SearchController,
    SessionsController,
  ],
  providers: [
    {
      provide: Sessions,
      useFactory: (pool: Pool, adminKey: string) => new Sessions(pool, adminKey),
      inject: [Pool, ADMIN_KEY],
    },
    KeyRing,
    ReadModelClock,
    Reads,
    Services,
    ...HANDLERS,
    RateLimits,
    Admission,
    // After the admission, in this order: what kind of body, then (in the pipe) the body.
    { provide: APP_GUARD, useClass: MediaTypeGuard },
    { provide: APP_PIPE, useClass: InputPipe },
  ],
  exports: [ReadModelClock],
})
export class ApiModule {}
