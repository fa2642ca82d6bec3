import { isPermitted } from "../../../modules/staff/permission-match"
import type { StaffRole } from "../../../modules/staff/types"

/**
 * What can be pressed about an order that does not move, as data: each button is one of the staff API's
 * own calls, or a page where a person does the rest. Pure.
 */

/** What a person has to say before the call can be made. */
type Asked = "reason" | "status" | "tracking_number"

type Data = Readonly<Record<string, unknown>>

type HelpCall = {
  /** Where the call goes; null when the sentence's data do not name what it needs. */
  path: (orderId: string, data: Data) => string | null
  body?: (data: Data) => Record<string, unknown>
  asks?: readonly Asked[]
}

/** A page: whoever may make the call that the page is for gets the button. */
type HelpPage = { page: true; method: "GET" | "POST"; path: string }

const word = (value: unknown): string | null =>
  typeof value === "string" && value !== "" ? value : null

const own =
  (rest: string): HelpCall["path"] =>
  (orderId) =>
    `/admin/crm/orders/${orderId}${rest}`

const ofParcel =
  (action: string): HelpCall["path"] =>
  (orderId, { shipment_id }) =>
    word(shipment_id) && `/admin/crm/orders/${orderId}/shipments/${word(shipment_id)}/${action}`

const ofMessage =
  (action: string): HelpCall["path"] =>
  (_orderId, { message_id }) =>
    word(message_id) && `/admin/crm/mail/messages/${word(message_id)}/${action}`

const attempt = ({ attempt_id }: Data): Record<string, unknown> =>
  word(attempt_id) ? { attempt_id } : {}

const BUTTONS = {
  check_now: { path: own("/payment/check-now"), body: attempt },
  // What the customer could still pay by a link is closed first: there is one charge, not two.
  manual_payment: {
    path: own("/payment/charge"),
    body: ({ way }) => ({ way, close_open_links: true }),
  },
  create_link: { path: own("/payment/link"), body: () => ({ close_open_links: true }) },
  remind_payment: { path: own("/messages/payment-reminder") },
  refund: { path: own("/payment/refund"), asks: ["reason"] },
  refund_overpayment: { path: own("/payment/refund-overpayment") },
  replay_callback: {
    path: (_orderId, { callback_id }) =>
      word(callback_id) && `/admin/crm/callbacks/${word(callback_id)}/replay`,
  },
  decide_status: { path: own("/status"), asks: ["status"] },
  record_call: { path: own("/call-center-status"), asks: ["status"] },
  unarchive: { path: own("/unarchive"), asks: ["reason"] },
  retry_message: { path: ofMessage("retry") },
  send_message_now: { path: ofMessage("send-now") },
  resend_message: {
    path: own("/messages/resend"),
    body: ({ message_id }) => ({ message_id }),
    asks: ["reason"],
  },
  release_address: {
    path: () => "/admin/crm/mail/suppressions/remove",
    body: ({ address }) => ({ address }),
    asks: ["reason"],
  },
  check_mail_server: {
    path: (_orderId, { account_id }) =>
      word(account_id) && `/admin/crm/mail/accounts/${word(account_id)}/check`,
  },
  send_to_shipper: { path: own("/dispatch") },
  ask_supplier: { path: ofParcel("ask") },
  retry_parcel: { path: ofParcel("retry") },
  reship: {
    path: own("/reship"),
    body: ({ shipment_id }) => ({ reason: "lost", ...(word(shipment_id) ? { shipment_id } : {}) }),
  },
  add_tracking: { path: own("/tracking-numbers"), asks: ["tracking_number"] },
  open_template: { page: true, method: "POST", path: "/admin/crm/mail/templates/:kind" },
  open_mail_settings: { page: true, method: "POST", path: "/admin/crm/mail/rules/hold-all" },
  open_catalogue: { page: true, method: "POST", path: "/admin/crm/catalogue" },
  open_supplier: { page: true, method: "POST", path: "/admin/crm/suppliers/:id" },
  open_shipping_callback: { page: true, method: "GET", path: "/admin/crm/shipping-callbacks" },
} as const satisfies Record<string, HelpCall | HelpPage>

export type HelpButtonName = keyof typeof BUTTONS

/** A button as the card is answered: what it calls, and what has to be said before. */
export type HelpButton = {
  name: HelpButtonName
  /** Null: it opens a page. */
  request: { method: "POST"; path: string; body: Record<string, unknown> } | null
  asks: readonly Asked[]
}

const buttons: Record<HelpButtonName, HelpCall | HelpPage> = BUTTONS

/** The button as this person may press it; null when he may not, or when nothing is named to press it for. */
export const helpButtonFor = (
  name: HelpButtonName,
  orderId: string,
  data: Data,
  role: StaffRole
): HelpButton | null => {
  const button = buttons[name]
  if ("page" in button) {
    return isPermitted(role, button.method, button.path) ? { name, request: null, asks: [] } : null
  }
  const path = button.path(orderId, data)
  return path && isPermitted(role, "POST", path)
    ? {
        name,
        request: { method: "POST", path, body: button.body?.(data) ?? {} },
        asks: button.asks ?? [],
      }
    : null
}
