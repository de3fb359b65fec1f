import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ProblemFilter } from './problem-filter';
import { RouteTable } from './route-table';

/** Answers errors, in every role. */
@Module({
  providers: [RouteTable, { provide: APP_FILTER, useClass: ProblemFilter }],
  exports: [RouteTable],
})
export class HttpModule {}
