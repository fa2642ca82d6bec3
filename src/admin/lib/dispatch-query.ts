import type { DispatchTab } from "../types/dispatch"
import { DISPATCH_TABS } from "../types/dispatch"

/** What a person has asked the list of parcels for; the address of the page says the same. */
export type DispatchQuery = { tab: DispatchTab; supplier_id: string; offset: number }

/** An address typed by hand may hold anything: what makes no sense counts as not given. */
export const readDispatchQuery = (search: URLSearchParams): DispatchQuery => {
  const offset = Number(search.get("offset"))
  return {
    tab: DISPATCH_TABS.find((tab) => tab === search.get("tab")) ?? "to_send",
    supplier_id: search.get("supplier_id") ?? "",
    offset: Number.isInteger(offset) && offset > 0 ? offset : 0,
  }
}

/** The shortest address that means the same: defaults are left out. */
export const writeDispatchQuery = ({
  tab,
  supplier_id,
  offset,
}: DispatchQuery): URLSearchParams => {
  const search = new URLSearchParams()
  if (tab !== "to_send") {
    search.set("tab", tab)
  }
  if (supplier_id) {
    search.set("supplier_id", supplier_id)
  }
  if (offset > 0) {
    search.set("offset", String(offset))
  }
  return search
}
