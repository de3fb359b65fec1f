import { ApiProperty } from '@nestjs/swagger';
import { ATTRIBUTION_MODELS, REPROCESS_MODES } from '../../../libs/kernel/policy';
import type { PolicyView } from '../../../libs/queries/policies';
import { ShownFlag, ShownInteger, ShownOneOf, ShownPosition } from '../openapi/shown';
import { RANKING } from '../shapes/policy';

export class PolicyChangedShown {
  @ShownInteger({ description: 'Counts the changes of the merchant; 1 at its registration.' })
  policyVersion: number;

  @ShownPosition()
  position: number;
}

type Policy = PolicyView['policy'];

export class PolicyShown extends PolicyChangedShown implements Policy {
  @ShownInteger()
  settlingPeriodSeconds: number;

  @ShownInteger()
  lookbackDays: number;

  @ShownOneOf(ATTRIBUTION_MODELS)
  model: Policy['model'];

  @ApiProperty(RANKING as object)
  sourceRanking: Policy['sourceRanking'];

  @ShownInteger()
  finalityDays: number;

  @ShownOneOf(REPROCESS_MODES)
  reprocess: Policy['reprocess'];

  @ShownFlag()
  requireToken: boolean;

  @ShownInteger()
  claimTtlDays: number;

  @ShownInteger()
  maxCustomersPerGroup: number;

  @ShownInteger()
  maxIdentifiersPerGroup: number;

  @ApiProperty({ type: [String] })
  blockedValues: string[];

  @ShownFlag()
  linkByEmail: boolean;

  @ShownFlag()
  acceptTestOrders: boolean;

  @ShownInteger()
  mismatchAlertPercent: number;
}
