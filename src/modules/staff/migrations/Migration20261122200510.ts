import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** What an administrator lets a person do beyond the role; nobody anything at first. */
export class Migration20261122200510 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table staff_member add column if not exists grants text[] not null default '{}'`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`alter table staff_member drop column if exists grants`)
  }
}
