import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Logger } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  generateEntityId,
  MedusaService,
} from "@medusajs/framework/utils"
import { plainAddress } from "../../lib/plain-address"
import { notFound, Problem } from "../../lib/problem"
import { addressTest } from "./allowed-addresses"
import { createApiKey, hashApiKey, hintOfApiKey, sameHash } from "./credentials"
import { FailedCredentials } from "./failed-credentials"
import { Shop } from "./models/shop"
import { ShopCredential } from "./models/shop-credential"
import { ShopDomain } from "./models/shop-domain"
import { RefusedOrders } from "./refused-orders"
import { RequestLog } from "./request-log"
import type {
  AuthenticatedShop,
  CreateShopInput,
  IssuedCredential,
  PresentedCredentials,
  ShopRequest,
  ShopRequestEntry,
  ShopView,
  UpdateShopInput,
} from "./types"

type Dependencies = {
  [ContainerRegistrationKeys.PG_CONNECTION]: Knex
  [ContainerRegistrationKeys.LOGGER]: Logger
}

type KnownCredential = { id: string; key_hash: string; revoked: boolean }

type KnownShop = {
  shop: Omit<AuthenticatedShop, "credential_id">
  active: boolean
  credentials: KnownCredential[]
  isAllowedAddress: (address: string) => boolean
  loadedAt: number
}

type ShopRow = {
  id: string
  name: string
  api_id: string
  active: boolean
  default_currency: string
  default_language: string
  sales_channel_id: string
  publishable_key: string
  publishable_key_id: string
  totals_required: boolean
  allowed_addresses: string[]
  domains: string[]
  credentials: {
    id: string
    key_hash: string
    key_hint: string
    created_at: string
    last_used_at: string | null
    revoked_at: string | null
  }[]
  created_at: Date
  updated_at: Date
}

/** How long another process may go on with a key after it was revoked elsewhere. */
const KNOWN_FOR_MS = 5_000
const MOST_KNOWN = 1_000
/** Two keys at a time: the old one works until the shop has taken the new one into use. */
const MOST_LIVE_CREDENTIALS = 2
const NO_SUCH_KEY = hashApiKey("")

const SELECT_SHOP = `
  select shop.*,
    array(
      select domain from shop_domain
      where shop_id = shop.id and deleted_at is null order by created_at, domain
    ) as domains,
    coalesce((
      select jsonb_agg(jsonb_build_object('id', id, 'key_hash', key_hash, 'key_hint', key_hint,
        'created_at', created_at, 'last_used_at', last_used_at, 'revoked_at', revoked_at)
        order by created_at, id)
      from shop_credential where shop_id = shop.id and deleted_at is null
    ), '[]') as credentials
  from shop
  where shop.deleted_at is null`

/** The shops, their credentials and the log of their calls. */
class ShopModuleService extends MedusaService({ Shop, ShopDomain, ShopCredential }) {
  readonly #connection: Knex
  /** Orders that were refused, as the request log has them. */
  readonly refused = new RefusedOrders()
  readonly #requestLog: RequestLog
  readonly #failedCredentials: FailedCredentials
  #known = new Map<string, KnownShop>()
  #usedAt = new Map<string, number>()

  readonly __hooks = { onApplicationPrepareShutdown: () => this.#requestLog.flush() }

  constructor(dependencies: Dependencies) {
    // eslint-disable-next-line prefer-rest-params -- MedusaService takes the container's own arguments.
    super(...arguments)
    this.#connection = dependencies[ContainerRegistrationKeys.PG_CONNECTION]
    this.#requestLog = new RequestLog(
      this.#connection,
      dependencies[ContainerRegistrationKeys.LOGGER]
    )
    this.#failedCredentials = new FailedCredentials(this.#connection)
  }

