import { Module } from '@nestjs/common';
import { APP_GUARD, APP_PIPE } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { AccessGuard } from './access/access-guard';
import { KeyRing } from './access/key-ring';
import { MediaTypeGuard } from './access/media-type-guard';
import { AlertsController } from './alerts/alerts.controller';
import { CampaignsController } from './campaigns/campaigns.controller';
import { ClaimsController } from './claims/claims.controller';
import { COMMAND_HANDLERS } from './commands';
import { DeadLettersController } from './dead-letters/dead-letters.controller';
import { ExchangeRatesController } from './exchange-rates/exchange-rates.controller';
import { IdentitiesController } from './identities/identities.controller';
import { InputPipe } from './input/input-pipe';
import { LinkHealthController } from './link-health/link-health.controller';
import { MerchantsController } from './merchants/merchants.controller';
import { Imagination } from './merges/imagination';
import { MergesController } from './merges/merges.controller';
import { PolicyController } from './policy/policy.controller';
import { ProposalsController } from './proposals/proposals.controller';
import { PurchasesController } from './purchases/purchases.controller';
import { QuarantineController } from './quarantine/quarantine.controller';
import { QUERY_HANDLERS } from './queries';
import { ReadModelClock } from './reading/read-model-clock';
import { Reads } from './reading/reads';
import { RewardsController } from './rewards/rewards.controller';
import { TrackingController } from './tracking/tracking.controller';
import { WebhooksController } from './webhooks/webhooks.controller';

/** The REST interface: everything under /v1. */
@Module({
  imports: [CqrsModule],
  controllers: [
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
    RewardsController,
    ExchangeRatesController,
    DeadLettersController,
    LinkHealthController,
    AlertsController,
  ],
  providers: [
    KeyRing,
    ReadModelClock,
    Reads,
    Imagination,
    ...COMMAND_HANDLERS,
    ...QUERY_HANDLERS,
    // In this order: who asks, then what kind of body, then (in the pipe) the body.
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_GUARD, useClass: MediaTypeGuard },
    { provide: APP_PIPE, useClass: InputPipe },
  ],
  exports: [ReadModelClock],
})
export class ApiModule {}
