import { getRouteApi, Link } from '@tanstack/react-router';
import { Page } from '../../components/page';
import { PURCHASES } from '../../texts/purchases';
import { AllPurchases } from './all-purchases';
import { FoundPurchases } from './found-purchases';
import './purchases.css';
import { SearchBox } from './search-box';

const route = getRouteApi('/purchases');

export function PurchasesScreen() {
  const { q, status, linked } = route.useSearch();
  return (
    <Page title={PURCHASES.title}>
      <SearchBox q={q} />
      {q === undefined ? (
        <AllPurchases status={status} linked={linked} />
      ) : (
        <>
          <FoundPurchases text={q} />
          <p>
            <Link to="/purchases" search={({ merchant }) => ({ merchant })}>
              {PURCHASES.search.clear}
            </Link>
          </p>
        </>
      )}
    </Page>
  );
}
