/** All read models, in the order in which a flush writes them. Register a new read model only here. */
import { campaignStates, campaignVersions, exchangeRates } from './campaigns';
import { claimRejections } from './claim-rejections';
import { claims } from './claims';
import { codeAssignments } from './codes';
import { conditionFailures } from './condition-failures';
import { connections } from './connections';
import { failedFacts } from './failed-facts';
import { identifiers } from './identifiers';
import { merchants, partitionDefaults, partitionKernels, policies } from './merchants';
import { deviceEvidence, purchaseHistory, purchases } from './purchases';
import { purchaseFacts } from './purchase-facts';
import { mergeRequests, proposals } from './proposals';
import { budgetUsage, capUsage, rewards, withheldRewards } from './rewards';
import { TableAccess, type ReadModel } from './read-model';
import { seenFacts } from './seen-facts';
import { sightings } from './sightings';
import { touchpoints } from './touchpoints';

export const READ_MODELS = [
  partitionDefaults,
  partitionKernels,
  merchants,
  policies,
  identifiers,
  touchpoints,
  codeAssignments,
  connections,
  mergeRequests,
  purchases,
  deviceEvidence,
  claims,
  claimRejections,
  purchaseHistory,
  purchaseFacts,
  proposals,
  campaignVersions,
  campaignStates,
  exchangeRates,
  rewards,
  withheldRewards,
  budgetUsage,
  capUsage,
  conditionFailures,
  failedFacts,
  sightings,
  seenFacts,
] as const;

/** The TypeORM entities of the read models. */
export const ENTITIES = READ_MODELS.map(({ entity }) => entity);

export const TABLES: readonly TableAccess<object>[] = READ_MODELS.map(
  (model) => new TableAccess(model as unknown as ReadModel<object>),
);

export function tableOf<Row extends object>(entity: new () => Row): TableAccess<object> {
  return TABLES[READ_MODELS.findIndex((model) => (model.entity as unknown) === entity)]!;
}
