import type { StaffGrant, StaffRole } from "./types"

/**
 * Who may call what under /admin: the one table. The first row that matches decides, and what no row
 * names is refused. `:name` stands for one segment, a closing `/**` for the path itself and
 * everything below it. HEAD is asked like GET; any other method needs a row of its own.
 */
type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE"

/** What is left of an answer for an operator, where the whole of it is more than the shell needs. */
export type Trim = "store" | "own_user"

export type Permission = {
  methods: readonly Method[]
  path: string
  roles: readonly StaffRole[]
  operatorGets?: Trim
  /** Whoever has been granted this may too, whatever the role. */
  granted?: StaffGrant
  /** Also for who has to set a second factor up first: what that takes, and the shell around it. */
  without_second_factor?: boolean
}

const READ: readonly Method[] = ["GET"]
const WRITE: readonly Method[] = ["POST", "PUT", "PATCH", "DELETE"]
const ANY: readonly Method[] = [...READ, ...WRITE]

const NOBODY: readonly StaffRole[] = []
const ADMINISTRATOR: readonly StaffRole[] = ["administrator"]
const MANAGEMENT: readonly StaffRole[] = ["administrator", "manager"]
const EVERYONE: readonly StaffRole[] = ["administrator", "manager", "operator"]

const allow = (
  methods: readonly Method[],
  path: string,
  roles: readonly StaffRole[],
  operatorGets?: Trim
): Permission => ({ methods, path, roles, operatorGets })

const allowBeforeSecondFactor = (
  methods: readonly Method[],
  path: string,
  operatorGets?: Trim
): Permission => ({ methods, path, roles: EVERYONE, operatorGets, without_second_factor: true })

const allowGranted = (
  methods: readonly Method[],
  path: string,
  roles: readonly StaffRole[],
  granted: StaffGrant
): Permission => ({ methods, path, roles, granted })

