import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Shown } from '../../api/client';
import { useChange, useRead } from '../../api/queries';
import { AdminOnly } from '../../components/admin-only';
import { Confirm } from '../../components/confirm';
import { Loading } from '../../components/loading';
import { Section } from '../../components/page';
import { Problem } from '../../components/problem';
import { BY_HAND, MERGES, PREVIEW } from '../../texts/merges';
import { IdentifierFields, isKind, type Named, namedIn } from './identifier-fields';
import { MergesPage } from './merges-page';
import { Preview } from './preview';

const FORCES = ['CUSTOMER_CONFLICT', 'SEPARATED'] as const;

interface Asked {
  a: Named;
  b: Named;
  force: (typeof FORCES)[number][];
}

const route = getRouteApi('/merges/new');

export function MergeByHandScreen() {
  const { type, value } = route.useSearch();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [noHash, setNoHash] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [a, b] = [await namedIn(form, 'a'), await namedIn(form, 'b')];
    setNoHash(a === null || b === null);
    if (a !== null && b !== null) setAsked({ a, b, force: FORCES.filter((rule) => form.has(rule)) });
  };
  return (
    <MergesPage title={BY_HAND.title} text={BY_HAND.text}>
      <AdminOnly>
        {/* What was previewed is what is merged: another word asks for another preview. */}
        <form className="form" onSubmit={(event) => void submit(event)} onChange={() => setAsked(null)}>
          <div className="pair-fields">
            <IdentifierFields name="a" legend={BY_HAND.a} given={isKind(type) ? { type, value } : undefined} />
            <IdentifierFields name="b" legend={BY_HAND.b} />
          </div>
          <fieldset className="identifier-fields">
            <legend>{BY_HAND.force}</legend>
            {FORCES.map((rule) => (
              <label key={rule} className="check-line">
                <input type="checkbox" name={rule} />
                {BY_HAND.forces[rule]}
              </label>
            ))}
          </fieldset>
          {noHash && (
            <p className="problem" role="alert">
              {BY_HAND.noHash}
            </p>
          )}
          <p>
            <button type="submit" className="button button-main">
              {BY_HAND.see}
            </button>
          </p>
        </form>
        {asked !== null && <Foreseen key={JSON.stringify(asked)} asked={asked} />}
      </AdminOnly>
    </MergesPage>
  );
}

function Foreseen({ asked }: { asked: Asked }) {
  const navigate = useNavigate();
  const [refused, setRefused] = useState<Shown['MergeDecidedShown']['refused']>(null);
  const merge = useChange((api, by: { reason: string; actor: string }) =>
    api.POST('/v1/merges', { body: { ...asked, ...by } }),
  );
  const { data, error, refetch } = useRead(
    ['preview of a merge', asked],
    (api, signal) => api.POST('/v1/merges/preview', { body: asked, signal }),
    { enabled: merge.isIdle },
  );
  const run = async (by: { reason: string; actor: string }) => {
    const { mergeId, edgeId, refused: because } = await merge.mutateAsync(by);
    setRefused(because);
    const id = mergeId ?? edgeId;
    if (id !== null) await navigate({ to: '/merges/$mergeId', params: { mergeId: id } });
  };
  return (
    <div className="card">
      <Section title={PREVIEW.title}>
        {data !== undefined ? (
          <>
            <Preview preview={data} />
            {refused !== null && (
              <div className="problem" role="alert">
                <p className="empty-title">{BY_HAND.wasRefused}</p>
                <p>
                  {MERGES.refusals[refused]} <code>{refused}</code>
                </p>
              </div>
            )}
            <p>
              <Confirm ask={BY_HAND.ask} title={BY_HAND.confirmTitle} confirm={BY_HAND.confirm} isDangerous run={run}>
                {BY_HAND.confirmText(data.identifiersMoved.length, data.effects.purchasesReevaluated)}
              </Confirm>
            </p>
          </>
        ) : error === null ? (
          <Loading />
        ) : (
          <Problem error={error} again={() => void refetch()} />
        )}
      </Section>
    </div>
  );
}
