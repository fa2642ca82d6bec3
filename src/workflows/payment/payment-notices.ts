import { readServingEnvironment } from "../../lib/environment"
import { NoticeBoard, type NoticeWatch } from "../../lib/notices"
import type { Transaction } from "../../lib/unit-of-work"

const CHANNEL = "crm_payment"

let board: NoticeBoard | undefined

const boardOfProcess = (): NoticeBoard =>
  (board ??= new NoticeBoard(readServingEnvironment().DATABASE_URL, CHANNEL))

/** Says that nothing of the order's payment is under way any more: whoever waits may look. */
export const notifyPayment = (transaction: Transaction, orderId: string): Promise<void> =>
  boardOfProcess().notify(transaction, orderId)

/** Begins to watch for an order's payment to come to rest. To be ended by whoever began it. */
export const watchPayment = (orderId: string): NoticeWatch => boardOfProcess().watch(orderId)
