import type { MedusaContainer } from "@medusajs/framework/types"
import { unitOfWork } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { decideDispatch, readTerms, type Decision } from "./decide-dispatch"
import { untilStockSuffices, writeDecisions } from "./write-plans"

/** So many orders are planned in one transaction: enough to make statements count, soon over. */
const CHUNK = 500

/**
 * Handing over takes the same processor as planning: it begins when no further chunk has put it off, so
 * that all is planned within seconds. More than a chunk takes.
 */
const HAND_OVER_AFTER_MS = 1_500

type Result = { ok: boolean; status: string | null; error: string | null }

const NO_ORDER: Result = { ok: false, status: null, error: "There is no such order." }

const resultOf = (decision: Decision | undefined): Result => {
  if (!decision) {
    return NO_ORDER
  }
  return decision.kind === "stays"
    ? { ok: false, status: null, error: decision.why }
    : { ok: true, status: decision.order.status, error: null }
}

/**
 * Works through a bulk job that sends orders to their shippers. The parcels of a chunk and the results
 * of its orders commit together, so a job that is killed goes on where it stopped and plans nothing
 * twice, even if two processes work on it.
 */
export const sendMany = async (container: MedusaContainer, jobId: string): Promise<void> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const job = await orders.bulkJobs.readHead(jobId)
  const by = { actor: { type: "staff" as const, id: job.actor_id }, cause: jobId }
  const terms = await readTerms(container)
  for (;;) {
    const items = await orders.bulkJobs.listOpen(jobId, CHUNK)
    if (items.length === 0) {
      break
    }
    await untilStockSuffices(() =>
      unitOfWork(container, async (transaction) => {
        const held = await orders.lockStates(
          transaction,
          items.map(({ crm_order_id }) => crm_order_id)
        )
        const open = await orders.bulkJobs.stillOpen(
          transaction,
          jobId,
          items.map(({ position }) => position)
        )
        const mine = items.filter(({ position }) => open.has(position))
        const states = mine.flatMap(({ crm_order_id }) => held.get(crm_order_id) ?? [])
        const decisions = await decideDispatch(container, states, terms, { transaction })
        const handOverAt = new Date(Date.now() + HAND_OVER_AFTER_MS)
        await writeDecisions(container, transaction, decisions, terms, by, handOverAt)
        const byOrder = new Map(decisions.map((decision) => [decision.order.id, decision]))
        await orders.bulkJobs.recordMany(
          transaction,
          jobId,
          mine.map(({ position, crm_order_id }) => ({
            position,
            ...resultOf(byOrder.get(crm_order_id)),
          }))
        )
      })
    )
  }
  await orders.bulkJobs.finish(jobId)
}
