import type { MedusaContainer } from "@medusajs/framework/types"
import { logger } from "../../lib/logger"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import type DispatchModuleService from "../../modules/dispatch/service"
import type { DueNumber } from "../../modules/dispatch/tracking-numbers"
import { nextPoll, pictureOf, type Picture } from "../../modules/dispatch/tracking-rules"
import { timeScale } from "../../modules/payment_cascade/schedules"
import type { TrackedNumber, TrackingService } from "../../providers/tracking/tracking-service"
import { recordTracking } from "./record-tracking"
import { askedService, trackingAccess } from "./tracking-access"

/** Numbers that are worked on together; the lease is what a crash costs them. */
const CLAIMED = 50
const LEASE_SECONDS = 600

/** A run ends after this time; what is left is the next one's. */
const LONGEST_RUN_MS = 4 * 60_000

/** A service that is away is left alone for so long. */
const AWAY_MS = 10 * 60_000

type Plan = { id: string; next_poll_at: Date | null; counts: boolean }

const NOTHING_KNOWN: Picture = pictureOf([], new Date(0))

const planOf = ({ id, created_at }: DueNumber, picture: Picture): Plan => {
  const now = new Date()
  const age = now.getTime() - created_at.getTime()
  return { id, next_poll_at: nextPoll(picture, age, now, timeScale()), counts: true }
}

/** Tells the service of numbers it does not follow yet. @returns null when it is away */
const followNew = async (
  service: TrackingService,
  due: readonly DueNumber[]
): Promise<{ refused: Set<string> } | null> => {
  const refused = new Set<string>()
  for (const { id, number, carrier, polls } of due) {
    if (polls > 0) {
      continue
    }
    const answer = await service.follow(trackingAccess(), { number, carrier })
    if (answer.kind === "away") {
      logger.warn(`${service.title} cannot be asked about parcels: ${answer.reason}`)
      return null
    }
    if (answer.kind === "refused") {
      refused.add(id)
    }
  }
  return { refused }
}

const pollSome = async (
  container: MedusaContainer,
  service: TrackingService,
  due: readonly DueNumber[]
): Promise<{ plans: Plan[]; away: boolean }> => {
  const later = (): Plan[] =>
    due.map(({ id }) => ({
      id,
      next_poll_at: new Date(Date.now() + AWAY_MS * timeScale()),
      counts: false,
    }))
  const followed = await followNew(service, due)
  if (!followed) {
    return { plans: later(), away: true }
  }
  const asked = due.filter(({ id }) => !followed.refused.has(id))
  const answer =
    asked.length > 0
      ? await service.ask(
          trackingAccess(),
          asked.map(({ number }) => number)
        )
      : { kind: "answered" as const, numbers: [] }
  if (answer.kind === "away") {
    logger.warn(`${service.title} cannot be asked about parcels: ${answer.reason}`)
    return { plans: later(), away: true }
  }
  const known = new Map(answer.numbers.map((one) => [one.number.toUpperCase(), one]))
  const plans: Plan[] = []
  for (const one of due) {
    const told: TrackedNumber | undefined = known.get(one.number)
    const recorded =
      told && told.events.length > 0
        ? await recordTracking(container, { ...told, source: "poll", cause: null })
        : null
    plans.push(planOf(one, recorded?.known ? recorded.picture : NOTHING_KNOWN))
  }
  return { plans, away: false }
}

/**
 * Asks the tracking service about numbers whose turn it is, the most overdue first, and has it follow
 * new ones. What callbacks miss is found here; a service that is away costs nothing but time.
 */
export const pollTracking = async (container: MedusaContainer): Promise<void> => {
  const { tracking }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const service = askedService()
  if (!service) {
    return
  }
  const end = Date.now() + LONGEST_RUN_MS
  while (Date.now() < end) {
    const due = await tracking.claimDue(CLAIMED, LEASE_SECONDS)
    if (due.length === 0) {
      return
    }
    const { plans, away } = await pollSome(container, service, due)
    await tracking.planPolls(plans)
    if (away) {
      return
    }
  }
}
