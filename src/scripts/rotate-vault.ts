import type { ExecArgs } from "@medusajs/framework/types"
import { setTimeout as pause } from "node:timers/promises"
import { unitOfWork } from "../lib/unit-of-work"
import { CARD_VAULT_MODULE } from "../modules/card_vault"
import type CardVaultModuleService from "../modules/card_vault/service"
import type { VaultStep } from "../modules/card_vault/service"

/** A server that has not noticed the new key yet may still seal a card with the old one. */
const LAST_LOOK_MS = 2_500

const TELL_EVERY_MS = 1_000

/** Ids of broken rows that are named; the count says how many there are. */
const NAMED = 5

/** scripts/vault-rotate.mjs reads these lines. */
const say = (text: string): void => {
  process.stdout.write(`rotate-vault: ${text}\n`)
}

type Walk = { done: number; broken: string[] }

/** Takes steps until there are none left, and says now and then how far it is. */
const walk = async (
  step: (after: string) => Promise<VaultStep>,
  tell: (done: number) => string
): Promise<Walk> => {
  const walked: Walk = { done: 0, broken: [] }
  let next: string | null = ""
  let told = 0
  while (next !== null) {
    const taken: VaultStep = await step(next)
    walked.done += taken.done
    walked.broken.push(...taken.broken)
    next = taken.next
    if (taken.done > 0 && Date.now() - told >= TELL_EVERY_MS) {
      say(tell(walked.done))
      told = Date.now()
    }
  }
  return walked
}

const nameSome = (ids: string[]): string =>
  ids.slice(0, NAMED).join(", ") + (ids.length > NAMED ? ", …" : "")

/**
 * Wraps everything that older keys seal with the current one, a batch a transaction. Killed at any
 * moment it has lost nothing: started again it goes on with what is left. With the word `verify` it
 * opens everything afterwards and compares it with its fingerprint.
 *
 * @throws Error when something cannot be wrapped or opened
 */
export default async function rotateVault({ container, args }: ExecArgs): Promise<void> {
  const batch = Number(args[0])
  const vault: CardVaultModuleService = container.resolve(CARD_VAULT_MODULE)
  const { current, counts } = await vault.countByKey()
  const total = Object.entries(counts).reduce(
    (sum, [key, count]) => sum + (key === current ? 0 : count),
    0
  )
  let before = 0
  const rewrapAll = async (): Promise<Walk> => {
    const walked = await walk(
      (after) =>
        unitOfWork(container, (transaction) => vault.rewrapSome(transaction, after, batch)),
      (done) => `${before + done} of ${Math.max(total, before + done)} wrapped with ${current}`
    )
    before += walked.done
    return walked
  }
  const rewrapSecrets = () =>
    unitOfWork(container, (transaction) => vault.rewrapSecrets(transaction))
  await rewrapAll()
  const secretsBefore = await rewrapSecrets()
  // What was sealed with the old key just before the change may only now be committed.
  await pause(LAST_LOOK_MS)
  await vault.waitForOpenTransactions()
  const { broken } = await rewrapAll()
  const secrets = await rewrapSecrets()
  const after = await vault.countByKey()
  const secretCounts = await vault.countSecretsByKey()
  const inUse = [current, ...Object.keys(after.counts), ...Object.keys(secretCounts)]
  say(`in use ${[...new Set(inUse)].join(" ")}`)
  if (broken.length > 0) {
    throw new Error(
      `${before} stored cards and accounts were wrapped, but ${broken.length} cannot be opened with any key of the file: ${nameSome(broken)}`
    )
  }
  if (secrets.broken.length > 0) {
    throw new Error(
      `${secrets.broken.length} secrets of processor accounts cannot be opened with any key of the file: ${nameSome(secrets.broken)}`
    )
  }
  say(
    `Wrapped ${secretsBefore.done + secrets.done} secrets of processor accounts: ${secretCounts[current] ?? 0} are under ${current}.`
  )
  say(`Wrapped ${before}: ${after.counts[current] ?? 0} cards and accounts are under ${current}.`)

  if (args.includes("verify")) {
    const stored = Object.values(after.counts).reduce((sum, count) => sum + count, 0)
    const verified = await walk(
      (from) => vault.verifySome(from, batch),
      (done) => `${done} of ${Math.max(stored, done)} opened and compared`
    )
    if (verified.broken.length > 0) {
      throw new Error(
        `${verified.broken.length} stored cards or accounts do not open, or are not what their fingerprint says: ${nameSome(verified.broken)}`
      )
    }
    const opened = await vault.verifySecrets()
    if (opened.broken.length > 0) {
      throw new Error(
        `${opened.broken.length} secrets of processor accounts do not open: ${nameSome(opened.broken)}`
      )
    }
    say(`Opened ${opened.done} secrets of processor accounts.`)
    say(`Opened ${verified.done}: each is what its fingerprint says.`)
  }
}
