import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261122101923 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "shop" ("id" text not null, "name" text not null, "api_id" text not null, "active" boolean not null default true, "default_currency" text not null, "default_language" text not null, "sales_channel_id" text not null, "publishable_key" text not null, "publishable_key_id" text not null, "totals_required" boolean not null default false, "allowed_addresses" text[] not null default '{}', "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "shop_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_shop_deleted_at" ON "shop" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_shop_api_id_unique" ON "shop" ("api_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_shop_publishable_key_unique" ON "shop" ("publishable_key") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "shop_credential" ("id" text not null, "key_hash" text not null, "key_hint" text not null, "last_used_at" timestamptz null, "revoked_at" timestamptz null, "shop_id" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "shop_credential_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_shop_credential_shop_id" ON "shop_credential" ("shop_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_shop_credential_deleted_at" ON "shop_credential" ("deleted_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "shop_domain" ("id" text not null, "domain" text not null, "shop_id" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "shop_domain_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_shop_domain_shop_id" ON "shop_domain" ("shop_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_shop_domain_deleted_at" ON "shop_domain" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_shop_domain_domain_unique" ON "shop_domain" ("domain") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `alter table if exists "shop_credential" add constraint "shop_credential_shop_id_foreign" foreign key ("shop_id") references "shop" ("id") on update cascade;`
    )

    // Not a data model: written in batches and read by plain SQL only (see request-log.ts).
    this.addSql(`create table if not exists "shop_request" (
      "id" bigint generated always as identity primary key,
      "shop_id" text null,
      "api_id" text null,
      "door" text not null,
      "method" text not null,
      "status" integer not null,
      "code" text not null,
      "error" text not null,
      "fields" jsonb not null,
      "body" jsonb null,
      "order_id" text null,
      "duration_ms" integer not null,
      "address" text not null,
      "at" timestamptz not null
    );`)
    this.addSql(
      `create index if not exists "IDX_shop_request_shop_id" on "shop_request" ("shop_id", "id" desc);`
    )
    this.addSql(
      `create index if not exists "IDX_shop_request_api_id" on "shop_request" ("api_id", "id" desc) where "shop_id" is null;`
    )
    this.addSql(`create table if not exists "failed_credential" (
      "address" text not null,
      "minute" timestamptz not null,
      "count" integer not null,
      primary key ("address", "minute")
    );`)
    this.addSql(`create sequence if not exists "shop_api_id" start 1001;`)

    this.addSql(
      `alter table if exists "shop_domain" add constraint "shop_domain_shop_id_foreign" foreign key ("shop_id") references "shop" ("id") on update cascade;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop sequence if exists "shop_api_id";`)
    this.addSql(`drop table if exists "failed_credential", "shop_request";`)
    this.addSql(
      `alter table if exists "shop_credential" drop constraint if exists "shop_credential_shop_id_foreign";`
    )

    this.addSql(
      `alter table if exists "shop_domain" drop constraint if exists "shop_domain_shop_id_foreign";`
    )

    this.addSql(`drop table if exists "shop" cascade;`)

    this.addSql(`drop table if exists "shop_credential" cascade;`)

    this.addSql(`drop table if exists "shop_domain" cascade;`)
  }
}