  /**
   * The shop whose credentials these are. A correct key is never blocked by other people's failures.
   *
   * @throws Problem 401 `invalid_credentials`, 401 `revoked_credentials`, 403 `shop_inactive`,
   * 403 `address_not_allowed`, 429 `too_many_attempts`
   */
  async authenticate(presented: PresentedCredentials): Promise<AuthenticatedShop> {
    const hash = hashApiKey(presented.apiKey)
    let known = await this.#knownShop(presented.apiId)
    let { matching, live } = matchCredentials(known, hash)
    if (known && matching.length === 0) {
      // Another process may have issued this key since we have read the shop.
      known = await this.#readShop(presented.apiId)
      ;({ matching, live } = matchCredentials(known, hash))
    }
    if (!known || !live) {
      if (await this.#failedCredentials.count(plainAddress(presented.address))) {
        throw new Problem(
          429,
          "too_many_attempts",
          "Too many wrong credentials came from this address. Wait a minute."
        )
      }
      throw known && matching.length > 0
        ? new Problem(401, "revoked_credentials", "This API key has been revoked.")
        : new Problem(401, "invalid_credentials", "The API id or the API key is wrong.")
    }
    if (
      presented.publishableKey !== undefined &&
      presented.publishableKey !== known.shop.publishable_key
    ) {
      throw new Problem(
        401,
        "invalid_credentials",
        "The publishable key does not belong to the shop of these credentials."
      )
    }
    if (!known.active) {
      throw new Problem(403, "shop_inactive", "This shop is switched off.")
    }
    if (!known.isAllowedAddress(presented.address)) {
      throw new Problem(
        403,
        "address_not_allowed",
        "This shop's credentials may not be used from this address."
      )
    }
    this.#noteUse(live.id)
    return { ...known.shop, credential_id: live.id }
  }

  /** Puts one call into the request log. Never throws and never waits. */
  recordRequest(entry: ShopRequestEntry): void {
    this.#requestLog.record(entry)
  }

  /** Writes the waiting part of the request log now. */
  async flushRequestLog(): Promise<void> {
    await this.#requestLog.flush()
  }

  /**
   * A page of a shop's calls, newest first, with refused calls that only named its API id.
   *
   * @throws Problem 404
   */
  async listShopRequests(
    shopId: string,
    page: { onlyRefused: boolean; limit: number; offset: number }
  ): Promise<{ requests: ShopRequest[]; count: number }> {
    const shop = await this.getShop(shopId)
    await this.#requestLog.flush()
    return this.#requestLog.list(shop, page)
  }

  /** Keeps the last 500 calls per shop and drops old failure counters. For the task runner. */
  async pruneRequestLog(): Promise<{ requests: number; counters: number }> {
    return {
      requests: await this.#requestLog.prune(),
      counters: await this.#failedCredentials.prune(),
    }
  }

