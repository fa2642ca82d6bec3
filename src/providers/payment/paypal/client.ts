import { createHash } from "node:crypto"
import {
  Client,
  Environment,
  OrdersController,
  PaymentsController,
} from "@paypal/paypal-server-sdk"
import type { OAuthToken, OrderRequest, Patch, RefundRequest } from "@paypal/paypal-server-sdk"
import { DEFAULT_TIMEOUT_SECONDS, send } from "../call"
import type { Call, CallResult } from "../call"
import type { AccountAccess, Exchange } from "../processor"
import { keptOf, NOT_MADE } from "../reading"
import type { Reply } from "../reading"
import { scrubberOf } from "../scrub"

/** PayPal's own address. For its sandbox an account carries https://api-m.sandbox.paypal.com. */
const PAYPAL = "https://api-m.paypal.com"
const TOKEN_PATH = "/v1/oauth2/token"
/** A token is renewed this many seconds before it ends. */
const CLOCK_SKEW = 60

/** Access tokens by account and secret, as long as they live. In memory only. */
const tokens = new Map<string, OAuthToken>()
const MOST_TOKENS = 200

const addressOf = (account: AccountAccess): string =>
  (account.base_url || PAYPAL).replace(/\/+$/, "")

const tokenKeyOf = (account: AccountAccess): string =>
  createHash("sha256")
    .update(
      JSON.stringify([
        addressOf(account),
        account.settings.client_id,
        account.secrets.client_secret,
      ])
    )
    .digest("hex")

const keepToken = (account: AccountAccess, token: OAuthToken): void => {
  if (tokens.size >= MOST_TOKENS) {
    tokens.clear()
  }
  tokens.set(tokenKeyOf(account), token)
}

type RequestBuilderFactory = ReturnType<Client["getRequestBuilderFactory"]>
type SdkRequest = ReturnType<ReturnType<RequestBuilderFactory>["toRequest"]>

const bodyOf = ({ body }: SdkRequest): string | null => {
  if (body?.type === "text") {
    return body.content
  }
  return body?.type === "form"
    ? new URLSearchParams(
        Object.fromEntries(body.content.map(({ key, value }) => [key, value]))
      ).toString()
    : null
}

/**
 * The SDK's client knows PayPal's two addresses and no other, and no option changes that (2.5.0:
 * `getBaseUri` throws for anything but Production and Sandbox). But every request of every controller
 * is built by `getRequestBuilderFactory`, which is public: here each of them gets an interceptor that
 * carries it by our own `send`, to the account's address. So the SDK writes the requests, signs in
 * and knows the paths; timeouts, the record, and what a broken connection means are the same as for
 * every other processor.
 */
class CarriedClient extends Client {
  constructor(
    account: AccountAccess,
    private readonly carry: (request: SdkRequest) => Promise<CallResult>
  ) {
    super({
      environment: Environment.Production,
      clientCredentialsAuthCredentials: {
        oAuthClientId: account.settings.client_id ?? "",
        oAuthClientSecret: account.secrets.client_secret ?? "",
        oAuthToken: tokens.get(tokenKeyOf(account)),
        oAuthClockSkew: CLOCK_SKEW,
        oAuthOnTokenUpdate: (token) => keepToken(account, token),
      },
      // No hidden repetition: whether a call is made again is the cascade's decision.
      httpClientOptions: { retryConfig: { maxNumberOfRetries: 0 } },
    })
  }

  override getRequestBuilderFactory(): RequestBuilderFactory {
    const factory = super.getRequestBuilderFactory()
    return (method, path) => {
      const builder = factory(method, path)
      // Added last it is the innermost: the request is complete, and nothing comes after it.
      builder.intercept(async (request) => {
        const result = await this.carry(request)
        if (result.kind !== "answered") {
          throw new Error(result.reason)
        }
        const response = { statusCode: result.status, body: result.text, headers: {} }
        return { request, response }
      })
      return builder
    }
  }
}

/**
 * The calls to PayPal of one piece of work, written by its official SDK. The replies are the bodies
 * as they came; what was said on the way is in `exchanges`.
 */
