import { simpleParser } from "mailparser"
import {
  createCsvEmail,
  type LetterBox,
} from "../../../src/providers/fulfillment/csv_email/supplier"
import { SUPPLIERS } from "../../../src/providers/fulfillment/registry"
import type { Supplier, SupplierAccess } from "../../../src/providers/fulfillment/supplier"
import { SmtpPool } from "../../../src/providers/notification/smtp/client"
import { readSmtpUrl } from "../../../src/providers/notification/smtp/smtp-url"
import { freePort, startMailCatcher, type MailCatcher, type Simulators } from "../../harness"
import { eventually, type Seen, type Traits, type World } from "./world"

/** Every kind of supplier there is; a new one is added here and has to pass. */
export type SupplierSubject = {
  name: string
  traits: Traits
  prepare: (simulators: Simulators) => Promise<World>
}

const accessOf = (simulators: Simulators, provider: string): SupplierAccess => {
  const { id, name, settings, secrets } = simulators.supplier(provider)
  return { id, name, settings, secrets }
}

const withSettings = (
  access: SupplierAccess,
  settings: Record<string, unknown>
): SupplierAccess => ({ ...access, settings: { ...access.settings, ...settings } })

const withWrongSecrets = (access: SupplierAccess): SupplierAccess => ({
  ...access,
  secrets: Object.fromEntries(
    Object.keys(access.secrets).map((name) => [name, "wrong-secret-of-the-test"])
  ),
})

/** In the books of the simulated suppliers; files are taken a moment after they have come. */
const seenInBook =
  (simulators: Simulators, supplier: string, waits: boolean) =>
  async (number: string): Promise<Seen> => {
    const read = async () =>
      (await simulators.parcels()).filter(
        (parcel) => parcel.supplier === supplier && parcel.number === number
      )
    const found = waits ? await eventually(read, (parcels) => parcels.length > 0) : await read()
    const pieces = found
      .flatMap(({ lines }) => lines)
      .reduce((sum, { quantity }) => sum + Number(quantity), 0)
    return { times: found.length, pieces }
  }

const common = { simulators: {}, exchanges: [], stop: async () => undefined } as const

const prepareRest = async (simulators: Simulators, settings = {}): Promise<World> => {
  const access = withSettings(accessOf(simulators, "rest"), { timeout_seconds: 2, ...settings })
  const fault = (name: string) => () =>
    simulators.atSuppliers("POST", "/faults", { supplier: "rest", fault: name, delay_ms: 3_000 })
  return {
    ...common,
    simulators,
    exchanges: [],
    supplier: SUPPLIERS.rest,
    access,
    seen: seenInBook(simulators, "rest", false),
    away: withSettings(access, { base_url: `http://127.0.0.1:${await freePort()}` }),
    wrong: withWrongSecrets(access),
    breakBefore: fault("reset_before"),
    breakAfter: fault("hang_after_charging"),
  }
}

const prepareSftp = async (simulators: Simulators): Promise<World> => {
  const access = accessOf(simulators, "csv_sftp")
  const fault = (name: string) => () =>
    simulators.atSuppliers("POST", "/faults", { supplier: "csv_sftp", fault: name })
  return {
    ...common,
    simulators,
    exchanges: [],
    supplier: SUPPLIERS.csv_sftp,
    access,
    seen: seenInBook(simulators, "csv_sftp", true),
    away: withSettings(access, { port: await freePort() }),
    wrong: withWrongSecrets(access),
    breakBefore: fault("cut_in_write"),
    breakAfter: fault("cut_after_rename"),
  }
}

