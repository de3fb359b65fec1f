import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { PURCHASES } from '../../texts/purchases';
import { searchTextOf } from './search-text';

const TEXTS = PURCHASES.search;

export function SearchBox({ q }: { q: string | undefined }) {
  const navigate = useNavigate();
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get('q'));
    const text = await searchTextOf(typed);
    setProblem(text === null ? TEXTS.noHash : null);
    if (text !== null) await navigate({ to: '/purchases', search: text === '' ? {} : { q: text } });
  };
  return (
    <search>
      <form className="purchase-search" onSubmit={(event) => void submit(event)}>
        <label htmlFor={id} className="empty-title">
          {TEXTS.label}
        </label>
        <div className="search-line">
          {/* Its text is the address's, also after somebody went back. */}
          <input
            key={q}
            id={id}
            name="q"
            type="search"
            maxLength={256}
            defaultValue={q}
            aria-describedby={`${id}-hint`}
            spellCheck={false}
            dir="auto"
          />
          <button type="submit" className="button button-main">
            {TEXTS.submit}
          </button>
        </div>
        <p id={`${id}-hint`} className="hint">
          {TEXTS.hint}
        </p>
        {problem !== null && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
      </form>
    </search>
  );
}
