import { readFileSync } from "node:fs"
import { exampleOrder } from "./example-order.mjs"

/** What a person needs after a start: where it is, how to get in, how to make the first order. */
export const welcome = (facts) => {
  const { url, demoFile, simulators, mailCatcher, trackingService, serverLog, dataFolder } = facts
  const lines = ["", `  Staff pages   ${url}/app`, `  API           ${url}`, ""]
  if (demoFile) {
    const { staff, shops } = JSON.parse(readFileSync(demoFile, "utf8"))
    const width = Math.max(0, ...staff.map(({ email }) => email.length))
    for (const { role, email, password } of staff) {
      lines.push(`  ${role.padEnd(13)} ${email.padEnd(width)}   ${password}`)
    }
    lines.push("")
    if (simulators) {
      lines.push(
        "  SIMULATORS stand in for processors and suppliers: no money moves and nothing is sent.",
        `  Stripe ${simulators.stripe}, NMI ${simulators.nmi}, PayPal ${simulators.paypal},`,
        `  BTCPay Server ${simulators.btcpay}; to make things go wrong ${simulators.control}`,
        `  Suppliers: a warehouse ${simulators.warehouse}, a depot ${simulators.sftp},`,
        `  one by e-mail and one by hand; to make things go wrong ${simulators.suppliers}`,
        ""
      )
    }
    if (mailCatcher) {
      lines.push(
        "  A MAIL CATCHER takes every letter and delivers none: read them on the staff page",
        `  Mail › Caught mail, or at ${mailCatcher}/messages; SMTP_URL names a real server.`,
        ""
      )
    }
    if (trackingService) {
      lines.push(
        "  A TRACKING SERVICE stands in for the carriers: a parcel with a tracking number travels one",
        `  step a minute until it is delivered; to make it do other things ${trackingService}/control.`,
        ""
      )
    }
    if (shops.length > 0) {
      // The quotes close for a moment: every paste is a new order.
      const order = exampleOrder(shops[0], { shopOrderId: "TRY-'$(date +%s)'" })
      lines.push(
        "  An order from a shop: paste this into another terminal, then look at the Orders page.",
        "",
        `curl -sS ${url}/create_order.php -H 'content-type: application/json' -d '${JSON.stringify(order)}'`,
        ""
      )
    }
    lines.push(`  All logins and shop keys: ${demoFile}`)
  } else {
    lines.push("  The first administrator: npm run create-admin -- --email you@example.com")
  }
  lines.push(
    `  Server's log: ${serverLog}`,
    `  Keep copies of secrets.json and vault-keys there: without them stored cards cannot be opened.`,
    "  Ctrl-C stops everything.",
    ""
  )
  return `${lines.join("\n")}\n`
}
