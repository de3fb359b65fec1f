/** The description of the API as a file, and the types that follow from it. No database and no port is opened. */
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import openapiTypes, { astToString } from 'openapi-typescript';
import { newHttpAdapter } from '../apps/api/http/http-server';
import { describeApi } from '../apps/api/openapi/document';
import { AppModule, type Foundation } from '../apps/app.module';
import { Environment } from '../apps/environment';
import { VERSION } from '../apps/tributary';

/** In a preview Nest makes no provider, so nothing is needed of what they work with. */
export async function openApiDocument(): Promise<OpenAPIObject> {
  const foundation = { environment: new Environment() } as Foundation;
  const adapter = newHttpAdapter({ phase: 'starting' });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.on(foundation), adapter, {
    logger: false,
    preview: true,
    abortOnError: false,
  });
  return describeApi(app, VERSION);
}

const NOTE = '// Generated from docs/reference/openapi.json by `npm run docs`; change it there.\n';

export async function typesOf(document: OpenAPIObject): Promise<string> {
  return NOTE + astToString(await openapiTypes(JSON.stringify(document)));
}
