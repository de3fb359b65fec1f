import { type FormEvent, useId, useState } from 'react';
import { ApiProblem, apiOf, bodyOf } from '../../api/client';
import { useMerchantId } from '../../api/merchant';
import { useSession } from '../../api/session';
import { ConfirmForm } from '../../components/confirm';
import { CopyButton } from '../../components/copy-button';
import { Section } from '../../components/page';
import { Problem } from '../../components/problem';
import { CONNECTION } from '../../texts/connection';

const TEXTS = CONNECTION.install;
const PUBLISHABLE = /^pk_[\w-]+$/;
const PLACEHOLDER = 'pk_…';

interface Filled {
  key: string;
  pixel: string;
}

/** The texts to paste into a shop. The key is in this part of the page alone, and gone with it. */
export function Install() {
  const merchantId = useMerchantId();
  const { data: session } = useSession();
  const [filled, setFilled] = useState<Filled | null>(null);
  const fillIn = async (key: string) => setFilled({ key, pixel: await pixelOf(merchantId, key) });
  const tag = `<script async src="${window.location.origin}/t.js" data-key="${filled?.key ?? PLACEHOLDER}"></script>`;
  return (
    <Section title={TEXTS.title}>
      <div className="card install">
        <p className="quiet">{TEXTS.text}</p>
        <KeyForm fillIn={fillIn} />
        {session?.kind === 'admin' && merchantId !== null ? (
          <div>
            <MakeKey merchantId={merchantId} fillIn={fillIn} />
          </div>
        ) : (
          <p className="hint">{TEXTS.byAdmin}</p>
        )}
        <Text title={TEXTS.tag} text={tag} copy={filled === null ? null : TEXTS.tagCopy} />
        {filled !== null && (
          <Text title={TEXTS.pixel} hint={TEXTS.pixelText} text={filled.pixel} copy={TEXTS.pixelCopy} />
        )}
      </div>
    </Section>
  );
}

/** Asked beside the cache of answers, which would keep the key. */
async function pixelOf(merchantId: string | null, key: string): Promise<string> {
  const query = { key };
  return bodyOf(apiOf(merchantId).GET('/v1/connect/shopify-pixel.js', { params: { query }, parseAs: 'text' }));
}

function KeyForm({ fillIn }: { fillIn: (key: string) => Promise<void> }) {
  const id = useId();
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<string | Error | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const key = String(new FormData(form).get('key')).trim();
    if (!PUBLISHABLE.test(key)) return setError(key.startsWith('sk_') ? TEXTS.secret : TEXTS.wrong);
    setIsBusy(true);
    setError(null);
    fillIn(key)
      .then(
        () => form.reset(),
        (problem: Error) => setError(wordsOf(problem)),
      )
      .finally(() => setIsBusy(false));
  };
  return (
    <form className="form" onSubmit={submit}>
      <label htmlFor={id}>{TEXTS.key}</label>
      <div className="key-line">
        <input id={id} name="key" required autoComplete="off" spellCheck={false} aria-describedby={`${id}-hint`} />
        <button type="submit" className="button" disabled={isBusy}>
          {isBusy ? TEXTS.busy : TEXTS.use}
        </button>
      </div>
      <p id={`${id}-hint`} className="hint">
        {TEXTS.keyHint}
      </p>
      {typeof error === 'string' && (
        <p className="problem" role="alert">
          {error}
        </p>
      )}
      {error instanceof Error && <Problem error={error} />}
    </form>
  );
}

function wordsOf(problem: Error): string | Error {
  if (!(problem instanceof ApiProblem)) return problem;
  if (problem.status === 401) return TEXTS.unknown;
  return problem.status === 403 ? TEXTS.other : problem;
}

function MakeKey({ merchantId, fillIn }: { merchantId: string; fillIn: (key: string) => Promise<void> }) {
  const make = async () => {
    const asked = { params: { path: { merchantId } }, body: { kind: 'publishable' as const } };
    const { key } = await bodyOf(apiOf(null).POST('/v1/merchants/{merchantId}/keys', asked));
    await fillIn(key);
  };
  return (
    <ConfirmForm ask={TEXTS.make} title={TEXTS.makeTitle} confirm={TEXTS.makeConfirm} run={make}>
      <p>{TEXTS.makeText}</p>
    </ConfirmForm>
  );
}

interface TextProps {
  title: string;
  hint?: string;
  text: string;
  /** Null while it is not complete. */
  copy: string | null;
}

function Text({ title, hint, text, copy }: TextProps) {
  return (
    <div className="section">
      <div className="section-head">
        <h3>{title}</h3>
        {copy !== null && <CopyButton text={text}>{copy}</CopyButton>}
      </div>
      {hint !== undefined && <p className="hint">{hint}</p>}
      <pre className="to-paste" tabIndex={0} role="region" aria-label={title}>
        {text}
      </pre>
    </div>
  );
}
