import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { readEnvironment } from "../../lib/environment"
import { insertRows } from "../../lib/insert-rows"
import { publicUrl } from "../../lib/public-url"
import type { Transaction } from "../../lib/unit-of-work"
import { MAIL_KINDS, type MailKind } from "./kinds"
import type { MailShop, MailSwitch } from "./types"

/** Whether a kind goes out for a shop, and how long it waits when a person has set it off. */
export type MailRule = { send: boolean; hold_seconds: number }

/** Everything that was decided about sending, as it is now. */
export type MailRulesState = {
  hold_all: boolean
  changed_by: string | null
  changed_at: Date
  switches: MailSwitch[]
  shops: MailShop[]
}

type Snapshot = MailRulesState & {
  bySwitch: ReadonlyMap<string, MailRule>
  byShop: ReadonlyMap<string, MailShop>
}

/** A decision about one kind; `send` null takes back what the shop itself says. */
export type MailSwitchChange = Omit<MailSwitch, "send"> & { send: boolean | null }

/** How long another process may go on with what was decided before. */
const CACHE_MS = 2_000

/** How the table names all shops: a key cannot hold nothing. */
const ALL_SHOPS = "*"

const keyOf = (shopId: string | null, kind: string): string => `${shopId ?? ALL_SHOPS} ${kind}`

/** A shop that has said nothing about how it writes. */
const silentShop = (shopId: string): MailShop => ({
  shop_id: shopId,
  from_name: null,
  from_address: null,
  reply_to: null,
  account_id: null,
  payment_reminder_hours: null,
})

const domainOf = (address: string | null | undefined): string | null =>
  /@([a-z0-9.-]+)>?\s*$/i.exec(address ?? "")?.[1].toLowerCase() ?? null

/**
 * What is sent, how long it is held, how shops sign, and the one switch that holds all. Read through
 * a cache of two seconds, so that a status change asks the database nothing for it.
 */
export class MailRules {
  #cached: { snapshot: Snapshot; until: number } | undefined

  constructor(protected readonly connection: Knex) {}

  /**
   * The rule of one kind for one shop, up to two seconds old.
   *
   * @param transaction whose connection asks when the cache is too old: who holds a connection must
   * not wait for another one
   */
  async ruleOf(shopId: string, kind: MailKind, transaction?: Transaction): Promise<MailRule> {
    const { bySwitch } = await this.#snapshot(transaction)
    return bySwitch.get(keyOf(shopId, kind)) ?? bySwitch.get(keyOf(null, kind)) ?? shippedRule(kind)
  }

  /** Whether nothing at all is sent at present, up to two seconds old. */
  async holdsAll(): Promise<boolean> {
    return (await this.#snapshot()).hold_all
  }

  /** How a shop writes, up to two seconds old. */
  async shop(shopId: string, transaction?: Transaction): Promise<MailShop> {
    return (await this.#snapshot(transaction)).byShop.get(shopId) ?? silentShop(shopId)
  }

  /** The shops that have orders reminded of their payment, with after how many hours. */
  async listReminding(): Promise<{ shop_id: string; hours: number }[]> {
    return (await this.#snapshot()).shops.flatMap(({ shop_id, payment_reminder_hours }) =>
      payment_reminder_hours === null ? [] : [{ shop_id, hours: payment_reminder_hours }]
    )
  }

  /** What stands behind the @ of a shop's Message-IDs: the domain that it writes from, else ours. */
  async domainOf(shopId: string, transaction?: Transaction): Promise<string> {
    const { from_address } = await this.shop(shopId, transaction)
    return domainOf(from_address) ?? installationDomain()
  }

  /** Everything that was decided, past the cache. */
  async read(transaction?: Transaction): Promise<MailRulesState> {
    const result = await (transaction ?? this.connection).raw<{ rows: MailRulesState[] }>(
      `select hold_all, changed_by, changed_at,
              coalesce((select jsonb_agg(jsonb_build_object('shop_id', nullif(shop_id, '${ALL_SHOPS}'),
                  'kind', kind, 'send', send, 'hold_seconds', hold_seconds) order by shop_id, kind)
                from mail_switch), '[]') as switches,
              coalesce((select jsonb_agg(jsonb_build_object('shop_id', shop_id, 'from_name', from_name,
                  'from_address', from_address, 'reply_to', reply_to, 'account_id', account_id,
                  'payment_reminder_hours', payment_reminder_hours) order by shop_id)
                from mail_shop), '[]') as shops
         from mail_setting where id = 'only'`
    )
    return result.rows[0]
  }

  /** Holds all mail, or lets it go again. */
  async saveHoldAll(transaction: Transaction, holdAll: boolean, by: string | null): Promise<void> {
    await transaction("mail_setting")
      .where({ id: "only" })
      .update({ hold_all: holdAll, changed_by: by, changed_at: this.connection.fn.now() })
  }

  /** Decides about kinds of letters; what is not named stays as it is. */
  async saveSwitches(
    transaction: Transaction,
    changes: readonly MailSwitchChange[],
    by: string | null
  ): Promise<void> {
    for (const { shop_id, kind } of changes.filter(({ send }) => send === null)) {
      await transaction("mail_switch")
        .where({ shop_id: shop_id ?? ALL_SHOPS, kind })
        .delete()
    }
    await insertRows(
      transaction,
      "mail_switch",
      changes
        .filter(({ send }) => send !== null)
        .map(({ shop_id, kind, send, hold_seconds }) => ({
          shop_id: shop_id ?? ALL_SHOPS,
          kind,
          send,
          hold_seconds,
          changed_by: by,
          changed_at: new Date(),
        })),
      `on conflict (shop_id, kind) do update set send = excluded.send,
         hold_seconds = excluded.hold_seconds, changed_by = excluded.changed_by,
         changed_at = excluded.changed_at`
    )
  }

  /** Keeps how a shop writes. */
  async saveShop(transaction: Transaction, shop: MailShop, by: string | null): Promise<void> {
    await transaction("mail_shop")
      .insert({ ...shop, updated_by: by, updated_at: this.connection.fn.now() })
      .onConflict("shop_id")
      .merge()
  }

  /** Makes this process read the rules anew; to be called after the commit of a change. */
  forgetCached(): void {
    this.#cached = undefined
  }

  async #snapshot(transaction?: Transaction): Promise<Snapshot> {
    if (this.#cached && this.#cached.until > Date.now()) {
      return this.#cached.snapshot
    }
    const state = await this.read(transaction)
    const snapshot: Snapshot = {
      ...state,
      bySwitch: new Map(
        state.switches.map(({ shop_id, kind, send, hold_seconds }) => [
          keyOf(shop_id, kind),
          { send, hold_seconds },
        ])
      ),
      byShop: new Map(state.shops.map((shop) => [shop.shop_id, shop])),
    }
    this.#cached = { snapshot, until: Date.now() + CACHE_MS }
    return snapshot
  }
}

/** The rule of a kind that nobody has decided about. */
export const shippedRule = (kind: MailKind): MailRule => ({
  send: true,
  hold_seconds: MAIL_KINDS[kind].hold_seconds,
})

let ownDomain: string | undefined

/** The domain of MAIL_FROM, else of the address under which customers reach us. */
const installationDomain = (): string =>
  (ownDomain ??= domainOf(readEnvironment().MAIL_FROM) ?? new URL(publicUrl()).hostname)
