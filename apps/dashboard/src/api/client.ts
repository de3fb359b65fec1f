/** The REST API as this page uses it: typed by its description, with the cookie of the session. */
import createClient, { type Client, createQuerySerializer, type RequestBodyOption } from 'openapi-fetch';
import { serverAnswered, serverIsAway } from './server-state';
import type { components, paths } from './schema';

export type Shown = components['schemas'];
export type Api = Client<paths>;

/** Bodies as they are sent. */
export type CampaignSent = RequestBodyOption<paths['/v1/campaigns/{campaignId}']['put']>['body'];
export type ReplaySent = RequestBodyOption<paths['/v1/replays']['post']>['body'];

/** A refusal of the API, or no answer at all (`status` 0). */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly fields: readonly { path: string; message: string }[] = [],
    /** What somebody else decided first. */
    readonly decided?: Shown['Problem']['decided'],
  ) {
    super(detail);
  }

  /** The server cannot answer now, and this says nothing about the request. */
  get isAway(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

/** Other sites cannot send this header, so a change is known to come from this page. */
const HEADERS = { 'x-tributary-session': '1' };

async function watched(request: Request): Promise<Response> {
  try {
    const response = await fetch(request);
    if (response.status === 502 || response.status === 503 || response.status === 504) serverIsAway();
    else serverAnswered();
    return response;
  } catch (error) {
    if (request.signal.aborted) throw error;
    serverIsAway();
    throw new ApiProblem(0, 'NO_ANSWER', error instanceof Error ? error.message : String(error));
  }
}

const clients = new Map<string | null, Api>();

/** @param merchantId whose data is asked for; null: of nobody in particular */
export function apiOf(merchantId: string | null): Api {
  const known = clients.get(merchantId);
  if (known !== undefined) return known;
  const serialize = createQuerySerializer();
  const made = createClient<paths>({
    baseUrl: window.location.origin,
    fetch: watched,
    headers: HEADERS,
    querySerializer: (query) => serialize(merchantId === null ? query : { ...query, merchantId }),
  });
  clients.set(merchantId, made);
  return made;
}

interface Answered<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of an answer. @throws ApiProblem when it is a refusal */
export async function bodyOf<T>(asked: Promise<Answered<T>>): Promise<T> {
  const { data, error, response } = await asked;
  if (response.ok) return data as T;
  const {
    code = 'UNKNOWN',
    detail = response.statusText,
    errors = [],
    decided,
  } = (error ?? {}) as Partial<Shown['Problem']>;
  throw new ApiProblem(response.status, code, detail, errors, decided);
}
