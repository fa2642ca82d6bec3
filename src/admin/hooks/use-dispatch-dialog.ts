import { useCallback } from "react"
import { useSearchParams } from "react-router-dom"

/** What needs more than a press: asked for in a dialog of its own. */
const DIALOGS = ["send_to_shipper", "add_tracking", "reship"] as const
export type DispatchDialogName = (typeof DIALOGS)[number]

/** The same as of the dialogs about the payment: one dialog is open at a time. */
const NAME = "do"
const PARCEL = "parcel"

/** The address of an order's card with a dialog about its parcels open. */
export const withDispatchDialog = (
  path: string,
  name: DispatchDialogName,
  shipmentId?: string | null
): string => {
  const search = new URLSearchParams({ [NAME]: name })
  if (shipmentId) {
    search.set(PARCEL, shipmentId)
  }
  return `${path}?${search.toString()}`
}

/** Which dialog about the parcels is open, and about which parcel. The address of the page says it. */
export const useDispatchDialog = () => {
  const [search, setSearch] = useSearchParams()
  const wanted = search.get(NAME)
  const open = DIALOGS.find((name) => name === wanted) ?? null

  const ask = useCallback(
    (name: DispatchDialogName | null, shipmentId?: string) =>
      setSearch(
        (before) => {
          const after = new URLSearchParams(before)
          after.delete(NAME)
          after.delete(PARCEL)
          if (name) {
            after.set(NAME, name)
          }
          if (shipmentId) {
            after.set(PARCEL, shipmentId)
          }
          return after
        },
        { replace: true }
      ),
    [setSearch]
  )
  return { open, shipmentId: open && search.get(PARCEL), ask }
}
