import { createHmac, timingSafeEqual } from "node:crypto"
import { answerOf, type CallResult } from "../call"
import type {
  AccountAccess,
  Answer,
  ChargeRequest,
  PaymentReference,
  PaymentView,
  Processor,
  RawCallback,
  RefundRequest,
  RefundView,
} from "../processor"
import { lostCharge, lostQuestion, lostRefund } from "../views"
import { postToNmi } from "./client"
import { NMI_CODES } from "./codes"
import {
  readAnswer,
  readEvent,
  readTransactions,
  refundAnswerView,
  refundFields,
  saleFields,
  saleView,
  transactionsView,
} from "./transformers"

const charge = async (
  account: AccountAccess,
  request: ChargeRequest
): Promise<Answer<PaymentView>> => {
  const { instrument } = request
  const result = await postToNmi(account, {
    ...{ purpose: "charge", door: "transact.php", fields: saleFields(request), instrument },
  })
  return answerOf(
    result,
    (status, text) => {
      const answer = readAnswer(status, text)
      return answer && saleView(answer, request)
    },
    (lost) => lostCharge(null, lost)
  )
}

const ask = (account: AccountAccess, fields: Record<string, string>): Promise<CallResult> =>
  postToNmi(account, { purpose: "query", door: "query.php", fields })

const viewOf = (paymentId: string | null, result: CallResult): Answer<PaymentView> =>
  answerOf(
    result,
    (status, text) => {
      const transactions = readTransactions(status, text)
      return transactions && transactionsView(transactions)
    },
    (lost) => lostQuestion(paymentId, lost)
  )

/** Asks by our reference, under which refunds are found too; by the gateway's id if that finds none. */
const query = async (
  account: AccountAccess,
  { reference, payment_id: paymentId }: PaymentReference
): Promise<Answer<PaymentView>> => {
  const first = viewOf(paymentId, await ask(account, { order_id: reference }))
  if (first.view.found || !paymentId) {
    return first
  }
  const second = viewOf(paymentId, await ask(account, { transaction_id: paymentId }))
  return { view: second.view, exchanges: [...first.exchanges, ...second.exchanges] }
}

const refund = async (
  account: AccountAccess,
  request: RefundRequest
): Promise<Answer<RefundView>> => {
  const result = await postToNmi(account, {
    ...{ purpose: "refund", door: "transact.php", fields: refundFields(request) },
  })
  return answerOf(
    result,
    (status, text) => {
      const answer = readAnswer(status, text)
      return answer && refundAnswerView(answer, request)
    },
    (lost) => lostRefund(request.reference, request.money, lost)
  )
}

const SIGNATURE = /^t=([^,]+),s=([0-9a-f]{64})$/i

/**
 * `Webhook-Signature: t=<nonce>,s=<hex>`, the HMAC-SHA256 of nonce, a dot and the body. The nonce is
 * no time, so a repetition is told by the event's id alone.
 */
const verifyCallback = async (
  account: AccountAccess,
  { headers, body }: RawCallback
): Promise<boolean> => {
  const [, nonce, signature] = SIGNATURE.exec(headers["webhook-signature"] ?? "") ?? []
  const key = account.secrets.signing_key
  if (!nonce || !signature || !key) {
    return false
  }
  const expected = createHmac("sha256", key).update(`${nonce}.`).update(body).digest()
  return timingSafeEqual(expected, Buffer.from(signature, "hex"))
}

/** Cards and electronic cheques through an NMI gateway, under whatever name it is sold. */
export const nmiProcessor: Processor = {
  name: "nmi",
  title: "NMI",
  capabilities: {
    methods: ["credit_card", "echeck"],
    needs_cvv: false,
    stored_credential: true,
    mail_or_telephone: true,
    refund: true,
    partial_refund: true,
    payment_link: false,
    // A sale that is under way is not yet found by asking; the gateway gives up long before this.
    not_found_grace_seconds: 90,
  },
  account_fields: {
    settings: [
      { name: "timeout_seconds", label: "Seconds to wait for an answer", required: false },
    ],
    secrets: [
      { name: "security_key", label: "Security key", required: true },
      { name: "signing_key", label: "Signing key of the webhook", required: true },
    ],
  },
  charge,
  query,
  refund,
  verifyCallback,
  readCallback: readEvent,
  codes: NMI_CODES,
}
