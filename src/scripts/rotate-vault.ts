import type { ExecArgs } from "@medusajs/framework/types"
import { setTimeout as pause } from "node:timers/promises"
import { unitOfWork } from "../lib/unit-of-work"
import { CARD_VAULT_MODULE } from "../modules/card_vault"
import type CardVaultModuleService from "../modules/card_vault/service"

const BATCH = 500
/** A server that has not noticed the new key yet may still seal a card with the old one. */
const LAST_LOOK_MS = 2_500

/** scripts/vault-rotate.mjs reads these lines. */
const say = (text: string): void => {
  process.stdout.write(`rotate-vault: ${text}\n`)
}

/**
 * Wraps everything that older keys seal with the current one, a batch a transaction. Killed at any
 * moment it has lost nothing: started again it goes on with what is left.
 */
export default async function rotateVault({ container }: ExecArgs): Promise<void> {
  const vault: CardVaultModuleService = container.resolve(CARD_VAULT_MODULE)
  const { current, counts } = await vault.countByKey()
  const total = Object.entries(counts).reduce(
    (sum, [key, count]) => sum + (key === current ? 0 : count),
    0
  )
  let done = 0
  const rewrapAll = async (): Promise<void> => {
    for (;;) {
      const wrapped = await unitOfWork(container, (transaction) =>
        vault.rewrapSome(transaction, BATCH)
      )
      if (wrapped === 0) {
        return
      }
      done += wrapped
      say(`${done} of ${Math.max(total, done)} wrapped with ${current}`)
    }
  }
  await rewrapAll()
  await pause(LAST_LOOK_MS)
  await rewrapAll()
  const after = await vault.countByKey()
  say(`Done: ${after.counts[current] ?? 0} stored cards and accounts are sealed with ${current}.`)
  say(`in use ${[...new Set([current, ...Object.keys(after.counts)])].join(" ")}`)
}
