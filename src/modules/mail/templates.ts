import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Wordings of letters in versions, by kind, shop and language. */
export class TemplateStore {
  constructor(protected readonly connection: Knex) {}
}
