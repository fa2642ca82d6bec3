import type { MedusaContainer } from "@medusajs/framework/types"
import { applyCallbackTask } from "./apply-callback"
import { applyShippingCallbackTask } from "./apply-shipping-callback"
import { chargeOrderTask } from "./charge-order"
import { checkAttemptTask } from "./check-attempt"
import { collectSupplierFilesTask } from "./collect-supplier-files"
import { compactLedgerTally } from "./compact-ledger-tally"
import { compactOrderTally } from "./compact-order-tally"
import { deleteExpiredCvvs } from "./delete-expired-cvvs"
import { findSilentParcelsTask } from "./find-silent-parcels"
import { foldSalesReport } from "./fold-sales-report"
import { forgetCards } from "./forget-cards"
import { handOverTask } from "./hand-over"
import { mirrorFulfillmentTask } from "./mirror-fulfillment"
import { mirrorPaymentTask } from "./mirror-payment"
import { pollTrackingTask } from "./poll-tracking"
import { prune } from "./prune"
import { readSupplierFileTask } from "./read-supplier-file"
import { recoverAttemptsTask } from "./recover-attempts"
import { refreshExchangeRates } from "./refresh-exchange-rates"
import { remindPaymentsTask } from "./remind-payments"
import { retryBrokenLettersTask } from "./retry-broken-letters"
import { retryChargeTask } from "./retry-charge"
import { runBulkJob } from "./run-bulk-job"
import { runTrackingImportTask } from "./run-tracking-import"
import { sendAttemptTask } from "./send-attempt"
import { sendRefillsTask } from "./send-refills"
import { sendRefundTask } from "./send-refund"
import { watchParcelsTask } from "./watch-parcels"
import { watchRefusalsTask } from "./watch-refusals"

/**
 * One piece of background work. The payload comes from the database: a task reads it with a schema
 * before it believes it. Throwing means "try again later"; a task must bear being run twice.
 */
export type Task = (payload: unknown, context: { container: MedusaContainer }) => Promise<void>

export type ScheduledTask = {
  task: string
  /** When, as a cron pattern in UTC. */
  cron: string
  /** What for, in words, for whoever reads this table. */
  meaning: string
}

/** Every task by the name under which `graphile_worker.add_job` knows it. */
export const tasks: Record<string, Task> = {
  "run-bulk-job": runBulkJob,
  "hand-over": handOverTask,
  "watch-parcels": watchParcelsTask,
  "watch-refusals": watchRefusalsTask,
  "mirror-fulfillment": mirrorFulfillmentTask,
  "delete-expired-cvvs": deleteExpiredCvvs,
  "compact-order-tally": compactOrderTally,
  "compact-ledger-tally": compactLedgerTally,
  "fold-sales-report": foldSalesReport,
  prune,
  "refresh-exchange-rates": refreshExchangeRates,
  "apply-callback": applyCallbackTask,
  "send-refund": sendRefundTask,
  "mirror-payment": mirrorPaymentTask,
  "forget-cards": forgetCards,
  "charge-order": chargeOrderTask,
  "send-attempt": sendAttemptTask,
  "check-attempt": checkAttemptTask,
  "retry-charge": retryChargeTask,
  "recover-attempts": recoverAttemptsTask,
  "apply-shipping-callback": applyShippingCallbackTask,
  "poll-tracking": pollTrackingTask,
  "find-silent-parcels": findSilentParcelsTask,
  "run-tracking-import": runTrackingImportTask,
  "remind-payments": remindPaymentsTask,
  "send-refills": sendRefillsTask,
  "retry-broken-letters": retryBrokenLettersTask,
  "collect-supplier-files": collectSupplierFilesTask,
  "read-supplier-file": readSupplierFileTask,
}

/** What runs by the clock. At most one process runs each entry, whatever the number of workers. */
export const schedule: ScheduledTask[] = [
  {
    task: "delete-expired-cvvs",
    cron: "* * * * *",
    meaning: "CVVs that no issuer answered within 15 minutes are deleted, old CVV keys destroyed",
  },
  {
    task: "recover-attempts",
    cron: "* * * * *",
    meaning: "charges and refunds that have lost their job get a new one",
  },
  {
    task: "compact-order-tally",
    cron: "* * * * *",
    meaning: "what every change of an order adds to the numbers on the tabs is summed up",
  },
  {
    task: "compact-ledger-tally",
    cron: "* * * * *",
    meaning: "what every booking adds to the balance is summed up",
  },
  {
    task: "fold-sales-report",
    cron: "* * * * *",
    meaning: "what every order, booking and charge adds to the dashboard is summed up",
  },
  {
    task: "forget-cards",
    cron: "40 2 * * *",
    meaning: "card and account numbers are destroyed when their time is over",
  },
  {
    task: "prune",
    cron: "17 * * * *",
    meaning: "old idempotency keys, request logs and failure counters are forgotten",
  },
  {
    task: "remind-payments",
    cron: "*/10 * * * *",
    meaning:
      "customers are reminded of payments that are pending for as long as their shop has set",
  },
  {
    task: "send-refills",
    cron: "5 * * * *",
    meaning: "customers are reminded to order again on the day that they have chosen",
  },
  {
    task: "poll-tracking",
    cron: "*/5 * * * *",
    meaning: "carriers are asked about parcels whose turn it is: what callbacks miss is found",
  },
  {
    task: "find-silent-parcels",
    cron: "25 * * * *",
    meaning: "parcels that nothing has been heard of for days are put before a person",
  },
  {
    task: "watch-parcels",
    cron: "*/10 * * * *",
    meaning: "silent suppliers are put before a person, waiting parcels without a job get one",
  },
  {
    task: "watch-refusals",
    cron: "* * * * *",
    meaning: "orders that the shops' doors have refused are put before a person, by shop and code",
  },
  {
    task: "collect-supplier-files",
    cron: "*/5 * * * *",
    meaning: "answer files that suppliers have left for us are fetched, each once",
  },
  {
    task: "refresh-exchange-rates",
    cron: "35 */3 * * *",
    meaning: "the European Central Bank's newest rates are added (it publishes about 15:00 UTC)",
  },
]
