/**
 * Medusa's dashboard names itself in the title of every page, has pages for invitations and for
 * forgotten passwords, which this product does not offer, and loads and shows its own tables of orders and customers
 * until the layout that hides it has arrived. None of that can be changed by an extension, so it is
 * changed while the dashboard is built. A build with another dashboard, in which one of these
 * places is not found, fails instead of quietly showing Medusa's name again.
 */
const REPLACEMENTS: readonly { text: string; by: string }[] = [
  { text: 'var DEFAULT_TITLE = "Medusa"', by: 'var DEFAULT_TITLE = "T3 CRM"' },
  { text: "return `${pageTitle} - Medusa`", by: "return `${pageTitle} - T3 CRM`" },
  { text: 'path: "/reset-password",', by: 'path: "/closed/reset-password",' },
  { text: 'path: "/invite",', by: 'path: "/closed/invite",' },
  {
    text: "isViewConfigEnabled ? /* @__PURE__ */ jsx3(ConfigurableOrderListTable, {}) : /* @__PURE__ */ jsx3(OrderListTable, {})",
    by: "null",
  },
  {
    text: "isViewConfigEnabled ? /* @__PURE__ */ jsx5(ConfigurableCustomerListTable, {}) : /* @__PURE__ */ jsx5(CustomerListTable, {})",
    by: "null",
  },
]

const ICON =
  "data:image/svg+xml," +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><rect width="48" height="48" rx="12" fill="#047857"/>' +
      '<path d="M10 15h15v4.6h-5.1V34h-4.8V19.6H10z" fill="#fff"/>' +
      '<path d="M26.6 15H38v3.9l-4.4 4.4c3 .6 5 2.7 5 5.5 0 3.5-2.8 5.8-6.7 5.8-2.4 0-4.6-.8-6.1-2.2l2.3-3.5c1 .9 2.2 1.4 3.4 1.4 1.4 0 2.3-.6 2.3-1.7s-1-1.7-2.8-1.7h-1.9v-3.4l3.3-4.1h-5.8z" fill="#fff"/></svg>'
  )

type BuildPlugin = {
  name: string
  apply: "build"
  transform: (code: string, id: string) => string | undefined
  buildEnd: (error?: Error) => void
  transformIndexHtml: (html: string) => string
}

/** The plug-in for Vite that puts this product's name where Medusa's dashboard has its own. */
export const adminBranding = (): BuildPlugin => {
  const missing = new Set(REPLACEMENTS.map(({ text }) => text))
  return {
    name: "t3-crm-branding",
    apply: "build",
    transform: (code, id) => {
      if (!id.includes("@medusajs/dashboard/")) {
        return undefined
      }
      const found = REPLACEMENTS.filter(({ text }) => code.includes(text))
      found.forEach(({ text }) => missing.delete(text))
      return found.length > 0
        ? found.reduce((result, { text, by }) => result.replaceAll(text, by), code)
        : undefined
    },
    buildEnd: (error) => {
      if (!error && missing.size > 0) {
        throw new Error(`The dashboard has changed; not found in it: ${[...missing].join(" | ")}`)
      }
    },
    transformIndexHtml: (html) =>
      html
        .replace("<html>", '<html lang="en">')
        .replace(
          /<link rel="icon"[^>]*>/,
          `<title>T3 CRM</title><link rel="icon" href="${ICON}" />`
        ),
  }
}
