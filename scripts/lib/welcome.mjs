import { readFileSync } from "node:fs"

const exampleOrder = (shop) => ({
  auth: { api_id: shop.api_id, api_key: shop.api_key },
  customer: {
    first_name: "Jürgen",
    last_name: "Großmann",
    email: "juergen.grossmann@example.com",
    phone: "+493023125042",
    ip: "203.0.113.24",
  },
  billing: {
    country: "DE",
    state: "XX",
    city: "Berlin",
    zip: "10245",
    address: "Warschauer Straße 58",
  },
  payment: {
    method: "credit_card",
    cardholder: "JUERGEN GROSSMANN",
    card_number: "4111111111111111",
    card_expire_month: "12",
    card_expire_year: "2030",
    card_cvv: "123",
    cardholder_birthday: "04-17-1984",
  },
  options: {
    delivery_id: 1,
    insurance: 1,
    currency: shop.currency,
    locale: "de-DE",
    shop_domain: shop.domain,
    // Closes the quotes for a moment: every paste is a new order.
    shop_order_id: "TRY-'$(date +%s)'",
  },
  products: [
    {
      id: 64764,
      sku: "0EK345",
      name: "VITAMIN B",
      option: "20 mg",
      option_value: "30 pills",
      quantity: 2,
      price: 20,
      url: `https://${shop.domain}/product/vitamin-b`,
    },
  ],
})

/** What a person needs after a start: where it is, how to get in, how to make the first order. */
export const welcome = ({ url, demoFile, serverLog, dataFolder }) => {
  const lines = ["", `  Staff pages   ${url}/app`, `  API           ${url}`, ""]
  if (demoFile) {
    const { staff, shops } = JSON.parse(readFileSync(demoFile, "utf8"))
    const width = Math.max(0, ...staff.map(({ email }) => email.length))
    for (const { role, email, password } of staff) {
      lines.push(`  ${role.padEnd(13)} ${email.padEnd(width)}   ${password}`)
    }
    lines.push("")
    if (shops.length > 0) {
      lines.push(
        "  An order from a shop: paste this into another terminal, then look at the Orders page.",
        "",
        `curl -sS ${url}/create_order.php -H 'content-type: application/json' -d '${JSON.stringify(exampleOrder(shops[0]))}'`,
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
