import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261122101924 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "staff_member" ("id" text not null, "user_id" text not null, "role" text check ("role" in ('administrator', 'manager', 'operator')) not null, "active" boolean not null default true, "sessions_valid_from" timestamptz not null default now(), "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "staff_member_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_staff_member_deleted_at" ON "staff_member" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_staff_member_user_id_unique" ON "staff_member" ("user_id") WHERE deleted_at IS NULL;`
    )

    // Not a data model: one counter per subject and minute (see sign-in-limit.ts).
    this.addSql(`create table if not exists "sign_in_attempt" (
      "subject" text not null,
      "minute" timestamptz not null,
      "count" integer not null,
      primary key ("subject", "minute")
    );`)
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "sign_in_attempt";`)
    this.addSql(`drop table if exists "staff_member" cascade;`)
  }
}
