/** What can be opened on a customer's page; its address says which. */
export const CUSTOMER_DIALOGS = ["edit", "block", "unblock", "erase"] as const
export type CustomerDialog = (typeof CUSTOMER_DIALOGS)[number]

export const DIALOG = "dialog"

export const customerPath = (id: string, dialog?: CustomerDialog): string =>
  `/customers/${encodeURIComponent(id)}/card${dialog ? `?${DIALOG}=${dialog}` : ""}`
