import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { Problem } from "../../../lib/problem"
import { unitOfWork, type Transaction } from "../../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type { EventActor } from "../../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import { refuseAddressChange } from "../../../modules/crm_order/state-machine"
import { DISPATCH_MODULE } from "../../../modules/dispatch"
import type DispatchModuleService from "../../../modules/dispatch/service"
import { TOLD_STATES } from "../../../modules/dispatch/shipment-states"
import type { OrderScope } from "../../../modules/crm_order/types"
import { Faults } from "../../intake/faults"
import { readAddress } from "../../intake/rules/address"
import type { OrderAddress } from "../../intake/shop-order"

export type ChangeShippingAddressInput = {
  id: string
  /** As typed; checked by the same rules as at the shops' doors. */
  address: {
    first_name: string
    last_name: string
    country: string
    state?: string
    city: string
    zip: string
    address: string
    address2?: string
  }
  phone: string | null
  reason: string | null
  actor: EventActor
  scope: OrderScope
  cause: string | null
}

type AddressRow = {
  id: string
  first_name: string | null
  last_name: string | null
  phone: string | null
  address_1: string | null
  address_2: string | null
  city: string | null
  province: string | null
  postal_code: string | null
  country_code: string | null
}

export const changeShippingAddressStepId = "change-shipping-address"

const checked = (input: ChangeShippingAddressInput): OrderAddress => {
  const faults = new Faults()
  const address = readAddress(input.address, "shipping", undefined, faults)
  if (!address || faults.any) {
    const { error, fields } = faults.refusal()
    throw new Problem(422, "unprocessable", error, {
      fields: fields.map(({ path, message }) => ({ path: path.replace("shipping.", ""), message })),
    })
  }
  return address
}

const inOneLine = (row: Omit<AddressRow, "id">): string =>
  [
    [row.first_name, row.last_name].filter(Boolean).join(" "),
    row.address_1,
    row.address_2,
    row.city,
    row.province,
    row.postal_code,
    row.country_code?.toUpperCase(),
    row.phone,
  ]
    .filter(Boolean)
    .join(", ")

const readShippingAddress = async (
  transaction: Transaction,
  medusaOrderId: string
): Promise<AddressRow> => {
  const row: AddressRow | undefined = await transaction("order_address as address")
    .join("order as o", "o.shipping_address_id", "address.id")
    .select("address.*")
    .where("o.id", medusaOrderId)
    .forUpdate("address")
    .first()
  if (!row) {
    throw new Problem(409, "no_shipping_address", "The order has no shipping address in Medusa.")
  }
  return row
}

/** A supplier who knows the old address would not hear of the new one. */
const refuseToldParcels = async (
  container: MedusaContainer,
  transaction: Transaction,
  orderId: string
): Promise<void> => {
  const { shipments }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const parcels = await shipments.listForOrder(orderId, transaction)
  const told = parcels.find(({ state }) => TOLD_STATES.includes(state))
  if (told) {
    const words = `The parcel ${told.number} lies with its supplier under the old address: take it back first.`
    throw new Problem(409, "address_fixed", words)
  }
}

/**
 * Writes the new address into Medusa's order and tells the stream, in one transaction. What it was
 * and is goes to the erasable part of the event.
 *
 * @throws Problem 404, 409 `address_fixed` when the order is too far, 422 with every wrong field
 */
export const changeShippingAddressStep = createStep(
  { name: changeShippingAddressStepId, noCompensation: true },
  async (input: ChangeShippingAddressInput, { container }) => {
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    const address = checked(input)
    const order = await orders.readOrder(input.id, input.scope)
    const eventId = await unitOfWork(container, async (transaction) => {
      const { status } = await orders.lockState(transaction, input.id)
      const refusal = refuseAddressChange(status)
      if (refusal) {
        throw new Problem(409, "address_fixed", refusal)
      }
      await refuseToldParcels(container, transaction, input.id)
      const before = await readShippingAddress(transaction, order.order_id)
      const after = {
        first_name: address.first_name,
        last_name: address.last_name,
        phone: input.phone ?? before.phone,
        address_1: address.address,
        address_2: address.address2,
        city: address.city,
        province: address.state,
        postal_code: address.zip,
        country_code: address.country.toLowerCase(),
      }
      await transaction("order_address")
        .where({ id: before.id })
        .update({ ...after, updated_at: new Date() })
      const [id] = await orders.appendEvents(transaction, [
        {
          crm_order_id: input.id,
          kind: "order.shipping_address_changed",
          actor: input.actor,
          cause: input.cause,
          data: { country: address.country },
          personal: { note: input.reason, before: inOneLine(before), after: inOneLine(after) },
        },
      ])
      return id
    })
    return new StepResponse({ id: input.id, event_id: eventId })
  }
)
