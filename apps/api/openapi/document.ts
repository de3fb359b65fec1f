import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { Code } from '../../../libs/kernel/codes';
import { serveConstant } from '../http/constant-document';
import { PROBLEM_MARK, PROBLEM_SCHEMA, problemResponses, problemShape } from './problems';

/** What the description says of itself, before it comes to the operations. */
function introduction(version: string): Omit<OpenAPIObject, 'paths'> {
  return new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Tributary')
    .setDescription(
      'Touchpoints and purchases in, attribution out. Every refusal is a problem document (RFC 9457) with a stable ' +
        '`code`; every write tells its `position` in the log, and reads wait for one with `?after=`.',
    )
    .setVersion(version)
    .addSecurity('publishable', { type: 'http', scheme: 'bearer', description: 'A publishable key, `pk_…`.' })
    .addSecurity('publishableInUrl', { type: 'apiKey', in: 'query', name: 'key', description: 'The same, in the URL.' })
    .addSecurity('secret', { type: 'http', scheme: 'bearer', description: 'A secret key, `sk_…`.' })
    .addSecurity('admin', { type: 'http', scheme: 'bearer', description: 'The admin key.' })
    .addSecurity('session', {
      type: 'apiKey',
      in: 'cookie',
      name: 'tributary_session',
      description: 'Of `POST /v1/sessions`.',
    })
    .build();
}

/** Describes every operation, from what the controllers declare. */
export function describeApi(app: NestFastifyApplication, version: string): OpenAPIObject {
  const begin = introduction(version);
  const document = SwaggerModule.createDocument(app, begin, { operationIdFactory: (_controller, method) => method });
  for (const path of Object.values(document.paths)) {
    for (const [method, operation] of Object.entries(path)) tellProblems(method, operation as Record<string, unknown>);
  }
  nameSchemas(document);
  document.components!.schemas![PROBLEM_SCHEMA] = problemShape();
  close(document);
  return document;
}

const DESCRIPTION_PATH = '/openapi.json';

/** Serves `/openapi.json`, and `/docs` for browsers, which load the description from there. */
export function serveDescription(app: NestFastifyApplication, version: string): void {
  const server = app.getHttpAdapter().getInstance();
  // Not at each start: it takes a while, and few who start ask for it.
  serveConstant(server, DESCRIPTION_PATH, 'application/json; charset=utf-8', () =>
    JSON.stringify(describeApi(app, version)),
  );
  const { openapi, info } = introduction(version);
  SwaggerModule.setup(
    'docs',
    app,
    { openapi, info, paths: {} },
    {
      raw: false,
      // Without a `spec` the page loads the description; otherwise its script would hold all of it once more.
      swaggerOptions: { spec: {}, url: DESCRIPTION_PATH },
      customSiteTitle: 'Tributary API',
    },
  );
}

/** Any request can be refused with these. */
const EVERYWHERE: readonly Code[] = ['MALFORMED_REQUEST', 'UNAVAILABLE', 'INTERNAL'];

/** Everything that writes, even if only a key, can also meet a database that is away, or too many bodies. */
const EVERY_WRITE: readonly Code[] = [...EVERYWHERE, 'LOG_UNAVAILABLE', 'OVERLOADED'];

function tellProblems(method: string, operation: Record<string, unknown>): void {
  const everywhere = method === 'get' ? EVERYWHERE : EVERY_WRITE;
  const marks = Object.keys(operation).filter((key) => key.startsWith(PROBLEM_MARK));
  for (const mark of marks) delete operation[mark];
  const codes = [...new Set([...marks.map((mark) => mark.slice(PROBLEM_MARK.length) as Code), ...everywhere])].sort();
  operation['responses'] = { ...(operation['responses'] as object), ...problemResponses(codes) };
}

/** Moves schemas of bodies that have a title to the components, under that title. */
function nameSchemas(document: OpenAPIObject): void {
  const schemas = (document.components!.schemas ??= {});
  const named = (node: unknown): unknown => {
    if (typeof node !== 'object' || node === null) return node;
    if (Array.isArray(node)) return node.map(named);
    const { title, ...schema } = Object.fromEntries(Object.entries(node).map(([key, child]) => [key, named(child)]));
    if (typeof title !== 'string') return title === undefined ? schema : { title, ...schema };
    schemas[title] = schema;
    return { $ref: `#/components/schemas/${title}` };
  };
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path) as { requestBody?: unknown }[]) {
      if (operation.requestBody !== undefined) operation.requestBody = named(operation.requestBody);
    }
  }
}

/** Closes all objects, of bodies and of answers: they have no fields beside those that are listed. */
function close(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  const schema = node as Record<string, unknown>;
  const isObject = schema['type'] === 'object' || (Array.isArray(schema['type']) && schema['type'].includes('object'));
  if (isObject && schema['properties'] !== undefined) schema['additionalProperties'] ??= false;
  for (const child of Object.values(schema)) close(child);
}
