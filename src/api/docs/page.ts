import { cardOrder } from "./examples"

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

/** A first order that can be pasted into a terminal: five lines. */
const firstOrder = [
  "curl http://localhost:9000/store/crm/orders \\",
  "  -H 'x-publishable-api-key: YOUR_PUBLISHABLE_KEY' \\",
  "  -u YOUR_API_ID:YOUR_API_KEY \\",
  "  -H 'Content-Type: application/json' \\",
  `  -d '${JSON.stringify(cardOrder)}'`,
].join("\n")

/** The readable page: an introduction, and the document shown by Swagger UI, all served from here. */
export const docsPage = (): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>T3 CRM for shops</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
    <link rel="stylesheet" href="/docs/docs.css" />
  </head>
  <body>
    <header class="intro">
      <h1>T3 CRM for shops</h1>
      <p>
        Your shop hands an order over with one call and reads it back with another. You need three
        things from us: the shop's <code>api_id</code>, its <code>api_key</code> and its publishable
        key. They are shown when the shop is created.
      </p>
      <h2>Your first order</h2>
      <pre tabindex="0"><code>${escapeHtml(firstOrder)}</code></pre>
      <p>
        The answer carries the order's <code>id</code>, its <code>status</code> and what the customer
        pays. Put <code>?dry_run=true</code> behind the address to only check an order. If something
        is wrong, the answer names every field that is. The whole contract is below, and for machines
        at <a href="/docs/openapi.json">/docs/openapi.json</a>.
      </p>
      <ul>
        <li>Sending the same order again is safe: it is charged once and answers the same id.</li>
        <li>Numbers may be sent as text. An optional field may be absent, null or empty.</li>
        <li>Fields that are not in the contract are refused, so that a typing mistake is seen.</li>
        <li>Send card data only where the contract names it: a card number anywhere else is refused.</li>
      </ul>
    </header>
    <main id="contract"><noscript>The contract is at /docs/openapi.json.</noscript></main>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/docs.js"></script>
  </body>
</html>
`

export const docsStyle = `
body { margin: 0; background: #fff; color: #1b1f24; font: 16px/1.55 system-ui, sans-serif; }
.intro { max-width: 860px; margin: 0 auto; padding: 40px 20px 8px; }
.intro h1 { font-size: 32px; line-height: 1.2; margin: 0 0 12px; }
.intro h2 { font-size: 20px; margin: 28px 0 8px; }
.intro pre { background: #f4f5f7; border: 1px solid #d9dce1; border-radius: 8px; margin: 0; overflow-x: auto; padding: 14px 16px; }
.intro code { font: 13.5px/1.6 ui-monospace, SFMono-Regular, Menlo, monospace; }
.intro a { color: #0b57d0; }
#contract { max-width: 900px; margin: 0 auto; }
.swagger-ui .info, .swagger-ui .scheme-container { display: none; }
.swagger-ui .wrapper { padding: 0 20px; }
`

export const docsScript = `
SwaggerUIBundle({
  url: "/docs/openapi.json",
  dom_id: "#contract",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  defaultModelRendering: "example",
  supportedSubmitMethods: [],
  validatorUrl: null
});
`
