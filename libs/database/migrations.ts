import { InitialSchema1764000000000 } from '../../migrations/1764000000000-initial-schema';
import { AppendEvents1764000001000 } from '../../migrations/1764000001000-append-events';
import { CampaignsAndRewards1764000002000 } from '../../migrations/1764000002000-campaigns-and-rewards';
import { OperatorsMerges1764000003000 } from '../../migrations/1764000003000-operators-merges';
import { LinkHealthAndAlerts1764000004000 } from '../../migrations/1764000004000-link-health-and-alerts';
import { ShortKeys1764000005000 } from '../../migrations/1764000005000-short-keys';
import { EffectsOfProposals1764000006000 } from '../../migrations/1764000006000-effects-of-proposals';
import { WhoseWordCounted1764000007000 } from '../../migrations/1764000007000-whose-word-counted';
import { SeenFacts1764000008000 } from '../../migrations/1764000008000-seen-facts';
import { KernelVersions1764000009000 } from '../../migrations/1764000009000-kernel-versions';
import { SecretsAtRest1764000010000 } from '../../migrations/1764000010000-secrets-at-rest';
import { ReadsOfTheNewest1764000011000 } from '../../migrations/1764000011000-reads-of-the-newest';
import { PassedOverFacts1764000012000 } from '../../migrations/1764000012000-passed-over-facts';
import { ProjectionVersions1764000013000 } from '../../migrations/1764000013000-projection-versions';
import { Replays1764000014000 } from '../../migrations/1764000014000-replays';
import { PurchaseFacts1764000015000 } from '../../migrations/1764000015000-purchase-facts';
import { CountedRejections1764000016000 } from '../../migrations/1764000016000-counted-rejections';
import { MerchantRateLimits1764000017000 } from '../../migrations/1764000017000-merchant-rate-limits';
import { SizesOfPurchases1764000018000 } from '../../migrations/1764000018000-sizes-of-purchases';
import { OrderEvidence1764000020000 } from '../../migrations/1764000020000-order-evidence';
import { ShopHosts1764000021000 } from '../../migrations/1764000021000-shop-hosts';
import { Erasure1764000022000 } from '../../migrations/1764000022000-erasure';
import { ForgottenMerchants1764000023000 } from '../../migrations/1764000023000-forgotten-merchants';
import { PrivacyRequests1764000024000 } from '../../migrations/1764000024000-privacy-requests';
import { NamesOfWorkers1764000025000 } from '../../migrations/1764000025000-names-of-workers';
import { Connection1764000030000 } from '../../migrations/1764000030000-connection';
import { Sessions1764000040000 } from '../../migrations/1764000040000-sessions';
import { Checks1764000050000 } from '../../migrations/1764000050000-checks';
import { SumsOfRecipients1764000051000 } from '../../migrations/1764000051000-sums-of-recipients';

/** All migrations, oldest first; listed by hand, so that exactly the compiled ones run. */
export const migrations = [
  InitialSchema1764000000000,
  AppendEvents1764000001000,
  CampaignsAndRewards1764000002000,
  OperatorsMerges1764000003000,
  LinkHealthAndAlerts1764000004000,
  ShortKeys1764000005000,
  EffectsOfProposals1764000006000,
  WhoseWordCounted1764000007000,
  SeenFacts1764000008000,
  KernelVersions1764000009000,
  SecretsAtRest1764000010000,
  ReadsOfTheNewest1764000011000,
  PassedOverFacts1764000012000,
  ProjectionVersions1764000013000,
  Replays1764000014000,
  PurchaseFacts1764000015000,
  CountedRejections1764000016000,
  MerchantRateLimits1764000017000,
  SizesOfPurchases1764000018000,
  OrderEvidence1764000020000,
  ShopHosts1764000021000,
  Erasure1764000022000,
  ForgottenMerchants1764000023000,
  PrivacyRequests1764000024000,
  NamesOfWorkers1764000025000,
  Connection1764000030000,
  Sessions1764000040000,
  Checks1764000050000,
  SumsOfRecipients1764000051000,
];
