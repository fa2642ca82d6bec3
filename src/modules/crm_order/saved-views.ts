import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { newEntityId } from "../../lib/entity-id"
import { notFound, Problem } from "../../lib/problem"

/** A filter of the Orders page that a person keeps by a name; as the page's address has it. */
export type SavedView = {
  id: string
  user_id: string
  name: string
  filter: Record<string, unknown>
  /** Whether colleagues see it too. */
  is_shared: boolean
}

const COLUMNS = ["id", "user_id", "name", "filter", "is_shared"] as const

/** Each of them is counted whenever the list is shown. */
const MOST_OF_ONE = 20
/** Of colleagues' views nobody sees more: theirs are counted too. */
const MOST_SHARED = 20

/** PostgreSQL: unique_violation. */
const TAKEN = "23505"

const isTaken = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && error.code === TAKEN

const nameTaken = (): Problem =>
  new Problem(409, "name_taken", "You have a view of this name already.", {
    fields: [{ path: "name", message: "You have a view of this name already." }],
  })

/** The filters that staff keep by name: each person's own, and those that are shared. */
export class SavedViews {
  constructor(protected readonly connection: Knex) {}

  /** A person's own views, then what colleagues share; each in the order in which they were kept. */
  async listFor(userId: string): Promise<SavedView[]> {
    const own: SavedView[] = await this.connection("crm_order_view")
      .select(COLUMNS)
      .where({ user_id: userId })
      .orderBy(["created_at", "id"])
    const shared: SavedView[] = await this.connection("crm_order_view")
      .select(COLUMNS)
      .where({ is_shared: true })
      .whereNot({ user_id: userId })
      .orderBy(["created_at", "id"])
      .limit(MOST_SHARED)
    return [...own, ...shared]
  }

  /** Keeps a view. @throws Problem 409 `name_taken`, `too_many_views` */
  async add(view: Omit<SavedView, "id">): Promise<SavedView> {
    const row = await this.connection("crm_order_view")
      .where({ user_id: view.user_id })
      .count({ count: "*" })
      .first()
    if (Number(row?.count ?? 0) >= MOST_OF_ONE) {
      throw new Problem(
        409,
        "too_many_views",
        `Nobody can keep more than ${MOST_OF_ONE} views: delete one first.`
      )
    }
    try {
      const [added]: SavedView[] = await this.connection("crm_order_view")
        .insert({ ...view, id: newEntityId("view"), filter: JSON.stringify(view.filter) })
        .returning(COLUMNS)
      return added
    } catch (error) {
      throw isTaken(error) ? nameTaken() : error
    }
  }

  /** Changes a view of one's own. @throws Problem 404, 409 `name_taken` */
  async change(
    id: string,
    userId: string,
    { filter, ...changes }: Partial<Pick<SavedView, "name" | "filter" | "is_shared">>
  ): Promise<SavedView> {
    try {
      const [changed]: SavedView[] = await this.connection("crm_order_view")
        .where({ id, user_id: userId })
        .update({
          ...changes,
          ...(filter ? { filter: JSON.stringify(filter) } : {}),
          updated_at: this.connection.fn.now(),
        })
        .returning(COLUMNS)
      if (!changed) {
        throw notFound("view")
      }
      return changed
    } catch (error) {
      throw isTaken(error) ? nameTaken() : error
    }
  }

  /** Forgets a view of one's own. @throws Problem 404 */
  async remove(id: string, userId: string): Promise<void> {
    const removed = await this.connection("crm_order_view").where({ id, user_id: userId }).delete()
    if (removed === 0) {
      throw notFound("view")
    }
  }
}
