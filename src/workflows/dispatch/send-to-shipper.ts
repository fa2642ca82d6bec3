import type { MedusaContainer } from "@medusajs/framework/types"
import { Problem } from "../../lib/problem"
import { unitOfWork } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import type DispatchModuleService from "../../modules/dispatch/service"
import type { ShipmentRow } from "../../modules/dispatch/types"
import { decideDispatch, readTerms, type Decision } from "./decide-dispatch"
import { untilStockSuffices, writeDecisions } from "./write-plans"

export type SendToShipperInput = { order_id: string; actor: EventActor; cause: string | null }

export type SentToShipper = {
  /** The parcels of the order that stand, old ones too. */
  shipments: ShipmentRow[]
  /** False: all of it was sent before, and nothing was done now. */
  created: boolean
}

const refused = ({
  code,
  why,
  refusals,
  country,
}: Extract<Decision, { kind: "stays" }>): Problem =>
  code === "cannot_ship"
    ? new Problem(422, "cannot_ship", why, { extra: { lines: refusals, country } })
    : new Problem(409, code, why)

/**
 * Sends an approved order to its shippers: plans its parcels and queues their handing over, all of it
 * or nothing. Pressed twice it answers what is there; after a rejection only what was rejected is sent.
 * What nobody ships becomes an entry for a person.
 *
 * @throws Problem 404, 409 `not_approved` | `archived` | `no_lines`, 422 `cannot_ship` with `lines`
 */
export const sendToShipper = async (
  container: MedusaContainer,
  { order_id, actor, cause }: SendToShipperInput
): Promise<SentToShipper> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { shipments }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const terms = await readTerms(container)
  const decision = await untilStockSuffices(() =>
    unitOfWork(container, async (transaction) => {
      const order = await orders.lockState(transaction, order_id)
      const [decided] = await decideDispatch(container, [order], terms, { transaction })
      await writeDecisions(container, transaction, [decided], terms, { actor, cause })
      return decided
    })
  )
  if (decision.kind === "stays") {
    throw refused(decision)
  }
  return decision.kind === "already"
    ? { shipments: decision.shipments, created: false }
    : {
        shipments: await shipments.listByIds(decision.parcels.map(({ id }) => id)),
        created: true,
      }
}
