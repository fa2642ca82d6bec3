import { setTimeout as sleep } from "node:timers/promises"

const LONGEST_MS = 180_000
const ROUND_MS = 2_000
/** So many rounds in a row in which nothing happens are the end. */
const QUIET_ROUNDS = 3

const OPEN_ATTEMPTS = `
  select id, crm_order_id, state from payment_attempt
   where state in ('created', 'sending', 'unknown', 'pending')`

/** Everything that moves when something happens. */
const PULSE = `
  select (select count(*) from payment_fact) || '/' ||
         (select string_agg(state || n, ',' order by state)
            from (select state, count(*) as n from payment_attempt group by state) one) as pulse,
         (select count(*)::int from graphile_worker.jobs
           where run_at <= now() and attempts < max_attempts) as jobs,
         (select count(*)::int from payment_callback where state = 'received') as callbacks`

/**
 * Lets what is under way come to its end. A manager presses "Check now" on everything that is open, as
 * somebody would who looks through the list: what nobody has told is learned by asking.
 */
export const letThingsSettle = async ({ query, manager, simulators }) => {
  const until = Date.now() + LONGEST_MS
  let before = ""
  let quiet = 0
  let rounds = 0
  while (quiet < QUIET_ROUNDS && Date.now() < until) {
    rounds += 1
    const open = await query(OPEN_ATTEMPTS)
    for (const { id, crm_order_id } of open) {
      await manager.post(`/admin/crm/orders/${crm_order_id}/payment/check-now`, { attempt_id: id })
    }
    await sleep(ROUND_MS)
    const [{ pulse, jobs, callbacks }] = await query(PULSE)
    const { planned } = await simulators.callbacks()
    const isQuiet = pulse === before && jobs === 0 && callbacks === 0 && planned === 0
    quiet = isQuiet ? quiet + 1 : 0
    before = pulse
  }
  return { settling_rounds: rounds, settled: quiet === QUIET_ROUNDS }
}