/** Letters as the application sends them, without its accounts. */
const letterBoxAt = (smtpUrl: string): LetterBox => {
  const pool = () => new SmtpPool(readSmtpUrl(smtpUrl), 0.05)
  return {
    send: async ({ message_id, at, to, reply_to, subject, text, attachment }) => {
      const { outcome, answer } = await pool().send({
        internet_message_id: `${message_id}@t3crm.example`,
        at,
        from_address: "orders@t3crm.example",
        to_address: to,
        ...{ reply_to, subject, text, html: "", headers: {}, attachments: [attachment] },
      })
      return {
        outcome: outcome === "sent" || outcome === "unclear" ? outcome : "not_sent",
        words: answer,
      }
    },
    check: async () => {
      const words = await pool().check()
      return { ok: words === null, words: words ?? "The server lets us in." }
    },
  }
}

/** Letters are one when they have the same Message-ID: that is how a mailbox knows them. */
const seenInLetters =
  (catcher: MailCatcher) =>
  async (number: string): Promise<Seen> => {
    const files = new Map<string, string>()
    for (const { id, message_id } of await catcher.messages({ limit: 200 })) {
      const { attachments } = await simpleParser((await catcher.letter(id)).raw)
      files.set(message_id, attachments.map(({ content }) => content.toString("utf8")).join())
    }
    const rows = [...files.values()]
      .flatMap((text) => text.split("\r\n"))
      .filter((row) => row.startsWith(`${number};`))
    const times = [...files.values()].filter((text) => text.includes(`${number};`)).length
    return { times, pieces: rows.reduce((sum, row) => sum + Number(row.split(";")[5]), 0) }
  }

/** A supplier by e-mail whose letters go to another server in one of its accesses. */
const emailSupplier = (smtpUrl: string, awayUrl: string): Supplier => {
  const here = createCsvEmail(letterBoxAt(smtpUrl))
  const away = createCsvEmail(letterBoxAt(awayUrl))
  const chosen = ({ id }: SupplierAccess): Supplier => (id === "away" ? away : here)
  return {
    ...here,
    handOver: (access, batch) => chosen(access).handOver(access, batch),
    check: async (access) =>
      (await chosen(access).check?.(access)) ?? { ok: false, words: "no check" },
  }
}

const prepareEmail = async (simulators: Simulators): Promise<World> => {
  const catcher = await startMailCatcher()
  const access = accessOf(simulators, "csv_email")
  return {
    ...common,
    simulators,
    exchanges: [],
    supplier: emailSupplier(catcher.smtpUrl, `smtp://127.0.0.1:${await freePort()}`),
    access,
    seen: seenInLetters(catcher),
    away: { ...access, id: "away" },
    wrong: null,
    breakBefore: () => catcher.fault("cut_in_data", { times: 1 }),
    breakAfter: () => catcher.fault("cut_after_data", { times: 1 }),
    stop: () => catcher.stop(),
  }
}

const prepareManual = async (simulators: Simulators): Promise<World> => ({
  ...common,
  simulators,
  exchanges: [],
  supplier: SUPPLIERS.manual,
  access: accessOf(simulators, "manual"),
  seen: async () => ({ times: 1, pieces: 3 }),
  away: null,
  wrong: null,
  breakBefore: null,
  breakAfter: null,
})

const REST: Traits = { supplier: SUPPLIERS.rest, reached: true, secrets: true, refuses: true }

export const SUBJECTS: readonly SupplierSubject[] = [
  {
    name: "REST, many parcels in a request",
    traits: REST,
    prepare: (simulators) => prepareRest(simulators),
  },
  {
    name: "REST, one parcel in a request",
    traits: REST,
    prepare: (simulators) => prepareRest(simulators, { batch_path: "" }),
  },
  {
    name: "CSV over SFTP",
    traits: { supplier: SUPPLIERS.csv_sftp, reached: true, secrets: true, refuses: false },
    prepare: prepareSftp,
  },
  {
    name: "CSV by e-mail",
    traits: { supplier: SUPPLIERS.csv_email, reached: true, secrets: false, refuses: false },
    prepare: prepareEmail,
  },
  {
    name: "by hand",
    traits: { supplier: SUPPLIERS.manual, reached: false, secrets: false, refuses: false },
    prepare: prepareManual,
  },
]
