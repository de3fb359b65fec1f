import { type ReactNode, useId } from 'react';
import type { Shown } from '../../api/client';
import { BY_HAND } from '../../texts/merges';
import { SHARED } from '../../texts/shared';
import { searchTextOf } from '../purchases/search-text';

type Kind = Shown['IdentifierShown']['type'];
export interface Named {
  type: Kind;
  value: string;
}

const KINDS = Object.keys(SHARED.kinds) as Kind[];

export function isKind(text: string | undefined): text is Kind {
  return KINDS.some((kind) => kind === text);
}

interface IdentifierFieldsProps {
  name: string;
  legend: string;
  given?: Partial<Named>;
  /** Beside the fields. */
  children?: ReactNode;
}

/** Asks for somebody's id: of which kind, and its value. `name` tells several of a form apart. */
export function IdentifierFields({ name, legend, given, children }: IdentifierFieldsProps) {
  const id = useId();
  return (
    <fieldset className="identifier-fields">
      <legend>{legend}</legend>
      <div className="identifier-line">
        <label>
          {BY_HAND.kind}
          <select name={`${name}-type`} defaultValue={given?.type ?? KINDS[0]}>
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {SHARED.kinds[kind]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {BY_HAND.value}
          <input
            name={`${name}-value`}
            required
            maxLength={256}
            defaultValue={given?.value}
            spellCheck={false}
            autoComplete="off"
            dir="auto"
            aria-describedby={id}
          />
        </label>
        {children}
      </div>
      <p id={id} className="hint">
        {BY_HAND.emailHint}
      </p>
    </fieldset>
  );
}

/** What was typed; null: an e-mail address that cannot be hashed here. */
export async function namedIn(form: FormData, name: string): Promise<Named | null> {
  const type = form.get(`${name}-type`) as Kind;
  const typed = String(form.get(`${name}-value`)).trim();
  const value = type === 'email_hash' ? await searchTextOf(typed) : typed;
  return value === null ? null : { type, value };
}