  /** Every shop, in the order of their names. */
  async listShopViews(): Promise<ShopView[]> {
    const result: { rows: ShopRow[] } = await this.#connection.raw(
      `${SELECT_SHOP} order by shop.name, shop.id`
    )
    return result.rows.map(viewOf)
  }

  /** @throws Problem 404 */
  async getShop(id: string): Promise<ShopView> {
    const row = await this.#findRow("shop.id = ?", id)
    if (!row) {
      throw notFound("shop")
    }
    return viewOf(row)
  }

  /**
   * Creates the shop, its domains and its first key in one transaction.
   *
   * @throws Problem 422 when a domain belongs to another shop
   */
  async createShop(
    input: CreateShopInput
  ): Promise<{ shop: ShopView; credential: IssuedCredential }> {
    const { domains, ...columns } = input
    const id = generateEntityId(undefined, "shop")
    const credential = await this.#connection.transaction(async (transaction) => {
      const [{ api_id }]: { api_id: string }[] = await transaction("shop").insert(
        { ...columns, id, api_id: transaction.raw("nextval('shop_api_id')::text") },
        ["api_id"]
      )
      await this.#writeDomains(transaction, id, domains)
      return this.#issueCredential(transaction, { id, api_id })
    })
    return { shop: await this.getShop(id), credential }
  }

  /** @throws Problem 422 `domain_taken` when one of the domains belongs to a shop */
  async checkDomainsAreFree(domains: string[]): Promise<void> {
    await this.#refuseTakenDomains(this.#connection, domains)
  }

  /** Removes a shop that never came to be; only for the compensation of its creation. */
  async removeShop(id: string): Promise<void> {
    await this.#connection.transaction(async (transaction) => {
      await transaction("shop_credential").where("shop_id", id).delete()
      await transaction("shop_domain").where("shop_id", id).delete()
      await transaction("shop").where("id", id).delete()
    })
    this.#known = new Map()
  }

  /**
   * Changes what is given and leaves the rest.
   *
   * @throws Problem 404, 422 when a domain belongs to another shop
   */
  async updateShop(id: string, input: UpdateShopInput): Promise<ShopView> {
    const { domains, ...columns } = input
    await this.#connection.transaction(async (transaction) => {
      const changed = await transaction("shop")
        .where({ id })
        .whereNull("deleted_at")
        .update({ ...columns, updated_at: transaction.fn.now() })
      if (changed === 0) {
        throw notFound("shop")
      }
      if (domains) {
        await transaction("shop_domain").where("shop_id", id).delete()
        await this.#writeDomains(transaction, id, domains)
      }
    })
    this.#known = new Map()
    return this.getShop(id)
  }

  /**
   * Issues a further key. The old one goes on working until it is revoked.
   *
   * @throws Problem 404, 409 `too_many_keys` when two keys are live already
   */
  async rotateCredential(shopId: string): Promise<IssuedCredential> {
    const credential = await this.#connection.transaction(async (transaction) => {
      // The row lock makes two rotations at once count each other's keys.
      const shop: { id: string; api_id: string } | undefined = await transaction("shop")
        .where({ id: shopId })
        .whereNull("deleted_at")
        .forUpdate()
        .first("id", "api_id")
      if (!shop) {
        throw notFound("shop")
      }
      const live = await transaction("shop_credential")
        .where({ shop_id: shopId, revoked_at: null, deleted_at: null })
        .select("id")
      if (live.length >= MOST_LIVE_CREDENTIALS) {
        throw new Problem(
          409,
          "too_many_keys",
          "Two keys of this shop are live already. Revoke one of them first."
        )
      }
      return this.#issueCredential(transaction, shop)
    })
    this.#known = new Map()
    return credential
  }

  /**
   * Ends a key: at once in this process, in others within five seconds. Revoking twice is no error.
   *
   * @throws Problem 404
   */
  async revokeCredential(shopId: string, credentialId: string): Promise<ShopView> {
    const found = await this.#connection("shop_credential")
      .where({ id: credentialId, shop_id: shopId, deleted_at: null })
      .update({
        revoked_at: this.#connection.raw("coalesce(revoked_at, now())"),
        updated_at: this.#connection.fn.now(),
      })
    if (found === 0) {
      throw notFound("key")
    }
    this.#known = new Map()
    return this.getShop(shopId)
  }

  async #issueCredential(
    transaction: Knex.Transaction,
    shop: { id: string; api_id: string }
  ): Promise<IssuedCredential> {
    const apiKey = createApiKey()
    const id = generateEntityId(undefined, "shcred")
    await transaction("shop_credential").insert({
      id,
      shop_id: shop.id,
      key_hash: hashApiKey(apiKey),
      key_hint: hintOfApiKey(apiKey),
    })
    return { id, api_id: shop.api_id, api_key: apiKey }
  }

  async #writeDomains(
    transaction: Knex.Transaction,
    shopId: string,
    domains: string[]
  ): Promise<void> {
    await this.#refuseTakenDomains(transaction, domains, shopId)
    await transaction("shop_domain").insert(
      domains.map((domain) => ({
        id: generateEntityId(undefined, "shdom"),
        domain,
        shop_id: shopId,
      }))
    )
  }

  async #refuseTakenDomains(connection: Knex, domains: string[], shopId?: string): Promise<void> {
    const taken: { domain: string; name: string }[] = await connection("shop_domain")
      .join("shop", "shop.id", "shop_domain.shop_id")
      .whereIn("shop_domain.domain", domains)
      .whereNot("shop.id", shopId ?? "")
      .whereNull("shop_domain.deleted_at")
      .select("shop_domain.domain", "shop.name")
    if (taken.length > 0) {
      throw new Problem(422, "domain_taken", "A domain belongs to another shop already.", {
        fields: taken.map(({ domain, name }) => ({
          path: `domains.${domains.indexOf(domain)}`,
          message: `${domain} belongs to ${name}.`,
        })),
      })
    }
  }

  async #findRow(condition: string, value: string): Promise<ShopRow | undefined> {
    const result: { rows: ShopRow[] } = await this.#connection.raw(
      `${SELECT_SHOP} and ${condition}`,
      [value]
    )
    return result.rows[0]
  }

  async #knownShop(apiId: string): Promise<KnownShop | undefined> {
    const known = this.#known.get(apiId)
    if (known && Date.now() - known.loadedAt < KNOWN_FOR_MS) {
      return known
    }
    return this.#readShop(apiId)
  }

  async #readShop(apiId: string): Promise<KnownShop | undefined> {
    const cacheOfThisRead = this.#known
    const loadedAt = Date.now()
    const row = apiId.includes("\u0000") ? undefined : await this.#findRow("shop.api_id = ?", apiId)
    if (!row) {
      this.#known.delete(apiId)
      return undefined
    }
    const loaded: KnownShop = {
      shop: {
        id: row.id,
        name: row.name,
        api_id: row.api_id,
        domains: row.domains,
        default_currency: row.default_currency,
        default_language: row.default_language,
        sales_channel_id: row.sales_channel_id,
        publishable_key: row.publishable_key,
        totals_required: row.totals_required,
      },
      active: row.active,
      credentials: row.credentials.map(({ id, key_hash, revoked_at }) => ({
        id,
        key_hash,
        revoked: revoked_at !== null,
      })),
      isAllowedAddress: addressTest(row.allowed_addresses),
      loadedAt,
    }
    if (this.#known === cacheOfThisRead && this.#known.size < MOST_KNOWN) {
      this.#known.set(apiId, loaded)
    }
    return loaded
  }

  /** Notes the use of a key, at most once a minute, beside the road of the order. */
  #noteUse(credentialId: string): void {
    const now = Date.now()
    if (now - (this.#usedAt.get(credentialId) ?? 0) < 60_000) {
      return
    }
    this.#usedAt.set(credentialId, now)
    this.#connection("shop_credential")
      .where("id", credentialId)
      .update({ last_used_at: this.#connection.fn.now() })
      .catch(() => this.#usedAt.delete(credentialId))
  }
}

/** An unknown shop is compared too, so that the time of an answer does not name the shops. */
const matchCredentials = (known: KnownShop | undefined, hash: string) => {
  const candidates = known?.credentials ?? [{ id: "", key_hash: NO_SUCH_KEY, revoked: true }]
  const matching = candidates.filter(({ key_hash }) => sameHash(key_hash, hash))
  return { matching, live: matching.find(({ revoked }) => !revoked) }
}

const viewOf = (row: ShopRow): ShopView => ({
  id: row.id,
  name: row.name,
  api_id: row.api_id,
  active: row.active,
  domains: row.domains,
  default_currency: row.default_currency,
  default_language: row.default_language,
  sales_channel_id: row.sales_channel_id,
  publishable_key: row.publishable_key,
  totals_required: row.totals_required,
  allowed_addresses: row.allowed_addresses,
  credentials: row.credentials.map(({ key_hash: _hash, ...credential }) => credential),
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})

export default ShopModuleService
