import { createHmac, timingSafeEqual } from "node:crypto"
import type { AccountAccess, RawCallback } from "../processor"

/** Whether `BTCPay-Sig: sha256=<hex>` is the body's HMAC with the webhook's secret. Never throws. */
export const isFromBtcpay = async (
  account: AccountAccess,
  { headers, body }: RawCallback
): Promise<boolean> => {
  const secret = account.secrets.webhook_secret
  if (!secret) {
    return false
  }
  const given = Buffer.from(headers["btcpay-sig"] ?? "")
  const right = Buffer.from(`sha256=${createHmac("sha256", secret).update(body).digest("hex")}`)
  return given.length === right.length && timingSafeEqual(given, right)
}
