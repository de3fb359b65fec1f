import { ApiProperty } from '@nestjs/swagger';
import { SOURCE_RANKING } from '../../../libs/intake/policy-input';
import { ATTRIBUTION_MODELS, REPROCESS_MODES, SUB_ORDER_MODES } from '../../../libs/kernel/policy';
import type { PolicyView } from '../../../libs/queries/policies';
import { ShownFlag, ShownInteger, ShownOneOf, ShownPosition } from '../openapi/shown';

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

  @ApiProperty(SOURCE_RANKING.schema)
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

  @ShownFlag()
  acceptCarriedDevices: boolean;

  @ShownOneOf(SUB_ORDER_MODES)
  subOrders: Policy['subOrders'];

  @ShownInteger()
  lateClaimHours: number;

  @ShownInteger()
  maxBackdateSeconds: number;

  @ShownInteger()
  mismatchAlertPercent: number;
}
