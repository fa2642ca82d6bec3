import type { StaffRole } from "./types"

/**
 * What each role sees of Medusa's shell. Presentation only: the lock is permissions.ts. `shown` is in
 * the order of the menu; everything in `hidden` is left out; what is in neither comes first.
 */
type ZoneLayout = {
  shown: readonly string[]
  hidden: readonly string[]
  /** Entries that stand in another section than where Medusa puts them. */
  section?: Readonly<Record<string, string>>
}

const navigation = (path: string): string => `core:nav:${path}`

const DASHBOARD = navigation("/dashboard")
const ORDERS = navigation("/orders")
const CUSTOMERS = navigation("/customers")
const SHOPS = navigation("/shops")
const HEALTH = navigation("/health")
const ATTENTION = navigation("/attention")
const PAYMENTS = navigation("/payments")
/** In the order in which they are needed; by themselves they would stand by the length of their paths. */
const PAYMENT_PAGES = ["balance", "processors", "routing", "callbacks"].map(
  (page) => `nav-child:/payments:/payments/${page}`
)
const MAIL = navigation("/mail")
const MAIL_PAGES = ["messages", "templates", "refills", "settings"].map(
  (page) => `nav-child:/mail:/mail/${page}`
)
const DISPATCH = navigation("/dispatch")
const DISPATCH_PAGES = ["parcels", "tracking", "suppliers", "catalogue", "callbacks"].map(
  (page) => `nav-child:/dispatch:/dispatch/${page}`
)

/** Menu entries of a store that takes its orders itself: here the shops keep catalogue and prices. */
const NOT_OURS = ["/products", "/inventory", "/promotions", "/price-lists", "/draft-orders"].map(
  navigation
)

const settings = (path: string): string => `core:settings-nav:/settings/${path}`

/** Settings whose routes nobody may write (permissions.ts), or which have a page of ours. */
const CLOSED_SETTINGS = ["users", "publishable-api-keys", "secret-api-keys", "workflows"].map(
  settings
)

const ADMINISTRATORS_SETTINGS = [
  "store",
  "staff",
  "regions",
  "tax-regions",
  "return-reasons",
  "refund-reasons",
  "sales-channels",
  "product-types",
  "product-tags",
  "locations",
  "search",
].map(settings)

const OUR_ORDER_LIST: ZoneLayout = { shown: [], hidden: ["core:OrderListTable"] }

const OUR_CUSTOMER_LIST: ZoneLayout = { shown: [], hidden: ["core:CustomerListTable"] }

/** Zone → layout, for everybody who has no layout of their own: a manager's. */
export const DEFAULT_LAYOUT: Readonly<Record<string, ZoneLayout>> = {
  "order.list": OUR_ORDER_LIST,
  "customer.list": OUR_CUSTOMER_LIST,
  sidebar: {
    shown: [
      DASHBOARD,
      ORDERS,
      ATTENTION,
      DISPATCH,
      ...DISPATCH_PAGES,
      PAYMENTS,
      ...PAYMENT_PAGES,
      MAIL,
      ...MAIL_PAGES,
      CUSTOMERS,
      HEALTH,
      "core:Searchbar",
    ],
    hidden: [...NOT_OURS, SHOPS],
  },
  "settings.sidebar": { shown: [], hidden: [...CLOSED_SETTINGS, ...ADMINISTRATORS_SETTINGS] },
}

/** Zone → layout, where a role's differs from the default. */
export const LAYOUT_OF_ROLE: Readonly<Record<StaffRole, Readonly<Record<string, ZoneLayout>>>> = {
  administrator: {
    sidebar: {
      shown: [
        DASHBOARD,
        ORDERS,
        ATTENTION,
        DISPATCH,
        ...DISPATCH_PAGES,
        PAYMENTS,
        ...PAYMENT_PAGES,
        MAIL,
        ...MAIL_PAGES,
        CUSTOMERS,
        SHOPS,
        HEALTH,
        "core:Searchbar",
      ],
      hidden: NOT_OURS,
    },
    "settings.sidebar": {
      shown: ADMINISTRATORS_SETTINGS,
      hidden: CLOSED_SETTINGS,
      section: { [settings("staff")]: "general" },
    },
  },
  manager: {},
  operator: {
    sidebar: {
      shown: [ORDERS],
      hidden: [
        ...NOT_OURS,
        DASHBOARD,
        SHOPS,
        CUSTOMERS,
        ATTENTION,
        DISPATCH,
        PAYMENTS,
        MAIL,
        HEALTH,
        "core:Searchbar",
      ],
    },
    topbar: { shown: [], hidden: ["core:Notifications"] },
  },
}

/** A zone's layout in the words of Medusa's settings module. */
export const layoutConfigurationOf = (
  layout: ZoneLayout
): { widgets: Record<string, { hidden?: boolean; order?: number; section?: string }> } => ({
  widgets: Object.fromEntries([
    ...layout.shown.map((id, order) => [id, { order, section: layout.section?.[id] }] as const),
    ...layout.hidden.map((id) => [id, { hidden: true }] as const),
  ]),
})
