import type { MedusaContainer } from "@medusajs/framework/types"
import { newEntityId } from "../../lib/entity-id"
import { Problem } from "../../lib/problem"
import { unitOfWork, type Transaction } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import type { CustomerChanges } from "../../modules/crm_order/customers"
import { isEmail, normaliseEmail } from "../intake/rules/customer"
import { readTypedPhone } from "./typed-phone"

/** Medusa has two fields for a name: everything after the first word is the second. */
const namesOf = (name: string): { first_name: string; last_name: string | null } => {
  const [first, ...others] = name.split(" ")
  return { first_name: first, last_name: others.join(" ") || null }
}

/** Medusa's own customer record says the same. */
const tellMedusa = async (
  transaction: Transaction,
  email: string,
  { name, phone }: Partial<CustomerChanges>
): Promise<void> => {
  const changes = {
    ...(name === undefined ? {} : namesOf(name)),
    ...(phone === undefined ? {} : { phone }),
  }
  if (Object.keys(changes).length > 0) {
    await transaction("customer")
      .where({ email })
      .whereNull("deleted_at")
      .update({ ...changes, updated_at: new Date() })
  }
}

/** A name as it is searched and shown: one space between its words. */
const plainName = (name: string): string => name.trim().split(/\s+/).join(" ")

export type CustomerInput = {
  email: string
  name: string
  phone?: string | null
  note?: string | null
}

/**
 * Adds a customer before the first order; Medusa gets the record that the first order would have made.
 *
 * @returns the new customer's id
 * @throws Problem 409 `customer_exists`, 422 with what is wrong
 */
export const addCustomer = async (
  container: MedusaContainer,
  input: CustomerInput
): Promise<string> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const email = normaliseEmail(input.email)
  if (!isEmail(email)) {
    throw new Problem(422, "unprocessable", "This is not an e-mail address.", {
      fields: [{ path: "email", message: "An e-mail address like anna@example.com." }],
    })
  }
  const name = plainName(input.name)
  const phone = readTypedPhone(input.phone)
  return unitOfWork(container, async (transaction) => {
    const id = await orders.customers.add(transaction, {
      ...{ email, name, phone, note: input.note ?? null },
    })
    const now = new Date()
    await transaction("customer")
      .insert({
        ...{ id: newEntityId("cus"), email, ...namesOf(name), phone, has_account: false },
        ...{ created_at: now, updated_at: now },
      })
      .onConflict()
      .ignore()
    return id
  })
}

/**
 * Changes what staff may change of a customer: name, telephone number, note. His orders keep what he
 * sent with them.
 *
 * @throws Problem 404, 409 `customer_erased`, 422 with what is wrong
 */
export const changeCustomer = async (
  container: MedusaContainer,
  id: string,
  { name, phone, note }: Partial<Omit<CustomerInput, "email">>
): Promise<void> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const changes: Partial<CustomerChanges> = {
    ...(name === undefined ? {} : { name: plainName(name) }),
    ...(phone === undefined ? {} : { phone: readTypedPhone(phone) }),
    ...(note === undefined ? {} : { note }),
  }
  await unitOfWork(container, async (transaction) => {
    await orders.customers.lock(transaction, id)
    const { email, erased_at } = await orders.customers.read(id, transaction)
    if (erased_at) {
      throw customerErased()
    }
    await orders.customers.change(transaction, id, changes)
    await tellMedusa(transaction, email, changes)
  })
}

/** Nobody is left whom one could change, block or write to. */
export const customerErased = (): Problem =>
  new Problem(409, "customer_erased", "This customer's personal data have been erased.")