export class PaypalClient {
  readonly exchanges: Exchange[] = []

  constructor(private readonly account: AccountAccess) {}

  createOrder(reference: string, body: OrderRequest): Promise<Reply> {
    return this.call("link", (client) =>
      new OrdersController(client).createOrder({
        body,
        paypalRequestId: reference,
        prefer: "return=representation",
      })
    )
  }

  getOrder(id: string): Promise<Reply> {
    return this.call("query", (client) => new OrdersController(client).getOrder({ id }))
  }

  /** Takes the money of an approved order. The same reference again gives the same capture. */
  captureOrder(reference: string, id: string): Promise<Reply> {
    return this.call("capture", (client) =>
      new OrdersController(client).captureOrder({
        id,
        paypalRequestId: `${reference}.capture`,
        prefer: "return=representation",
      })
    )
  }

  patchOrder(id: string, body: Patch[]): Promise<Reply> {
    return this.call("close", (client) => new OrdersController(client).patchOrder({ id, body }))
  }

  refundCapture(captureId: string, reference: string, body: RefundRequest): Promise<Reply> {
    return this.call("refund", (client) =>
      new PaymentsController(client).refundCapturedPayment({
        captureId,
        paypalRequestId: reference,
        prefer: "return=representation",
        body,
      })
    )
  }

  /** The SDK has no disputes (Customer Disputes v1), but its requests can be built for any path. */
  listDisputes(captureId: string): Promise<Reply> {
    return this.get(
      `/v1/customer/disputes?disputed_transaction_id=${encodeURIComponent(captureId)}`
    )
  }

  getDispute(id: string): Promise<Reply> {
    return this.get(`/v1/customer/disputes/${encodeURIComponent(id)}`)
  }

  private get(path: string): Promise<Reply> {
    return this.call("query", (client) => {
      const request = client.getRequestBuilderFactory()("GET", path)
      request.authenticate([{ oauth2: true }])
      return request.callAsText()
    })
  }

  private async call(
    purpose: Exchange["purpose"],
    run: (client: Client) => Promise<unknown>
  ): Promise<Reply> {
    const hadToken = tokens.has(tokenKeyOf(this.account))
    const reply = await this.callOnce(purpose, run)
    if (hadToken && reply.kind === "answered" && reply.status === 401) {
      // A token can be withdrawn before its time. Refused for it, nothing was done: once more with a new one.
      tokens.delete(tokenKeyOf(this.account))
      return this.callOnce(purpose, run)
    }
    return reply
  }

  private async callOnce(
    purpose: Exchange["purpose"],
    run: (client: Client) => Promise<unknown>
  ): Promise<Reply> {
    const results: CallResult[] = []
    const client = new CarriedClient(this.account, async (request) => {
      const result = await this.send(purpose, request)
      results.push(result)
      return result
    })
    try {
      await run(client)
    } catch {
      // What the SDK throws (every status but 2xx, a body it does not like) is told by the result.
    }
    this.exchanges.push(...results.map(({ exchange }) => exchange))
    const last = results.at(-1)
    if (last?.exchange.purpose !== "token") {
      return last ?? NOT_MADE
    }
    // Without a token the call itself was never made; whose keys are wrong is told so.
    return last.kind === "answered" && last.status >= 400 && last.status < 500 ? last : NOT_MADE
  }

  private send(purpose: Exchange["purpose"], request: SdkRequest): Promise<CallResult> {
    const url = request.url.replace(PAYPAL, addressOf(this.account))
    const isToken = url.endsWith(TOKEN_PATH)
    const method: Call["method"] =
      request.method === "GET" || request.method === "PATCH" ? request.method : "POST"
    return send(
      {
        purpose: isToken ? "token" : purpose,
        method,
        url,
        headers: {
          ...request.headers,
          accept: "application/json",
          ...(isToken ? { "content-type": "application/x-www-form-urlencoded" } : {}),
        },
        body: bodyOf(request),
        timeout_ms: Number(this.account.settings.timeout_seconds || DEFAULT_TIMEOUT_SECONDS) * 1000,
      },
      scrubberOf(this.account),
      keptOf
    )
  }
}
