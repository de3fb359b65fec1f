import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Three kinds of tables: the log; what stands beside it and is not derived from it (vault, quarantine, credentials);
 * and everything else, which a replay of the log makes anew. Every key leads with the merchant.
 */
export class InitialSchema1764000000000 implements MigrationInterface {
  readonly name = 'InitialSchema1764000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(LOG);
    await queryRunner.query(BESIDE_THE_LOG);
    await queryRunner.query(ENGINE);
    await queryRunner.query(READ_MODELS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const LOG = `
create table streams (
  stream text primary key,
  revision bigint not null,
  recorded_at timestamptz(3) not null
);
create table events (
  stream text not null,
  revision bigint not null,
  id uuid,
  type text not null,
  recorded_at timestamptz(3) not null,
  data text not null,
  meta text,
  content_hash bytea,
  primary key (stream, revision)
);
create unique index events_id on events (id) where id is not null;
`;

const BESIDE_THE_LOG = `
create table settings (
  name text primary key,
  value text not null
);
create table merchant_secrets (
  merchant_id text primary key,
  pseudonym_key bytea not null,
  created_at timestamptz(3) not null default now()
);
create table api_keys (
  key_id uuid primary key,
  merchant_id text not null,
  kind text not null,
  hash bytea not null unique,
  created_at timestamptz(3) not null default now(),
  revoked_at timestamptz(3)
);
create index api_keys_merchant on api_keys (merchant_id);
create table webhook_secrets (
  id bigint generated always as identity primary key,
  merchant_id text not null,
  platform text not null,
  secret text not null,
  created_at timestamptz(3) not null default now()
);
create index webhook_secrets_merchant on webhook_secrets (merchant_id, platform, id desc);
create table vault (
  merchant_id text not null,
  pseudonym uuid not null,
  type text not null,
  value text not null,
  primary key (merchant_id, pseudonym)
);
create table quarantine (
  id uuid primary key,
  merchant_id text not null,
  platform text not null,
  topic text,
  code text not null,
  detail text not null,
  body bytea not null,
  body_hash bytea not null,
  headers jsonb not null,
  first_seen_at timestamptz(3) not null default now(),
  last_seen_at timestamptz(3) not null default now(),
  count integer not null default 1,
  unique nulls not distinct (merchant_id, platform, topic, body_hash)
);
create index quarantine_first_seen on quarantine (first_seen_at);
`;

const ENGINE = `
create table checkpoints (
  partition smallint primary key,
  position bigint not null default -1,
  ledger_revision bigint not null default -1,
  recorded_at timestamptz(3),
  chain bytea not null,
  stopped_because text
);
create table workers (
  owner text primary key,
  until timestamptz(3) not null
);
create table leases (
  partition smallint primary key,
  owner text not null,
  until timestamptz(3) not null
);
`;

const READ_MODELS = `
create table partition_defaults (
  partition smallint not null,
  position bigint not null,
  policy jsonb not null,
  primary key (partition, position)
);
create table merchants (
  merchant_id text primary key,
  partition smallint not null,
  name text not null,
  position bigint not null,
  registered_at timestamptz(3) not null
);
create table policies (
  merchant_id text not null,
  version integer not null,
  position bigint not null,
  recorded_at timestamptz(3) not null,
  patch jsonb not null,
  primary key (merchant_id, version)
);
create table identifiers (
  merchant_id text not null,
  id uuid not null,
  type text not null,
  group_id uuid not null,
  first_seen_position bigint not null,
  first_seen_order smallint not null,
  first_seen_at timestamptz(3) not null,
  known boolean not null,
  primary key (merchant_id, id)
);
create index identifiers_group on identifiers (merchant_id, group_id);
create table touchpoints (
  merchant_id text not null,
  identifier_id uuid not null,
  position bigint not null,
  touchpoint_id text not null,
  source text not null,
  channel text,
  campaign text,
  referrer_type text,
  referrer_id uuid,
  url text,
  occurred_at timestamptz(3) not null,
  primary key (merchant_id, identifier_id, position)
);
create table connections (
  merchant_id text not null,
  low_id uuid not null,
  high_id uuid not null,
  kind text not null,
  a_type text not null,
  a_id uuid not null,
  b_type text not null,
  b_id uuid not null,
  edge_id text,
  merge_id text,
  into_group_id uuid,
  from_group_id uuid,
  moved uuid[] not null,
  evidence jsonb not null,
  position bigint not null,
  ordinal integer not null,
  at timestamptz(3) not null,
  primary key (merchant_id, low_id, high_id, kind)
);
create index connections_high on connections (merchant_id, high_id);
create index connections_log_order on connections (merchant_id, position desc, ordinal desc);
create table purchases (
  merchant_id text not null,
  order_id text not null,
  partition smallint not null,
  platform text not null,
  first_position bigint not null,
  first_recorded_at timestamptz(3) not null,
  position bigint not null,
  status text not null,
  total bigint not null,
  refunded bigint not null,
  currency text not null,
  items jsonb not null,
  source_version text not null,
  body_hash text not null,
  occurred_at timestamptz(3) not null,
  customer_id uuid,
  customer_folded uuid,
  email_hash uuid,
  email_folded uuid,
  token text,
  ever_paid boolean not null,
  past_pending boolean not null,
  anchor_type text,
  anchor_id uuid,
  link_via text,
  linked_at timestamptz(3),
  accepted_claims smallint not null,
  first_device uuid,
  evidence uuid[] not null,
  evaluation_id text,
  evaluation_state text not null,
  evaluation_due_at timestamptz(3),
  evaluation_reasons text[] not null,
  evaluation_attempts smallint not null,
  evaluated boolean not null,
  attribution jsonb,
  attribution_position bigint,
  attribution_ordinal integer,
  primary key (merchant_id, order_id)
);
create index purchases_anchor on purchases (merchant_id, anchor_id) where anchor_id is not null;
create index purchases_unlinked_customer on purchases (merchant_id, customer_id) where anchor_id is null;
create index purchases_unlinked_email on purchases (merchant_id, email_hash) where anchor_id is null;
create index purchases_due on purchases (partition, evaluation_due_at) where evaluation_due_at is not null;
create index purchases_log_order on purchases (merchant_id, first_position desc);
create table device_evidence (
  merchant_id text not null,
  device_id uuid not null,
  order_id text not null,
  position bigint not null,
  primary key (merchant_id, device_id, order_id)
);
create table claims (
  merchant_id text not null,
  order_id text not null,
  position bigint not null,
  claim_id text not null,
  device_id uuid not null,
  device_folded uuid,
  customer_id uuid,
  token text not null,
  status text not null,
  reason text,
  dropped boolean not null,
  occurred_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  primary key (merchant_id, order_id, position)
);
create index claims_log_order on claims (merchant_id, position desc);
create table purchase_history (
  merchant_id text not null,
  order_id text not null,
  ledger_revision bigint not null,
  position bigint not null,
  type text not null,
  primary key (merchant_id, order_id, ledger_revision)
);
create index purchase_history_scheduled on purchase_history (merchant_id, position)
  where type = 'RewardEvaluationScheduled';
`;
