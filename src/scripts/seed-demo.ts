import { createHash, randomInt } from "node:crypto"
import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises"
import path from "node:path"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { readMark, writeMark } from "../lib/installation-marks"
import { unitOfWork } from "../lib/unit-of-work"
import { MAIL_MODULE } from "../modules/mail"
import type MailModuleService from "../modules/mail/service"
import { SHOP_MODULE } from "../modules/shop"
import type ShopModuleService from "../modules/shop/service"
import { STAFF_MODULE } from "../modules/staff"
import type StaffModuleService from "../modules/staff/service"
import type { StaffRole } from "../modules/staff/types"
import { createShopWorkflow } from "../workflows/shop/workflows/create-shop"
import { revokeShopCredentialWorkflow } from "../workflows/shop/workflows/revoke-shop-credential"
import { rotateShopCredentialWorkflow } from "../workflows/shop/workflows/rotate-shop-credential"
import { createStaffMemberWorkflow } from "../workflows/staff/workflows/create-staff-member"
import { setStaffPasswordWorkflow } from "../workflows/staff/workflows/set-staff-password"
import { seedDemoProcessors } from "./seed-demo-processors"
import { seedDemoSuppliers } from "./seed-demo-suppliers"

/** What tools and tests need to know about a demo: `.data/demo.json`, readable by its owner alone. */
export type DemoFacts = {
  url: string
  database_url: string
  staff: { role: StaffRole; email: string; password: string }[]
  shops: {
    name: string
    domain: string
    currency: string
    api_id: string
    api_key: string
    publishable_key: string
  }[]
  /** Where the letters that the mail catcher has kept are read; absent where letters really go out. */
  mail?: { url: string }
}

type DemoPerson = { role: StaffRole; email: string; first_name: string; last_name: string }
type DemoShop = { name: string; domain: string; currency: string; language: string }

const DEMO_STAFF: DemoPerson[] = [
  { role: "administrator", email: "admin@t3crm.example", first_name: "Ada", last_name: "Admin" },
  { role: "manager", email: "manager@t3crm.example", first_name: "Max", last_name: "Manager" },
  { role: "operator", email: "operator@t3crm.example", first_name: "Olga", last_name: "Operator" },
]

const DEMO_SHOPS: DemoShop[] = [
  { name: "Vita Herb", domain: "vitaherb.example", currency: "EUR", language: "en" },
  {
    name: "Green Leaf Supplements",
    domain: "greenleaf-supplements.example",
    currency: "GBP",
    language: "en",
  },
]

/** Says which demo file belongs to a database: the digest of its logins. */
const MARK = "demo_logins"

/** Without letters and digits that look alike. */
const PASSWORD_LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
const PASSWORD_LENGTH = 16

const newPassword = (): string =>
  Array.from({ length: PASSWORD_LENGTH }, () =>
    PASSWORD_LETTERS.charAt(randomInt(PASSWORD_LETTERS.length))
  ).join("")

type Logins = Pick<DemoFacts, "staff" | "shops">

const digestOf = ({ staff, shops }: Logins): string =>
  createHash("sha256")
    .update(JSON.stringify([staff, shops]))
    .digest("hex")

/** The logins of the file when they are this database's, otherwise undefined. */
const readLogins = async (file: string, mark: string | undefined): Promise<Logins | undefined> => {
  try {
    const { staff, shops }: DemoFacts = JSON.parse(await readFile(file, "utf8"))
    return mark === digestOf({ staff, shops }) ? { staff, shops } : undefined
  } catch {
    // No file, or half a file: its logins are lost and made anew.
    return undefined
  }
}

