import { DEFAULT_TIMEOUT_SECONDS, send } from "../call"
import type { AccountAccess, Exchange } from "../processor"
import { keptOf, NOT_MADE } from "../reading"
import type { Reply } from "../reading"
import { scrubberOf } from "../scrub"

type Query = Readonly<Record<string, string>>

/**
 * The calls to one store of a BTCPay Server (Greenfield API v1) of one piece of work. The paths are
 * those with the store in them: older servers know no others.
 */
export class BtcpayClient {
  readonly exchanges: Exchange[] = []

  constructor(private readonly account: AccountAccess) {}

  createInvoice(body: unknown): Promise<Reply> {
    return this.call("link", "POST", "/invoices", {}, body)
  }

  getInvoice(id: string, purpose: Exchange["purpose"] = "query"): Promise<Reply> {
    return this.call(purpose, "GET", `/invoices/${encodeURIComponent(id)}`, {
      includePaymentMethods: "true",
    })
  }

  /** The invoices of one attempt: at most one, unless an answer was lost. */
  findInvoices(reference: string): Promise<Reply> {
    return this.call("query", "GET", "/invoices", {
      orderId: reference,
      includePaymentMethods: "true",
    })
  }

  markInvalid(id: string): Promise<Reply> {
    return this.call(
      "close",
      "POST",
      `/invoices/${encodeURIComponent(id)}/status`,
      {},
      {
        status: "Invalid",
      }
    )
  }

  refundInvoice(id: string, body: unknown): Promise<Reply> {
    return this.call("refund", "POST", `/invoices/${encodeURIComponent(id)}/refund`, {}, body)
  }

  listPullPayments(): Promise<Reply> {
    return this.call("query", "GET", "/pull-payments", { includeArchived: "true" })
  }

  listPayouts(pullPaymentId: string): Promise<Reply> {
    return this.callAt(
      "query",
      "GET",
      `/api/v1/pull-payments/${encodeURIComponent(pullPaymentId)}/payouts`,
      { includeCancelled: "true" }
    )
  }

  private call(
    purpose: Exchange["purpose"],
    method: "GET" | "POST",
    path: string,
    query: Query,
    body?: unknown
  ): Promise<Reply> {
    const store = encodeURIComponent(this.account.settings.store_id ?? "")
    return this.callAt(purpose, method, `/api/v1/stores/${store}${path}`, query, body)
  }

  private async callAt(
    purpose: Exchange["purpose"],
    method: "GET" | "POST",
    path: string,
    query: Query,
    body?: unknown
  ): Promise<Reply> {
    const address = this.account.base_url.replace(/\/+$/, "")
    if (!URL.canParse(address)) {
      return NOT_MADE
    }
    const search = new URLSearchParams({ ...query }).toString()
    const result = await send(
      {
        purpose,
        method,
        url: `${address}${path}${search === "" ? "" : `?${search}`}`,
        headers: {
          accept: "application/json",
          authorization: `token ${this.account.secrets.api_key ?? ""}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        body: body === undefined ? null : JSON.stringify(body),
        timeout_ms: Number(this.account.settings.timeout_seconds || DEFAULT_TIMEOUT_SECONDS) * 1000,
      },
      scrubberOf(this.account),
      keptOf
    )
    this.exchanges.push(result.exchange)
    return result
  }
}
