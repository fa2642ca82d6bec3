import type { CustomerSort, CustomerStatus } from "../types/customers"
import { CUSTOMER_SORTS, CUSTOMER_STATUSES } from "../types/customers"

/** What a person has asked the list for; the address of the page says the same. */
export type CustomerQuery = {
  q: string
  status: CustomerStatus | ""
  /** Days, `YYYY-MM-DD`; both ends included. */
  from: string
  to: string
  sort: CustomerSort
  descending: boolean
  /** The place after which the page begins. */
  after: string
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const readDay = (value: string | null): string => (value && DAY.test(value) ? value : "")

const FIRST_SORT = "-joined_at"

const orderOf = ({ sort, descending }: CustomerQuery): string => `${descending ? "-" : ""}${sort}`

/** An address typed by hand may hold anything: what makes no sense counts as not given. */
export const readCustomerQuery = (search: URLSearchParams): CustomerQuery => {
  const order = search.get("order") ?? FIRST_SORT
  const sort = CUSTOMER_SORTS.find((one) => one === order.replace("-", ""))
  return {
    q: search.get("q") ?? "",
    status: CUSTOMER_STATUSES.find((one) => one === search.get("status")) ?? "",
    from: readDay(search.get("from")),
    to: readDay(search.get("to")),
    sort: sort ?? "joined_at",
    descending: sort ? order.startsWith("-") : true,
    after: search.get("after") ?? "",
  }
}

/** What the list of the server is asked by. */
export const customerParametersOf = (query: CustomerQuery) => ({
  ...customerConditionsOf(query),
  order: orderOf(query),
  after: query.after,
})

/** The same without order and place: for the file. */
export const customerConditionsOf = ({ q, status, from, to }: CustomerQuery) => ({
  ...{ q, status, from, to },
})

/** The shortest address that means the same: defaults are left out. */
export const writeCustomerQuery = (query: CustomerQuery): URLSearchParams => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(customerParametersOf(query))) {
    if (value && !(name === "order" && value === FIRST_SORT)) {
      search.set(name, value)
    }
  }
  return search
}

export const isNarrowedCustomers = ({ q, status, from, to }: CustomerQuery): boolean =>
  Boolean(q || status || from || to)

/** A column's head turns its own order round; another column begins with the largest. */
export const sortedBy = (
  { sort, descending }: Pick<CustomerQuery, "sort" | "descending">,
  column: CustomerSort
): Pick<CustomerQuery, "sort" | "descending"> => ({
  sort: column,
  descending: sort === column ? !descending : column !== "name",
})
