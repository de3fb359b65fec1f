import { type FormEvent, useEffect, useId } from 'react';
import { ApiProblem } from '../api/client';
import { refusalOfCode, useSignIn } from '../api/session';
import { SHELL } from '../texts/shell';

const TEXTS = SHELL.signIn;

export function SignIn() {
  const signIn = useSignIn();
  const id = useId();
  useEffect(() => {
    document.title = `${TEXTS.title} · ${SHELL.product}`;
  }, []);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const key = new FormData(event.currentTarget).get('key');
    signIn.mutate(String(key).trim());
  };
  return (
    <main className="alone">
      <div className="card sign-in">
        <p className="brand">{SHELL.product}</p>
        <h1>{TEXTS.title}</h1>
        {refusalOfCode() !== null && (
          <div className="problem" role="alert">
            <p>{TEXTS.codeRefused}</p>
            <p>{TEXTS.codeAgain}</p>
          </div>
        )}
        <p>{TEXTS.text}</p>
        <form onSubmit={submit} className="form">
          <label htmlFor={`${id}-key`}>{TEXTS.key}</label>
          <input
            id={`${id}-key`}
            name="key"
            type="password"
            required
            maxLength={256}
            autoFocus
            autoComplete="off"
            spellCheck={false}
            aria-describedby={`${id}-hint`}
            aria-invalid={signIn.isError}
          />
          <p id={`${id}-hint`} className="hint">
            {TEXTS.hint}
          </p>
          {signIn.error !== null && (
            <p className="problem" role="alert">
              {reasonOf(signIn.error)}
            </p>
          )}
          <button type="submit" className="button button-main" disabled={signIn.isPending}>
            {signIn.isPending ? TEXTS.busy : TEXTS.submit}
          </button>
        </form>
      </div>
    </main>
  );
}

function reasonOf(error: Error): string {
  if (!(error instanceof ApiProblem)) return error.message;
  if (error.isAway) return TEXTS.away;
  switch (error.code) {
    case 'UNAUTHENTICATED':
      return TEXTS.wrongKey;
    case 'FORBIDDEN':
      return TEXTS.publishable;
    case 'RATE_LIMITED':
      return TEXTS.tooOften;
    case 'MERCHANT_FORGOTTEN':
      return TEXTS.forgotten;
    default:
      return error.message;
  }
}
