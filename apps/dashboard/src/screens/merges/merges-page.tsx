import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useIsAdmin } from '../../components/admin-only';
import { Page } from '../../components/page';
import { SubNav } from '../../components/sub-nav';
import { MERGES } from '../../texts/merges';
import '../purchases/purchases.css';
import './merges.css';

const ACTIVE = { activeProps: { className: 'is-active' }, activeOptions: { exact: true, includeSearch: false } };

/** A part of the screen of merges. A merchant sees people; lists, requests and proposals are the admin's. */
export function MergesPage({
  title,
  heading,
  text,
  actions,
  children,
}: {
  title: string;
  heading?: ReactNode;
  text?: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const isAdmin = useIsAdmin();
  const { nav } = MERGES;
  return (
    <Page title={title} heading={heading} actions={actions}>
      {isAdmin && (
        <SubNav label={MERGES.parts}>
          <Link to="/merges" {...ACTIVE}>
            {nav.list}
          </Link>
          <Link to="/merges/group" {...ACTIVE}>
            {nav.group}
          </Link>
          <Link to="/merges/new" {...ACTIVE}>
            {nav.byHand}
          </Link>
          <Link to="/merges/proposals" {...ACTIVE}>
            {nav.proposals}
          </Link>
        </SubNav>
      )}
      {text !== undefined && <p className="hint">{text}</p>}
      {children}
    </Page>
  );
}