const writePrivately = async (file: string, facts: DemoFacts): Promise<void> => {
  await mkdir(path.dirname(file), { recursive: true })
  const draft = `${file}.new`
  await writeFile(draft, `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600 })
  await chmod(draft, 0o600)
  await rename(draft, file)
}

/** Creates the person, or gives the existing one a new password. */
const welcomePerson = async (
  container: MedusaContainer,
  { role, email, first_name, last_name }: DemoPerson
): Promise<DemoFacts["staff"][number]> => {
  const password = newPassword()
  const [user] = await container.resolve(Modules.USER).listUsers({ email })
  const staff: StaffModuleService = container.resolve(STAFF_MODULE)
  const member = user && (await staff.listMembers()).find(({ user_id }) => user_id === user.id)
  if (member) {
    await setStaffPasswordWorkflow(container).run({ input: { id: member.id, password } })
  } else {
    await createStaffMemberWorkflow(container).run({
      input: { email, password, role, first_name, last_name },
    })
  }
  return { role, email, password }
}

/** Creates the shop, or gives the existing one a new key. */
const welcomeShop = async (
  container: MedusaContainer,
  { name, domain, currency, language }: DemoShop
): Promise<DemoFacts["shops"][number]> => {
  const shops: ShopModuleService = container.resolve(SHOP_MODULE)
  const existing = (await shops.listShopViews()).find(({ domains }) => domains.includes(domain))
  if (existing) {
    // A shop has two live keys at most: the older makes room.
    const live = existing.credentials
      .filter(({ revoked_at }) => revoked_at === null)
      .sort((one, other) => one.created_at.localeCompare(other.created_at))
    if (live.length > 1) {
      await revokeShopCredentialWorkflow(container).run({
        input: { shop_id: existing.id, credential_id: live[0].id },
      })
    }
    const { result } = await rotateShopCredentialWorkflow(container).run({
      input: { shop_id: existing.id },
    })
    const { api_id, api_key } = result
    return { name, domain, currency, api_id, api_key, publishable_key: existing.publishable_key }
  }
  const { result } = await createShopWorkflow(container).run({
    input: { name, domains: [domain], default_currency: currency, default_language: language },
  })
  const { shop, credential } = result
  const { rules }: MailModuleService = container.resolve(MAIL_MODULE)
  const sender = { from_name: null, from_address: null, reply_to: `help@${domain}` }
  await unitOfWork(container, (transaction) =>
    rules.saveShop(
      transaction,
      { shop_id: shop.id, ...sender, account_id: null, payment_reminder_hours: null },
      null
    )
  )
  const { api_id, api_key } = credential
  return { name, domain, currency, api_id, api_key, publishable_key: shop.publishable_key }
}

type SeedOptions = {
  file: string
  url: string
  databaseUrl: string
  /** What the simulators have printed; without it nobody can be charged, and nobody ships. */
  simulatorsFile: string | undefined
  /** Where the demo's mail catcher is read. */
  mailCatcherUrl: string | undefined
}

/**
 * Seeds the demo: shops and people, whose logins are kept in a file, and accounts and
 * suppliers at the simulators.
 * Where the file is this database's, only addresses are brought up to date. Where it is lost, or
 * another database's, existing shops get new keys and existing people new passwords.
 */
export const seedDemo = async (
  container: MedusaContainer,
  { simulatorsFile, ...options }: SeedOptions
): Promise<void> => {
  await seedLogins(container, options)
  if (simulatorsFile) {
    await seedDemoProcessors(container, simulatorsFile)
    await seedDemoSuppliers(container, simulatorsFile)
  }
}

const seedLogins = async (
  container: MedusaContainer,
  { file, url, databaseUrl, mailCatcherUrl }: Omit<SeedOptions, "simulatorsFile">
): Promise<void> => {
  const mail = mailCatcherUrl ? { mail: { url: mailCatcherUrl } } : {}
  const known = await readLogins(file, await readMark(container, MARK))
  if (known) {
    await writePrivately(file, { url, database_url: databaseUrl, ...known, ...mail })
    return
  }
  const logins: Logins = { staff: [], shops: [] }
  for (const person of DEMO_STAFF) {
    logins.staff.push(await welcomePerson(container, person))
  }
  for (const shop of DEMO_SHOPS) {
    logins.shops.push(await welcomeShop(container, shop))
  }
  await writePrivately(file, { url, database_url: databaseUrl, ...logins, ...mail })
  await writeMark(container, MARK, digestOf(logins))
}
