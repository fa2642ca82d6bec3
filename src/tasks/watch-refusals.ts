import type { MedusaContainer } from "@medusajs/framework/types"
import { watchRefusals } from "../workflows/intake/watch-refusals"

/** Puts orders that the shops' doors have refused before a person, and settles what has healed. */
export const watchRefusalsTask = async (
  _payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  await watchRefusals(container)
}