export const PERMISSIONS: readonly Permission[] = [
  // --- Nobody, the administrator included -------------------------------------------------------
  // Medusa's own order and payment writes would move money, parcels or an order past our order
  // stream and our status rules. The same work has its own routes under /admin/crm, which write the
  // stream. Nobody deletes an order, by whatever road.
  allow(WRITE, "/admin/orders/**", NOBODY),
  allow(WRITE, "/admin/draft-orders/**", NOBODY),
  allow(WRITE, "/admin/order-edits/**", NOBODY),
  allow(WRITE, "/admin/order-changes/**", NOBODY),
  allow(WRITE, "/admin/payments/**", NOBODY),
  allow(WRITE, "/admin/payment-collections/**", NOBODY),
  allow(WRITE, "/admin/fulfillments/**", NOBODY),
  allow(WRITE, "/admin/returns/**", NOBODY),
  allow(WRITE, "/admin/claims/**", NOBODY),
  allow(WRITE, "/admin/exchanges/**", NOBODY),
  // Any workflow can be run and finished through these, so they are the routes above once more;
  // and an execution shows its input, personal data included.
  allow(ANY, "/admin/workflows-executions/**", NOBODY),
  // People are added, given a role and switched off under /admin/crm/staff. An invitation or a reset
  // letter would make a sign-in without a role; a deleted user could not be named in the stream.
  allow(ANY, "/admin/invites/**", NOBODY),
  allow(["POST"], "/admin/users/:id/reset-password", NOBODY),
  allow(["DELETE"], "/admin/users/:id", NOBODY),
  // Medusa's own roles belong to its enterprise licence, which this product does not use.
  allow(ANY, "/admin/rbac/**", NOBODY),
  allow(ANY, "/admin/users/:id/roles/**", NOBODY),
  // Medusa's index engine is not part of this product; asking it to synchronise never answers.
  allow(ANY, "/admin/index/**", NOBODY),
  // A secret key would act without a person, a role or a place in the stream. Publishable keys are
  // made with their shop, under /admin/crm/shops.
  allow(WRITE, "/admin/api-keys/**", NOBODY),

  // --- What Medusa's shell asks for on every page ----------------------------------------------
  allowBeforeSecondFactor(READ, "/admin/users/me", "own_user"),
  allowBeforeSecondFactor(READ, "/admin/stores", "store"),
  allowBeforeSecondFactor(READ, "/admin/feature-flags"),
  allowBeforeSecondFactor(READ, "/admin/plugins"),
  allowBeforeSecondFactor(READ, "/admin/layouts/**"),
  allowBeforeSecondFactor(READ, "/admin/property-labels/**"),
  allow(READ, "/admin/notifications/**", MANAGEMENT),
  allow(READ, "/admin/search", MANAGEMENT),
  allow(READ, "/admin/views/**", MANAGEMENT),

  // --- Our own: orders --------------------------------------------------------------------------
  // An operator reads and writes only orders that are or were with the call centre (scopeOf).
  allowBeforeSecondFactor(READ, "/admin/crm/me"),
  allowBeforeSecondFactor(READ, "/admin/crm/me/second-factor"),
  allowBeforeSecondFactor(["POST"], "/admin/crm/me/second-factor"),
  allowBeforeSecondFactor(["POST"], "/admin/crm/me/second-factor/confirm"),
  allow(["POST"], "/admin/crm/me/second-factor/remove", EVERYONE),
  allow(READ, "/admin/crm/me/sessions", EVERYONE),
  allow(["POST"], "/admin/crm/me/sessions/end-others", EVERYONE),
  allow(["POST"], "/admin/crm/me/sessions/:session_id/end", EVERYONE),
  allow(READ, "/admin/crm/orders", EVERYONE),
  allow(READ, "/admin/crm/orders/counts", EVERYONE),
  allow(READ, "/admin/crm/orders/filters", EVERYONE),
  // The report holds the personal data of all of them.
  allow(READ, "/admin/crm/orders/report", MANAGEMENT),
  allow(READ, "/admin/crm/orders/:id", EVERYONE),
  allow(READ, "/admin/crm/orders/:id/events", EVERYONE),
  allow(READ, "/admin/crm/orders/:id/why", EVERYONE),
  allow(["POST"], "/admin/crm/orders/bulk-status", MANAGEMENT),
  allow(["POST"], "/admin/crm/orders/bulk-status/preview", MANAGEMENT),
  allow(["POST"], "/admin/crm/orders/create", MANAGEMENT),
  allow(READ, "/admin/crm/orders/create/customers", MANAGEMENT),
  allow(READ, "/admin/crm/orders/create/choices", MANAGEMENT),
  allow(READ, "/admin/crm/order-views", EVERYONE),
  allow(["POST"], "/admin/crm/order-views", EVERYONE),
  allow(["POST"], "/admin/crm/order-views/:id", EVERYONE),
  allow(["POST"], "/admin/crm/order-views/:id/remove", EVERYONE),
  allow(["POST"], "/admin/crm/orders/:id/notes", EVERYONE),
  allow(["POST"], "/admin/crm/orders/:id/tags", EVERYONE),
  allow(["POST"], "/admin/crm/orders/:id/responsible", MANAGEMENT),
  allow(["POST"], "/admin/crm/orders/:id/call-center-status", EVERYONE),
  allow(["POST"], "/admin/crm/orders/:id/calls", EVERYONE),
  allow(["POST"], "/admin/crm/orders/:id/calls/put-back", EVERYONE),
  allow(READ, "/admin/crm/call-center", EVERYONE),
  allow(READ, "/admin/crm/call-center/calls", EVERYONE),
  allow(["POST"], "/admin/crm/call-center/next", EVERYONE),
  allow(["POST"], "/admin/crm/orders/:id/status", MANAGEMENT),
  allow(["POST"], "/admin/crm/orders/:id/shipping-address", MANAGEMENT),
  allow(["POST"], "/admin/crm/orders/:id/archive", MANAGEMENT),
  allow(["POST"], "/admin/crm/orders/:id/unarchive", MANAGEMENT),
  allow(READ, "/admin/crm/bulk-jobs", MANAGEMENT),
  allow(READ, "/admin/crm/bulk-jobs/:id", MANAGEMENT),
  allow(["POST"], "/admin/crm/bulk-jobs/:id/undo", MANAGEMENT),
  allow(READ, "/admin/crm/dashboard", MANAGEMENT),
  allow(READ, "/admin/crm/dashboard/export", MANAGEMENT),

  // --- Our own: what an order's payments are, and what staff do about them ----------------------
  allow(READ, "/admin/crm/orders/:id/attempts/:attempt_id", MANAGEMENT),
  allow(["POST"], "/admin/crm/orders/:id/attempts/:attempt_id/comment", MANAGEMENT),
  allow(READ, "/admin/crm/orders/:id/callbacks", MANAGEMENT),
  allow(["POST"], "/admin/crm/orders/:id/payment/check-now", MANAGEMENT),
  allow(["POST"], "/admin/crm/orders/:id/payment/charge", MANAGEMENT),
  allow(["POST"], "/admin/crm/orders/:id/payment/link", MANAGEMENT),
  allow(["POST"], "/admin/crm/orders/:id/payment/attempts/:attempt_id/close", MANAGEMENT),
  allow(["POST"], "/admin/crm/orders/:id/payment/refund", MANAGEMENT),
  allow(["POST"], "/admin/crm/orders/:id/payment/refund-overpayment", MANAGEMENT),
  allow(["POST"], "/admin/crm/orders/:id/payment/chargeback", MANAGEMENT),
  allow(["POST"], "/admin/crm/orders/:id/payment/chargeback-reversal", MANAGEMENT),
  allow(READ, "/admin/crm/callbacks", MANAGEMENT),
  allow(READ, "/admin/crm/callbacks/unverified", MANAGEMENT),
  allow(READ, "/admin/crm/callbacks/:id", MANAGEMENT),
  allow(["POST"], "/admin/crm/callbacks/:id/replay", MANAGEMENT),

  // --- Our own: who ships what, and sending orders to their shippers -----------------------------
  allow(["POST"], "/admin/crm/orders/:id/dispatch", MANAGEMENT),
  allow(["POST"], "/admin/crm/orders/:id/reship", MANAGEMENT),
  allow(["POST"], "/admin/crm/orders/:id/shipments/:shipment_id/cancel", MANAGEMENT),
  allow(["POST"], "/admin/crm/orders/:id/shipments/:shipment_id/ask", MANAGEMENT),
  allow(["POST"], "/admin/crm/orders/:id/shipments/:shipment_id/retry", MANAGEMENT),
  allow(READ, "/admin/crm/dispatch", MANAGEMENT),
  allow(["POST"], "/admin/crm/dispatch/preview", MANAGEMENT),
  allow(["POST"], "/admin/crm/dispatch/send", MANAGEMENT),
  allow(READ, "/admin/crm/catalogue", MANAGEMENT),
  allow(["POST"], "/admin/crm/catalogue", MANAGEMENT),
  allow(["POST"], "/admin/crm/catalogue/import", MANAGEMENT),
  allow(["POST"], "/admin/crm/catalogue/:id", MANAGEMENT),
  allow(READ, "/admin/crm/shipping-rules", MANAGEMENT),
  allow(["POST"], "/admin/crm/shipping-rules", MANAGEMENT),
  allow(READ, "/admin/crm/shipping-rules/:version", MANAGEMENT),

  // --- Our own: tracking numbers, and what carriers tell ----------------------------------------
  allow(READ, "/admin/crm/orders/:id/tracking-numbers", MANAGEMENT),
  allow(["POST"], "/admin/crm/orders/:id/tracking-numbers", MANAGEMENT),
  allow(["POST"], "/admin/crm/orders/:id/tracking-numbers/:tracking_id/send", MANAGEMENT),
  allow(["POST"], "/admin/crm/orders/:id/tracking-numbers/:tracking_id/remove", MANAGEMENT),
  allow(["POST"], "/admin/crm/orders/:id/shipments/:shipment_id/lost", MANAGEMENT),
  allow(["POST"], "/admin/crm/orders/:id/shipments/:shipment_id/found", MANAGEMENT),
  allow(READ, "/admin/crm/carriers", MANAGEMENT),
  allow(["POST"], "/admin/crm/carriers/recognise", MANAGEMENT),
  allow(["POST"], "/admin/crm/tracking-imports", MANAGEMENT),
  allow(READ, "/admin/crm/tracking-imports/:id", MANAGEMENT),
  allow(READ, "/admin/crm/shipping-callbacks", MANAGEMENT),
  allow(READ, "/admin/crm/shipping-callbacks/:id", MANAGEMENT),
  allow(["POST"], "/admin/crm/shipping-callbacks/:id/replay", MANAGEMENT),

  // --- Our own: processors, routing, the books ---------------------------------------------------
  // Secrets and the address they are sent to are the administrator's alone: save-account.ts.
  allow(READ, "/admin/crm/orders/:id/ledger", MANAGEMENT),
  allow(READ, "/admin/crm/processors", MANAGEMENT),
  allow(["POST"], "/admin/crm/processors/accounts", MANAGEMENT),
  allow(["POST"], "/admin/crm/processors/accounts/:id", MANAGEMENT),
  allow(["POST"], "/admin/crm/processors/accounts/:id/fee-rules", MANAGEMENT),
  allow(READ, "/admin/crm/routing", MANAGEMENT),
  allow(["POST"], "/admin/crm/routing", MANAGEMENT),
  allow(["POST"], "/admin/crm/routing/preview", MANAGEMENT),
  allow(READ, "/admin/crm/routing/:version", MANAGEMENT),
  allow(READ, "/admin/crm/payment-codes", MANAGEMENT),
  allow(["POST"], "/admin/crm/payment-codes", MANAGEMENT),
  allow(READ, "/admin/crm/balance", MANAGEMENT),
  allow(READ, "/admin/crm/balance/export", MANAGEMENT),

  // --- Our own: letters to customers ------------------------------------------------------------
  allow(READ, "/admin/crm/mail/messages", MANAGEMENT),
  allow(READ, "/admin/crm/mail/messages/:id", MANAGEMENT),
  allow(["POST"], "/admin/crm/mail/messages/:id/cancel", MANAGEMENT),
  allow(["POST"], "/admin/crm/mail/messages/:id/send-now", MANAGEMENT),
  allow(["POST"], "/admin/crm/mail/messages/:id/retry", MANAGEMENT),
  allow(READ, "/admin/crm/mail/templates", MANAGEMENT),
  allow(READ, "/admin/crm/mail/templates/:kind", MANAGEMENT),
  allow(["POST"], "/admin/crm/mail/templates/:kind", MANAGEMENT),
  allow(["POST"], "/admin/crm/mail/templates/:kind/restore", MANAGEMENT),
  allow(["POST"], "/admin/crm/mail/preview", MANAGEMENT),
  allow(["POST"], "/admin/crm/mail/preview/send", MANAGEMENT),
  allow(READ, "/admin/crm/mail/rules", MANAGEMENT),
  allow(["POST"], "/admin/crm/mail/rules/hold-all", MANAGEMENT),
  allow(["POST"], "/admin/crm/mail/rules/switches", MANAGEMENT),
  allow(["POST"], "/admin/crm/mail/rules/shops/:shop_id", MANAGEMENT),
  allow(READ, "/admin/crm/orders/:id/messages", MANAGEMENT),
  allow(["POST"], "/admin/crm/orders/:id/messages/resend", MANAGEMENT),
  allow(["POST"], "/admin/crm/orders/:id/messages/payment-reminder", MANAGEMENT),
  // An operator may write how to pay only where an administrator has said so (decisions, section 3).
  allowGranted(
    ["POST"],
    "/admin/crm/orders/:id/messages/payment-link",
    MANAGEMENT,
    "payment_links"
  ),
  allow(READ, "/admin/crm/refills", MANAGEMENT),
  // Who calls about the next order is the call centre; the order has to be one of theirs.
  allow(["POST"], "/admin/crm/orders/:id/refill", EVERYONE),

  // --- Our own: mail servers, stopped addresses, the demo's catcher -------------------------------
  // A server's address and password are the administrator's alone: save-account.ts.
  allow(READ, "/admin/crm/mail/accounts", MANAGEMENT),
  allow(["POST"], "/admin/crm/mail/accounts", ADMINISTRATOR),
  allow(["POST"], "/admin/crm/mail/accounts/:id", MANAGEMENT),
  allow(["POST"], "/admin/crm/mail/accounts/:id/check", MANAGEMENT),
  allow(READ, "/admin/crm/mail/suppressions", MANAGEMENT),
  allow(["POST"], "/admin/crm/mail/suppressions", MANAGEMENT),
  allow(["POST"], "/admin/crm/mail/suppressions/remove", MANAGEMENT),
  allow(READ, "/admin/crm/mail/caught", MANAGEMENT),
  allow(READ, "/admin/crm/mail/caught/:id", MANAGEMENT),

  // --- Our own: customers ------------------------------------------------------------------------
  // Erasing personal data cannot be undone, and whoever answers for it is the administrator.
  allow(READ, "/admin/crm/customers", MANAGEMENT),
  allow(["POST"], "/admin/crm/customers", MANAGEMENT),
  allow(READ, "/admin/crm/customers/export", MANAGEMENT),
  allow(READ, "/admin/crm/customers/:id", MANAGEMENT),
  allow(["POST"], "/admin/crm/customers/:id", MANAGEMENT),
  allow(READ, "/admin/crm/customers/:id/orders", MANAGEMENT),
  allow(["POST"], "/admin/crm/customers/:id/block", MANAGEMENT),
  allow(["POST"], "/admin/crm/customers/:id/unblock", MANAGEMENT),
  allow(["POST"], "/admin/crm/customers/:id/erase", ADMINISTRATOR),

  // --- Our own: suppliers and their files ---------------------------------------------------------
  // Secrets and the address that parcels are sent to are the administrator's alone: save-supplier.ts.
  allow(READ, "/admin/crm/suppliers", MANAGEMENT),
  allow(["POST"], "/admin/crm/suppliers", MANAGEMENT),
  allow(["POST"], "/admin/crm/suppliers/:id", MANAGEMENT),
  allow(["POST"], "/admin/crm/suppliers/:id/check", MANAGEMENT),
  allow(READ, "/admin/crm/suppliers/:id/files", MANAGEMENT),
  allow(READ, "/admin/crm/suppliers/:id/exchanges", MANAGEMENT),
  allow(["POST"], "/admin/crm/suppliers/:id/answers", MANAGEMENT),
  allow(["GET", "POST"], "/admin/crm/suppliers/:id/export", MANAGEMENT),

  // --- Our own: what needs a person, the state of the system -----------------------------------
  allow(READ, "/admin/crm/attention", MANAGEMENT),
  allow(["POST"], "/admin/crm/attention/:id/resolve", MANAGEMENT),
  allow(READ, "/admin/crm/health", MANAGEMENT),

  // --- Our own: shops and staff -----------------------------------------------------------------
  allow(READ, "/admin/crm/shops", MANAGEMENT),
  allow(READ, "/admin/crm/shops/:id", MANAGEMENT),
  allow(READ, "/admin/crm/shops/:id/requests", MANAGEMENT),
  allow(["POST"], "/admin/crm/shops", ADMINISTRATOR),
  allow(["POST"], "/admin/crm/shops/:id", ADMINISTRATOR),
  allow(["POST"], "/admin/crm/shops/:id/credentials", ADMINISTRATOR),
  allow(["POST"], "/admin/crm/shops/:id/credentials/:credential_id/revoke", ADMINISTRATOR),
  allow(READ, "/admin/crm/staff", ADMINISTRATOR),
  allow(READ, "/admin/crm/staff/rules", ADMINISTRATOR),
  allow(["POST"], "/admin/crm/staff/rules", ADMINISTRATOR),
  allow(READ, "/admin/crm/staff/:id/sessions", ADMINISTRATOR),
  allow(["POST"], "/admin/crm/staff/:id/sessions/end", ADMINISTRATOR),
  allow(["POST"], "/admin/crm/staff/:id/sessions/:session_id/end", ADMINISTRATOR),
  allow(["POST"], "/admin/crm/staff/:id/unlock", ADMINISTRATOR),
  allow(["POST"], "/admin/crm/staff/:id/second-factor/reset", ADMINISTRATOR),
  allow(["POST"], "/admin/crm/staff", ADMINISTRATOR),
  allow(["POST"], "/admin/crm/staff/:id", ADMINISTRATOR),
  allow(["POST"], "/admin/crm/staff/:id/password", ADMINISTRATOR),

  // --- Medusa's records of orders and money: reading --------------------------------------------
  allow(READ, "/admin/orders/**", MANAGEMENT),
  allow(READ, "/admin/draft-orders/**", MANAGEMENT),
  allow(READ, "/admin/payments/**", MANAGEMENT),
  allow(READ, "/admin/returns/**", MANAGEMENT),
  allow(READ, "/admin/claims/**", MANAGEMENT),
  allow(READ, "/admin/exchanges/**", MANAGEMENT),
  allow(READ, "/admin/return-reasons/**", MANAGEMENT),
  allow(READ, "/admin/refund-reasons/**", MANAGEMENT),

  // --- Medusa's customers and catalogue: managers read, administrators keep ----------------------
  allow(READ, "/admin/customers/**", MANAGEMENT),
  allow(READ, "/admin/customer-groups/**", MANAGEMENT),
  allow(READ, "/admin/products/**", MANAGEMENT),
  allow(READ, "/admin/product-variants/**", MANAGEMENT),
  allow(READ, "/admin/product-categories/**", MANAGEMENT),
  allow(READ, "/admin/product-options/**", MANAGEMENT),
  allow(READ, "/admin/product-tags/**", MANAGEMENT),
  allow(READ, "/admin/product-types/**", MANAGEMENT),
  allow(READ, "/admin/collections/**", MANAGEMENT),
  allow(READ, "/admin/regions/**", MANAGEMENT),
  allow(READ, "/admin/currencies/**", MANAGEMENT),
  allow(READ, "/admin/locales/**", MANAGEMENT),
  allow(READ, "/admin/sales-channels/**", MANAGEMENT),
  allow(READ, "/admin/shipping-options/**", MANAGEMENT),
  allow(READ, "/admin/shipping-profiles/**", MANAGEMENT),
  allow(READ, "/admin/stock-locations/**", MANAGEMENT),
  allow(WRITE, "/admin/customers/**", ADMINISTRATOR),
  allow(WRITE, "/admin/customer-groups/**", ADMINISTRATOR),
  allow(WRITE, "/admin/products/**", ADMINISTRATOR),
  allow(WRITE, "/admin/product-categories/**", ADMINISTRATOR),
  allow(WRITE, "/admin/product-options/**", ADMINISTRATOR),
  allow(WRITE, "/admin/product-tags/**", ADMINISTRATOR),
  allow(WRITE, "/admin/product-types/**", ADMINISTRATOR),
  allow(WRITE, "/admin/collections/**", ADMINISTRATOR),

  // --- Medusa's settings: administrators --------------------------------------------------------
  allow(READ, "/admin/users/**", ADMINISTRATOR),
  allow(["POST"], "/admin/users/:id", ADMINISTRATOR),
  allow(READ, "/admin/api-keys/**", ADMINISTRATOR),
  allow(ANY, "/admin/stores/**", ADMINISTRATOR),
  allow(WRITE, "/admin/regions/**", ADMINISTRATOR),
  allow(WRITE, "/admin/sales-channels/**", ADMINISTRATOR),
  allow(WRITE, "/admin/shipping-options/**", ADMINISTRATOR),
  allow(WRITE, "/admin/shipping-profiles/**", ADMINISTRATOR),
  allow(WRITE, "/admin/stock-locations/**", ADMINISTRATOR),
  allow(WRITE, "/admin/return-reasons/**", ADMINISTRATOR),
  allow(WRITE, "/admin/refund-reasons/**", ADMINISTRATOR),
  allow(ANY, "/admin/shipping-option-types/**", ADMINISTRATOR),
  allow(ANY, "/admin/fulfillment-providers/**", ADMINISTRATOR),
  allow(ANY, "/admin/fulfillment-sets/**", ADMINISTRATOR),
  allow(ANY, "/admin/inventory-items/**", ADMINISTRATOR),
  allow(ANY, "/admin/reservations/**", ADMINISTRATOR),
  allow(ANY, "/admin/price-lists/**", ADMINISTRATOR),
  allow(ANY, "/admin/price-preferences/**", ADMINISTRATOR),
  allow(ANY, "/admin/promotions/**", ADMINISTRATOR),
  allow(ANY, "/admin/campaigns/**", ADMINISTRATOR),
  allow(ANY, "/admin/tax-providers/**", ADMINISTRATOR),
  allow(ANY, "/admin/tax-rates/**", ADMINISTRATOR),
  allow(ANY, "/admin/tax-regions/**", ADMINISTRATOR),
  allow(ANY, "/admin/translations/**", ADMINISTRATOR),
  allow(ANY, "/admin/search-indexes/**", ADMINISTRATOR),
  allow(WRITE, "/admin/layouts/**", ADMINISTRATOR),
  allow(WRITE, "/admin/views/**", ADMINISTRATOR),
  allow(WRITE, "/admin/property-labels/**", ADMINISTRATOR),
  // Uploaded files are public under /static.
  allow(ANY, "/admin/uploads/**", ADMINISTRATOR),
]
