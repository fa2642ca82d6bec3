import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { insertRows } from "../../lib/insert-rows"
import { notFound, Problem } from "../../lib/problem"
import type { Transaction } from "../../lib/unit-of-work"
import type { MailKind } from "./kinds"
import type { Wording } from "./render/render-letter"
import type { TemplateVersion } from "./types"
import { shippedWording } from "./wording"

/** Where a wording belongs: a kind of letter in a language, for one shop or (null) for all. */
export type TemplatePlace = Pick<TemplateVersion, "kind" | "shop_id" | "language">

/** A wording with where it comes from; `shop_id` null: for all shops. */
export type CurrentWording = Wording & {
  template: { shop_id: string | null; language: string; version: number | "shipped" }
}

/** A place where staff have written something themselves, with the newest version there. */
export type OwnTemplate = TemplatePlace & {
  version: number
  changed_at: Date
  changed_by: string | null
}

export type SaveTemplate = TemplatePlace & {
  /** Null: back to what stands there otherwise (all shops' wording, else the one that ships). */
  wording: Wording | null
  note: string
  by: string | null
  /** The version that was changed: 0 when there was none. */
  expected_version: number
}

/** How the table names all shops: a key cannot hold nothing. */
const ALL_SHOPS = "*"

/** How long another process may go on with the version before. */
const CACHE_MS = 2_000

/** The language that every kind has a wording in. */
const LAST_LANGUAGE = "en"

type StoredVersion = Omit<TemplateVersion, "shop_id"> & { shop_id: string }

const placeColumns = ({ kind, shop_id, language }: TemplatePlace) => ({
  kind,
  shop_id: shop_id ?? ALL_SHOPS,
  language,
})

const versionOf = ({ shop_id, ...version }: StoredVersion): TemplateVersion => ({
  ...version,
  shop_id: shop_id === ALL_SHOPS ? null : shop_id,
})

const keyOf = (place: TemplatePlace): string => JSON.stringify(placeColumns(place))

/** What a version says; null where it says "as it is otherwise". */
export const wordingOf = ({
  subject,
  body,
  text,
}: Pick<TemplateVersion, "subject" | "body" | "text">): Wording | null =>
  subject === null || body === null ? null : { subject, body, text }

/** Wordings of letters in versions, by kind, shop and language. No version is ever changed. */
export class TemplateStore {
  #cached: { newest: Promise<Map<string, TemplateVersion>>; until: number } | undefined

  constructor(protected readonly connection: Knex) {}

  /**
   * The wording that a letter gets, up to two seconds old. Of the given languages the first one counts
   * in which there is any: the shop's own wording, else all shops', else the one that ships. English
   * is always there.
   */
  async current(
    kind: MailKind,
    shopId: string | null,
    languages: readonly string[]
  ): Promise<CurrentWording> {
    const newest = await this.#newest()
    for (const language of [...languages, LAST_LANGUAGE]) {
      for (const shop_id of shopId === null ? [null] : [shopId, null]) {
        const version = newest.get(keyOf({ kind, shop_id, language }))
        const wording = version && wordingOf(version)
        if (wording) {
          return { ...wording, template: { shop_id, language, version: version.version } }
        }
      }
      const shipped = shippedWording(kind, language)
      if (shipped) {
        return { ...shipped, template: { shop_id: null, language, version: "shipped" } }
      }
    }
    throw new Error(`There is no wording of ${kind} in ${LAST_LANGUAGE}.`)
  }

  /** Everything that staff have written themselves, by place; what went back to the shipped wording is left out. */
  async listOwn(): Promise<OwnTemplate[]> {
    const rows: TemplateVersion[] = await this.#readNewest()
    return rows
      .filter((version) => wordingOf(version) !== null)
      .map(({ kind, shop_id, language, version, created_at, created_by }) => ({
        kind,
        shop_id,
        language,
        version,
        changed_at: created_at,
        changed_by: created_by,
      }))
  }

  /** All versions of a place, the newest first. */
  async history(place: TemplatePlace): Promise<TemplateVersion[]> {
    const rows: StoredVersion[] = await this.connection("mail_template")
      .where(placeColumns(place))
      .orderBy("version", "desc")
    return rows.map(versionOf)
  }

  /** What one version says; null: as it is otherwise. @throws Problem 404 */
  async readWording(place: TemplatePlace, version: number): Promise<Wording | null> {
    const row: StoredVersion | undefined = await this.connection("mail_template")
      .where({ ...placeColumns(place), version })
      .first()
    if (!row) {
      throw notFound("version")
    }
    return wordingOf(row)
  }

  /**
   * Puts a new version in force.
   *
   * @returns its number
   * @throws Problem 409 `changed_meanwhile` with `version`, when somebody else has saved in between
   */
  async save(
    transaction: Transaction,
    { wording, note, by, expected_version, ...place }: SaveTemplate
  ): Promise<number> {
    const columns = placeColumns(place)
    const version = expected_version + 1
    const newest = await transaction("mail_template").where(columns).max("version as version")
    const current: number = newest[0]?.version ?? 0
    // Of two who save at once the second waits for the first and then finds its number taken.
    const [saved] =
      current === expected_version
        ? await insertRows(
            transaction,
            "mail_template",
            [
              {
                ...columns,
                version,
                subject: wording?.subject ?? null,
                body: wording?.body ?? null,
                text: wording?.text ?? null,
                note,
                created_by: by,
              },
            ],
            "on conflict (kind, shop_id, language, version) do nothing returning version"
          )
        : []
    if (!saved) {
      throw new Problem(
        409,
        "changed_meanwhile",
        "Somebody has saved another version meanwhile. Look at it and make your changes again.",
        { extra: { version: Math.max(current, version) } }
      )
    }
    return version
  }

  /** Makes this process read the wordings anew; to be called after the commit of a new version. */
  forgetCached(): void {
    this.#cached = undefined
  }

  async #readNewest(): Promise<TemplateVersion[]> {
    const rows: StoredVersion[] = await this.connection("mail_template")
      .distinctOn("kind", "shop_id", "language")
      .orderBy(["kind", "shop_id", "language", { column: "version", order: "desc" }])
    return rows.map(versionOf)
  }

  async #newest(): Promise<Map<string, TemplateVersion>> {
    if (this.#cached && this.#cached.until > Date.now()) {
      return this.#cached.newest
    }
    const newest = this.#readNewest().then(
      (versions) => new Map(versions.map((version) => [keyOf(version), version]))
    )
    this.#cached = { newest, until: Date.now() + CACHE_MS }
    newest.catch(() => this.forgetCached())
    return newest
  }
}
