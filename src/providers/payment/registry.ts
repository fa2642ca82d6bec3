import { notFound } from "../../lib/problem"
import type { Processor } from "./processor"

/** Every processor there is, by its name. */
export const PROCESSORS: Readonly<Record<string, Processor>> = {}

/** The processor of an account. @throws Problem 404 */
export const processorOf = (name: string): Processor => {
  const processor = Object.hasOwn(PROCESSORS, name) ? PROCESSORS[name] : undefined
  if (!processor) {
    throw notFound("processor")
  }
  return processor
}
