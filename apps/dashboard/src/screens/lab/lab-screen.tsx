import { getRouteApi, Outlet, useNavigate } from '@tanstack/react-router';
import { createContext, type FormEvent, useContext, useState } from 'react';
import { ApiProblem, type ReplaySent, type Shown } from '../../api/client';
import { useChange, useRead } from '../../api/queries';
import { Page } from '../../components/page';
import { Problem } from '../../components/problem';
import { LAB } from '../../texts/lab';
import { campaignDraft, MODELS, newScenario, scenarioBody, scenarioDraft, SCENARIOS_MAX } from './draft';
import './lab.css';
import { ScenarioForm } from './scenario-form';

const route = getRouteApi('/lab');
const TEXTS = LAB.form;

/** Takes the scenarios of a run into the form. */
const TakeOver = createContext<(definitions: readonly Shown['ScenarioShown'][]) => void>(() => undefined);

export function useTakeOver() {
  return useContext(TakeOver);
}

/** The scenarios at the left; the runs, or what one of them found, at the right. */
export function LabScreen() {
  const { campaign: asked } = route.useSearch();
  const navigate = useNavigate();
  const [drafts, setDrafts] = useState(() => [newScenario(TEXTS.scenario(1))]);
  const start = useChange((api, body: ReplaySent) => api.POST('/v1/replays', { body }));
  const campaign = useRead(
    ['campaign', asked],
    (api, signal) => api.GET('/v1/campaigns/{campaignId}', { params: { path: { campaignId: asked! } }, signal }),
    { enabled: asked !== undefined },
  );
  const [taken, setTaken] = useState<string>();
  if (campaign.data !== undefined && asked !== taken) {
    // The address names a campaign to change.
    setTaken(asked);
    const { campaignId, versions } = campaign.data;
    setDrafts([{ ...newScenario(campaignId), campaigns: [campaignDraft(campaignId, versions[0]!)] }]);
  }
  const isFull = drafts.length >= SCENARIOS_MAX;
  const add = (...more: typeof drafts) =>
    setDrafts((before) => {
      const names = new Set(before.map(({ name }) => name));
      return [...before, ...more.filter(({ name }) => !names.has(name))].slice(0, SCENARIOS_MAX);
    });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    start.mutate(
      { scenarios: drafts.map(scenarioBody) },
      {
        onSuccess: ({ replayId }) =>
          void navigate({ to: '/lab/$replayId', params: { replayId: String(replayId) }, resetScroll: false }),
      },
    );
  };
  return (
    <Page title={LAB.title}>
      <p className="lead">{LAB.lead}</p>
      <div className="lab">
        <form className="lab-form" onSubmit={submit} aria-label={TEXTS.title} noValidate>
          <h2>{TEXTS.title}</h2>
          {drafts.map((draft, index) => (
            <ScenarioForm
              key={draft.key}
              number={index + 1}
              draft={draft}
              set={(changed) => setDrafts(drafts.map((one) => (one.key === changed.key ? changed : one)))}
              remove={drafts.length === 1 ? undefined : () => setDrafts(drafts.filter((one) => one !== draft))}
            />
          ))}
          <div className="part-actions">
            <button
              type="button"
              className="button"
              disabled={isFull}
              onClick={() => add(newScenario(nameBeside(drafts.map(({ name }) => name))))}
            >
              {TEXTS.add}
            </button>
            <button
              type="button"
              className="button"
              disabled={isFull}
              title={TEXTS.controlHint}
              onClick={() => add(newScenario(TEXTS.controlName))}
            >
              {TEXTS.control}
            </button>
            <button
              type="button"
              className="button"
              onClick={() => setDrafts(MODELS.map((model) => newScenario(LAB.models[model], model)))}
            >
              {TEXTS.models}
            </button>
          </div>
          <p className="hint">{isFull ? TEXTS.full(SCENARIOS_MAX) : TEXTS.controlHint}</p>
          {start.error !== null && <Refused error={start.error} />}
          <button type="submit" className="button button-main" disabled={start.isPending}>
            {start.isPending ? TEXTS.busy : TEXTS.run}
          </button>
        </form>
        <div className="lab-result">
          <TakeOver value={(definitions) => setDrafts(definitions.map(scenarioDraft))}>
            <Outlet />
          </TakeOver>
        </div>
      </div>
    </Page>
  );
}

/** The first that is free: two scenarios of one run cannot have the same name. */
function nameBeside(names: readonly string[]): string {
  for (let number = names.length + 1; ; number++) {
    const name = TEXTS.scenario(number);
    if (!names.includes(name)) return name;
  }
}

function Refused({ error }: { error: Error }) {
  const fields = error instanceof ApiProblem ? error.fields : [];
  return (
    <>
      <Problem error={error} />
      {fields.length > 0 && (
        <ul className="lines field-error">
          {fields.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              <code>{path}</code> {message}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
