/** The baseline for the intake: a Fastify route that only does one INSERT through a pool. */
import fastify from 'fastify';
import { newPool } from '../../libs/database/connections';

async function main(): Promise<void> {
  const pool = newPool({ connectionString: process.env.DATABASE_URL, max: 64 });
  await pool.query(
    'create table if not exists bare_touchpoints (id bigint generated always as identity primary key, at timestamptz, body text)',
  );
  const app = fastify();
  app.post('/v1/track/touchpoint', async (request, reply) => {
    const { rows } = await pool.query<{ id: string }>({
      name: 'insert',
      text: 'insert into bare_touchpoints (at, body) values (clock_timestamp(), $1) returning id',
      values: [JSON.stringify(request.body)],
    });
    return reply.code(202).send({ position: Number(rows[0]!.id) });
  });
  await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
}

void main();
