import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** The description of every operation, made of what the controllers declare. */
export function describeApi(app: NestFastifyApplication, version: string): OpenAPIObject {
  const config = new DocumentBuilder()
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
    .build();
  return SwaggerModule.createDocument(app, config, { operationIdFactory: (_controller, method) => method });
}

/** Serves `/openapi.json`, and `/docs` to read it in a browser. */
export function serveDescription(app: NestFastifyApplication, document: OpenAPIObject): void {
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: 'openapi.json',
    customSiteTitle: 'Tributary API',
  });
}
