import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** Nest's own messages through the process's logger; what it tells of each start is for debugging. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...more: unknown[]): void {
    this.logger.debug({ context: more.at(-1) }, String(message));
  }

  error(message: unknown, ...more: unknown[]): void {
    this.logger.error({ context: more.at(-1), stack: more.length > 1 ? more[0] : undefined }, String(message));
  }

  warn(message: unknown, ...more: unknown[]): void {
    this.logger.warn({ context: more.at(-1) }, String(message));
  }
}
