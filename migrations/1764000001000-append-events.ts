import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One call appends what many callers want appended, to any number of streams, each event with its own answer. */
export class AppendEvents1764000001000 implements MigrationInterface {
  readonly name = 'AppendEvents1764000001000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(APPEND_EVENTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

/**
 * `heads` are the streams, each once. The other `in_` arrays hold an element per event; those of the vault an element
 * per row, `vault_event` being the number of its event from 1. Answers in the events' order: `a`ppended, `d`uplicate
 * (the same id and content stand at that revision of the stream already) or `c`onflict (the id stands for something
 * else), the revision, and the time in milliseconds.
 *
 * The heads are locked in one order everywhere, and stay locked until the commit: revisions are dense and become
 * visible in their order. Every statement of a plpgsql function sees what was committed before it began, so the ids are
 * looked up under the locks. The planner is told to go by the indexes: its plan is kept, and a plan made while the
 * table was empty must still serve when it is not.
 */
const APPEND_EVENTS = `
create function append_events(
  heads text[],
  in_streams text[], in_ids uuid[], in_types text[], in_data text[], in_meta text[], in_hashes text[],
  vault_event bigint[], vault_merchants text[], vault_pseudonyms uuid[], vault_types text[], vault_values text[]
) returns table (outcome text, revision bigint, recorded_ms bigint)
language plpgsql
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  locked integer;
  now_ms timestamptz(3);
begin
  perform from streams where stream = any(heads) order by stream for update;
  get diagnostics locked = row_count;
  if locked < cardinality(heads) then
    insert into streams (stream, revision, recorded_at)
    select head, -1, to_timestamp(0) from unnest(heads) as head order by head on conflict do nothing;
    perform from streams where stream = any(heads) order by stream for update;
  end if;
  now_ms := date_trunc('milliseconds', clock_timestamp());

  return query
  with input as (
    select i.*, decode(i.hex, 'hex') as hash,
      e.id is not null as known, e.stream as known_stream, e.content_hash as known_hash,
      e.revision as known_revision, e.recorded_at as known_at
    from unnest(in_streams, in_ids, in_types, in_data, in_meta, in_hashes)
      with ordinality as i (stream, id, type, data, meta, hex, ordinal)
    left join events e on e.id = i.id
  ), judged as (
    select i.*, not known and (id is null or row_number() over same_id = 1) as fresh,
      first_value(stream) over same_id as first_stream, first_value(hash) over same_id as first_hash
    from input i
    window same_id as (partition by id order by ordinal)
  ), placed as (
    select j.*, greatest(s.recorded_at, now_ms) as new_at,
      s.revision + count(*) filter (where fresh) over (partition by j.stream order by ordinal) as new_revision
    from judged j join streams s on s.stream = j.stream
  ), stored as (
    insert into events (stream, revision, id, type, recorded_at, data, meta, content_hash)
    select stream, new_revision, id, type, new_at, data, meta, hash from placed where fresh
  ), vaulted as (
    insert into vault (merchant_id, pseudonym, type, value)
    select v.merchant_id, v.pseudonym, v.type, v.value
    from unnest(vault_event, vault_merchants, vault_pseudonyms, vault_types, vault_values)
      as v (event, merchant_id, pseudonym, type, value)
    join placed p on p.ordinal = v.event and p.fresh
    order by v.merchant_id, v.pseudonym
    on conflict do nothing
  ), moved as (
    update streams s set revision = p.last_revision, recorded_at = p.last_at
    from (select stream, max(new_revision) as last_revision, max(new_at) as last_at
          from placed where fresh group by stream) p
    where s.stream = p.stream
    returning pg_notify('tributary_log', s.stream)
  )
  select
    case when fresh then 'a'
         when known then case when known_stream = stream and known_hash is not distinct from hash then 'd' else 'c' end
         else case when first_stream = stream and first_hash is not distinct from hash then 'd' else 'c' end end,
    case when known then known_revision
         when fresh then new_revision
         else first_value(new_revision) over (partition by id order by ordinal) end,
    (date_part('epoch', case when known then known_at else new_at end) * 1000)::bigint
  from placed
  order by ordinal;
end
$$;
`;
