import { generatedPages } from './generated-pages';
import { openApiDocument, typesOf } from './openapi-document';

/** All files that follow from the code: path below `docs/` → text. */
export async function generatedFiles(): Promise<Record<string, string>> {
  const document = await openApiDocument();
  return {
    ...generatedPages(),
    'reference/openapi.json': `${JSON.stringify(document, null, 2)}\n`,
    '../apps/dashboard/src/api/schema.d.ts': await typesOf(document),
  };
}
