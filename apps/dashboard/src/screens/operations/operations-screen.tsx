import { getRouteApi, Link } from '@tanstack/react-router';
import { AdminOnly } from '../../components/admin-only';
import { Page } from '../../components/page';
import { SubNav } from '../../components/sub-nav';
import { OPERATIONS } from '../../texts/operations';
import '../merges/merges.css';
import '../purchases/purchases.css';
import { Alerts } from './alerts';
import { Checks } from './checks';
import { DeadLetters } from './dead-letters';
import { Partitions } from './partitions';
import { Quarantine } from './quarantine';
import { Timers } from './timers';

const PARTS = {
  partitions: Partitions,
  timers: Timers,
  deadLetters: DeadLetters,
  quarantine: Quarantine,
  alerts: Alerts,
  checks: Checks,
};
type Part = keyof typeof PARTS;
const NAMES = Object.keys(PARTS) as Part[];

const route = getRouteApi('/operations');

export function OperationsScreen() {
  const { part } = route.useSearch();
  const shown = NAMES.find((name) => name === part) ?? 'partitions';
  const Shown = PARTS[shown];
  return (
    <Page title={OPERATIONS.title}>
      <AdminOnly>
        <SubNav label={OPERATIONS.parts}>
          {NAMES.map((name) => (
            <Link
              key={name}
              to="/operations"
              search={({ merchant }) => ({ merchant, part: name })}
              className={name === shown ? 'is-active' : undefined}
              activeProps={{}}
              aria-current={name === shown ? 'page' : undefined}
            >
              {OPERATIONS.nav[name]}
            </Link>
          ))}
        </SubNav>
        <Shown />
      </AdminOnly>
    </Page>
  );
}
