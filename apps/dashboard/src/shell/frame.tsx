import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type Session, useSignOut } from '../api/session';
import { SCREENS } from '../screens';
import { SHELL } from '../texts/shell';
import { MerchantSwitcher } from './merchant-switcher';
import { keepTheme, keptTheme, THEMES } from './theme';

/** Navigation, merchant and session around a screen. */
export function Frame({ session, children }: { session: Session; children: ReactNode }) {
  const signOut = useSignOut();
  const [theme, setTheme] = useState(keptTheme);
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {SHELL.skip}
      </a>
      <header className="frame-head">
        <Link to="/purchases" className="brand">
          {SHELL.product}
        </Link>
        <nav aria-label={SHELL.navigation} className="frame-nav">
          {SCREENS.filter(({ isForAdmin }) => isForAdmin !== true || session.kind === 'admin').map(({ to, title }) => (
            <Link key={to} to={to} className="nav-link" activeProps={{ className: 'is-active' }}>
              {title}
            </Link>
          ))}
        </nav>
        <div className="frame-tools">
          {session.kind === 'admin' ? (
            <MerchantSwitcher />
          ) : (
            <p className="tool">
              <span className="tool-label">{SHELL.merchant}</span>
              <bdi>{session.merchantId}</bdi>
            </p>
          )}
          <label className="tool">
            <span className="tool-label">{SHELL.theme.title}</span>
            <select
              value={theme}
              onChange={({ target }) => {
                const chosen = THEMES.find((one) => one === target.value)!;
                keepTheme(chosen);
                setTheme(chosen);
              }}
            >
              {THEMES.map((one) => (
                <option key={one} value={one}>
                  {SHELL.theme[one]}
                </option>
              ))}
            </select>
          </label>
          <button type="button" className="button button-quiet" onClick={() => signOut.mutate()}>
            {SHELL.signOut}
          </button>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="frame-main">
        {children}
      </main>
    </div>
  );
}
