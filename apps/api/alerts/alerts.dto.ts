import { ALERT_KINDS, ALERT_SEVERITIES, type AlertKind, type AlertSeverity, KINDS } from '../../../libs/alerts/alert';
import type { AlertView } from '../../../libs/alerts/list-alerts';
import { IdParameter, ListParameters } from '../input/common-parameters';
import { OneOfParameter } from '../input/parameter';
import { ShownInstant, ShownInteger, ShownObject, ShownOneOf, ShownText } from '../openapi/shown';
import { pageOf } from '../reading/page';

const TOLD = KINDS.map((kind) => `\`${kind}\`: ${ALERT_KINDS[kind]}`).join('\n\n');
export const ALERT_STATES = ['open', 'closed'] as const;

class AlertShown implements AlertView {
  @ShownInteger()
  alertId: number;

  @ShownOneOf(KINDS, { description: TOLD })
  kind: AlertKind;

  @ShownOneOf(ALERT_SEVERITIES)
  severity: AlertSeverity;

  @ShownText({ nullable: true, description: 'Null: it is about the machine, not about a merchant.' })
  merchantId: string | null;

  @ShownText({ description: 'Which of its kind: a campaign and window, a reward, a partition; often empty.' })
  key: string;

  @ShownObject({
    description: 'Numbers and examples, which depend on the kind. They are kept up to date while the alert is open.',
  })
  detail: Record<string, unknown>;

  @ShownInstant()
  openedAt: string;

  @ShownInstant({ nullable: true, description: 'Null: it is open.' })
  closedAt: string | null;
}

export class AlertsPage extends pageOf(AlertShown, 'AlertsPage') {}

export class AlertsParameters extends ListParameters {
  @IdParameter('Alerts of this merchant alone; `after` needs it, as a position is one of a merchant.')
  merchantId?: string;

  @OneOfParameter(ALERT_STATES)
  state?: (typeof ALERT_STATES)[number];

  @OneOfParameter(KINDS)
  kind?: AlertKind;
}
