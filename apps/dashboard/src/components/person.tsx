import type { Shown } from '../api/client';
import { SHARED } from '../texts/shared';

/** Long random values are told apart by their beginning; all of it is there when it is pointed at. */
const SHORT = 12;

/** Somebody's id. It comes from outside, so it is kept apart from the text around it. */
export function Person({ identifier, plain = false }: { identifier: Shown['IdentifierShown']; plain?: boolean }) {
  const { type, value } = identifier;
  const isLong = value !== null && (type === 'anonymous_id' || type === 'email_hash') && value.length > 2 * SHORT;
  return (
    <span className="person">
      {!plain && <span className="quiet">{SHARED.kinds[type]} </span>}
      {value === null ? (
        <em className="quiet">{SHARED.erased}</em>
      ) : (
        <bdi title={isLong ? value : undefined}>{isLong ? `${value.slice(0, SHORT)}…` : value}</bdi>
      )}
    </span>
  );
}
