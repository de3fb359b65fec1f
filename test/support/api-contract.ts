/** Checks every answer that a test gets against the description that the server itself serves. */
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

type Operation = { responses: Record<string, { content?: Record<string, unknown> }>; requestBody?: unknown };
type ApiDocument = { paths: Record<string, Record<string, Operation>> };

/** Paths that answer of something else than the read models, which no log position brings about. */
export const NO_READ_MODELS = [
  '/v1/partitions',
  '/v1/connect/shopify-pixel.js',
  '/v1/merchants',
  '/v1/facts/{position}',
  '/v1/sessions/current',
  '/v1/checks',
  '/v1/checks/{checkId}',
];

/** Set by `jest/one-realm-environment.cjs`; the benchmarks have none. */
const kept = (globalThis as { keptByWorker?: Map<string, ApiContract> }).keptByWorker ?? new Map<string, ApiContract>();

export class ApiContract {
  /** The contract of the program that is tested, whose server answers at `url`. Its checks are compiled once. */
  static async servedAt(url: string): Promise<ApiContract> {
    const contract =
      kept.get('contract') ?? new ApiContract((await (await fetch(`${url}/openapi.json`)).json()) as ApiDocument);
    kept.set('contract', contract);
    return contract;
  }

  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  private readonly paths: { template: string; pattern: RegExp }[];

  private constructor(private readonly document: ApiDocument) {
    addFormats(this.ajv);
    this.ajv.addSchema(document, 'api');
    this.paths = Object.keys(document.paths).map((template) => ({
      template,
      pattern: new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`),
    }));
  }

  /** Throws when the description does not allow the answer for the operation. */
  checkAnswer(method: string, url: string, status: number, contentType: string | null, body: unknown): void {
    const operation = this.operation(method, url);
    if (operation === null) return;
    const { template, responses } = operation;
    const response = responses[status];
    const told = `${method} ${template} answered ${status} ${JSON.stringify(body)}`;
    if (response === undefined) throw new Error(`${told}: no such status is described`);
    if (status === 204 && response.content === undefined && contentType === null) return;
    const mediaType = contentType?.split(';')[0] ?? 'none';
    if (response.content?.[mediaType] === undefined) throw new Error(`${told}: ${mediaType} is not described`);
    if (!mediaType.endsWith('json')) return;
    const complaint = this.complaint(`${pointer(template, method)}/responses/${status}/content`, mediaType, body);
    if (complaint !== null) throw new Error(`${told}: ${complaint}`);
  }

  /** Whether the description accepts this body; null: the operation takes no body. */
  takes(method: string, url: string, body: unknown): boolean | null {
    const operation = this.operation(method, url);
    if (operation?.requestBody === undefined) return null;
    const place = `${pointer(operation.template, method)}/requestBody/content`;
    return this.complaint(place, 'application/json', body) === null;
  }

  private operation(method: string, url: string): (Operation & { template: string }) | null {
    const path = url.split('?', 1)[0]!;
    // A path without parameters takes precedence, as in the router.
    const matching = this.paths.filter(({ pattern }) => pattern.test(path));
    const found = matching.find(({ template }) => !template.includes('{')) ?? matching[0];
    const operation = found && this.document.paths[found.template]?.[method.toLowerCase()];
    return operation === undefined ? null : { ...operation, template: found!.template };
  }

  private complaint(place: string, mediaType: string, value: unknown): string | null {
    const ref = `api#/${place}/${mediaType.replaceAll('/', '~1').replaceAll('+', '%2B')}/schema`;
    const validate = this.ajv.getSchema(ref) ?? this.ajv.compile({ $ref: ref });
    return validate(value) ? null : this.ajv.errorsText(validate.errors, { separator: '; ' });
  }
}

function pointer(template: string, method: string): string {
  return `paths/${encodeURIComponent(template.replaceAll('/', '~1'))}/${method.toLowerCase()}`;
}
