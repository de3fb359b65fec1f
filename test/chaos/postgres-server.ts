/** A Postgres of a test's own, to be stopped and frozen under whoever uses it. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres, stopEmbeddedPostgres } from '../../libs/database/embedded-postgres';
import { isAlive, readLock } from '../../libs/database/embedded-server-state';

export class PostgresServer {
  private constructor(
    private readonly dataDir: string,
    /** Stays the same over all starts. */
    readonly url: string,
  ) {}

  static async start(): Promise<PostgresServer> {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'tributary-chaos-'));
    return new PostgresServer(dataDir, (await startEmbeddedPostgres({ dataDir })).url);
  }

  async remove(): Promise<void> {
    await this.thaw().catch(() => undefined);
    await stopEmbeddedPostgres(this.dataDir);
    await rm(this.dataDir, { recursive: true, force: true });
  }

  /** `fast`: sessions are ended, the server shuts down; `immediate`: as if its machine had lost its power. */
  async stop(mode: 'fast' | 'immediate'): Promise<void> {
    const pid = await this.postmaster();
    process.kill(pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
    while (isAlive(pid)) await sleep(20);
  }

  async startAgain(): Promise<void> {
    const { url } = await startEmbeddedPostgres({ dataDir: this.dataDir });
    if (url !== this.url) throw new Error('somebody took the port meanwhile');
  }

  /** Connections stay open and nobody answers. */
  async freeze(): Promise<void> {
    await this.signalAll('SIGSTOP');
  }

  async thaw(): Promise<void> {
    await this.signalAll('SIGCONT');
  }

  private async signalAll(signal: NodeJS.Signals): Promise<void> {
    const pid = await this.postmaster();
    // The postmaster first: then there are no new children.
    process.kill(pid, signal);
    const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
    for (const child of children.split(' ').filter(Boolean)) {
      try {
        process.kill(Number(child), signal);
      } catch (error) {
        // It ended by itself since it was listed.
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    }
  }

  private async postmaster(): Promise<number> {
    return (await readLock(path.join(this.dataDir, 'postgres', 'data')))!.pid;
  }
}
