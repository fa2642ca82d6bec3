import { spawn } from "node:child_process"
import path from "node:path"
import { createInterface } from "node:readline"

/** An account that a simulator knows, with what an account of ours at it needs. */
export type SimulatedAccount = {
  processor: string
  key: string
  name: string
  methods: string[]
  base_url: string
  settings: Record<string, string>
  secrets: Record<string, string>
  echeck_approved_when?: "settled" | "accepted"
  fee_rule: {
    percent: string
    fixed: string
    chargeback_fee: string
    currency: string
    refund_returns_fee: boolean
  }
}

/** A supplier that is simulated, with what a supplier of ours at it needs. */
export type SimulatedSupplier = {
  id: string
  provider: string
  name: string
  settings: Record<string, unknown>
  secrets: Record<string, string>
}

/** A parcel as the simulated suppliers have it; one that was handed over twice is there twice. */
export type SuppliedParcel = {
  supplier: string
  number: string
  id: string
  status: string
  tracking: string[]
  lines: { sku: string; quantity: number | string }[]
}

/** A payment as the simulators' own books have it; amounts are decimal strings. */
export type BookEntry = {
  processor: string
  /** The `key` of the simulated account. */
  account: string
  payment_id: string
  reference: string | null
  order_id: string | null
  method: string
  state: string
  currency: string
  captured: string
  refunded: string
  /** Taken back by banks and not given back since. */
  disputed: string
  returned: string
  fee: string
  /** The currency a processor settles in, and so takes its fees in. */
  fee_currency: string
  /** Fees of disputes. */
  dispute_fees: string
  refunds: { id: string; reference: string | null; amount: string; state: string }[]
  /** A test card's first six and last four digits, "" where there is no card. */
  card: string
  created_at: string
}

export type SimulatedCall = {
  at: string
  processor: string
  account: string | null
  purpose: string
  reference: string | null
  fault: string | null
}

type FaultToMake = {
  processor?: string
  account?: string
  purpose?: string
  match?: { reference?: string; order?: string; card?: string }
  fault: string
  times?: number | null
  probability?: number
  delay_ms?: number
}

export type Simulators = {
  urls: Record<
    "stripe" | "paypal" | "nmi" | "btcpay" | "control" | "warehouse" | "sftp" | "suppliers",
    string
  >
  accounts: SimulatedAccount[]
  suppliers: SimulatedSupplier[]
  /** The simulated supplier of this kind; throws when there is none. */
  supplier: (provider: string) => SimulatedSupplier
  /** What the suppliers have, all their parcels. */
  parcels: () => Promise<SuppliedParcel[]>
  /** Asks the address that controls the suppliers: integration-tests/simulators/README.md. */
  atSuppliers: <Result = unknown>(method: string, route: string, body?: unknown) => Promise<Result>
  /** The simulated account of this key; throws when there is none. */
  account: (key: string) => SimulatedAccount
  book: () => Promise<BookEntry[]>
  calls: () => Promise<SimulatedCall[]>
  fault: (fault: FaultToMake) => Promise<unknown>
  clearFaults: () => Promise<unknown>
  /** Makes something happen at a processor by itself: a chargeback, a return, a crypto payment … */
  event: <Result = unknown>(
    processor: string,
    event: string,
    data: Record<string, unknown>
  ) => Promise<Result>
  /** hold, release, reverse, duplicate, drop, early, late, forge */
  callbacks: (mode: string, data?: Record<string, unknown>) => Promise<unknown>
  deliveries: () => Promise<{ processor: string; type: string | null; result: number | string }[]>
  reset: () => Promise<unknown>
  stop: () => Promise<void>
}

const RUN = path.join(__dirname, "..", "simulators", "run.mjs")

type Ready = Pick<Simulators, "urls" | "accounts" | "suppliers">

/**
 * Starts the simulators of all processors on free ports, in a process of their own.
 * `callbacks` is where they send what they tell by themselves; `speed` 60 makes a minute a second.
 */
export const startSimulators = async (
  options: { callbacks?: string; speed?: number; seed?: number; state?: string } = {}
): Promise<Simulators> => {
  const words = Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, String(value)]
  )
  const child = spawn(process.execPath, [RUN, ...words], {
    // The channel ends the simulators when the test run dies without stopping them.
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  })
  const ready = await new Promise<Ready>((resolve, reject) => {
    child.once("error", reject)
    child.once("exit", (code) => reject(new Error(`The simulators ended (${code}).`)))
    if (child.stdout) {
      createInterface({ input: child.stdout }).once("line", (line) => resolve(JSON.parse(line)))
    }
  })

  const askAt = async <Result>(
    address: string,
    method: string,
    route: string,
    body?: unknown
  ): Promise<Result> => {
    const response = await fetch(`${address}${route}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const text = await response.text()
    if (!response.ok) {
      throw new Error(`The simulators refuse ${method} ${route}: ${text}`)
    }
    const result: Result = JSON.parse(text)
    return result
  }

  const control = <Result>(method: string, route: string, body?: unknown): Promise<Result> =>
    askAt<Result>(ready.urls.control, method, route, body)
  const atSuppliers = <Result>(method: string, route: string, body?: unknown): Promise<Result> =>
    askAt<Result>(ready.urls.suppliers, method, route, body)

  return {
    ...ready,
    atSuppliers,
    supplier: (provider) => {
      const found = ready.suppliers.find((supplier) => supplier.provider === provider)
      if (!found) {
        throw new Error(`The simulators have no supplier "${provider}".`)
      }
      return found
    },
    parcels: async () => (await atSuppliers<{ parcels: SuppliedParcel[] }>("GET", "/book")).parcels,
    account: (key) => {
      const found = ready.accounts.find((account) => account.key === key)
      if (!found) {
        throw new Error(`The simulators have no account "${key}".`)
      }
      return found
    },
    book: async () => (await control<{ entries: BookEntry[] }>("GET", "/book")).entries,
    calls: async () => (await control<{ calls: SimulatedCall[] }>("GET", "/calls")).calls,
    fault: (fault) => control("POST", "/faults", fault),
    clearFaults: () => control("POST", "/faults/clear", {}),
    event: (processor, event, data) => control("POST", "/events", { processor, event, ...data }),
    callbacks: (mode, data = {}) => control("POST", `/callbacks/${mode}`, data),
    deliveries: async () =>
      (
        await control<{ deliveries: Awaited<ReturnType<Simulators["deliveries"]>> }>(
          "GET",
          "/callbacks"
        )
      ).deliveries,
    reset: () => control("POST", "/reset", {}),
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve())
        child.kill("SIGTERM")
      }),
  }
}
