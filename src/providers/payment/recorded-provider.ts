import { AbstractPaymentProvider, MedusaError } from "@medusajs/framework/utils"
import type {
  AuthorizePaymentInput,
  AuthorizePaymentOutput,
  CancelPaymentInput,
  CancelPaymentOutput,
  CapturePaymentInput,
  CapturePaymentOutput,
  DeletePaymentInput,
  DeletePaymentOutput,
  GetPaymentStatusInput,
  GetPaymentStatusOutput,
  InitiatePaymentInput,
  InitiatePaymentOutput,
  PaymentProviderOutput,
  RefundPaymentInput,
  RefundPaymentOutput,
  RetrievePaymentInput,
  RetrievePaymentOutput,
  UpdatePaymentInput,
  UpdatePaymentOutput,
  WebhookActionResult,
} from "@medusajs/framework/types"

/** What a session of ours carries: ids only, never anything of a card. */
type RecordedData = { attempt_id?: unknown }

/**
 * A processor as Medusa's own payment provider. Money is moved by the cascade alone; when it has
 * moved, Medusa's records (session, payment, capture, refund) are written through this provider, so
 * that Medusa's pages and plug-ins name the right processor. It therefore asks nobody and answers
 * that what it is told has happened; what does not come from an attempt of the cascade it refuses.
 */
export abstract class RecordedPaymentProvider extends AbstractPaymentProvider {
  // Medusa makes providers itself, so the constructor may not stay protected.
  constructor(container: Record<string, unknown>, options?: Record<string, unknown>) {
    super(container, options)
  }

  /** @throws MedusaError NOT_ALLOWED when no attempt of the cascade stands behind the call */
  protected recorded(data: Record<string, unknown> | undefined): PaymentProviderOutput {
    const { attempt_id: attemptId }: RecordedData = data ?? {}
    if (typeof attemptId !== "string" || attemptId === "") {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        "Payments are charged and refunded on the order's card, not through Medusa's payment records."
      )
    }
    return { data }
  }

  async initiatePayment({ data }: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    const recorded = this.recorded(data)
    return { ...recorded, id: String(data?.attempt_id), status: "pending" }
  }

  async authorizePayment({ data }: AuthorizePaymentInput): Promise<AuthorizePaymentOutput> {
    return { ...this.recorded(data), status: "authorized" }
  }

  async capturePayment({ data }: CapturePaymentInput): Promise<CapturePaymentOutput> {
    return this.recorded(data)
  }

  async refundPayment({ data }: RefundPaymentInput): Promise<RefundPaymentOutput> {
    return this.recorded(data)
  }

  async cancelPayment({ data }: CancelPaymentInput): Promise<CancelPaymentOutput> {
    return this.recorded(data)
  }

  async updatePayment({ data }: UpdatePaymentInput): Promise<UpdatePaymentOutput> {
    return this.recorded(data)
  }

  /** Deleting a record is no statement about money. */
  async deletePayment({ data }: DeletePaymentInput): Promise<DeletePaymentOutput> {
    return { data }
  }

  async retrievePayment({ data }: RetrievePaymentInput): Promise<RetrievePaymentOutput> {
    return { data }
  }

  async getPaymentStatus({ data }: GetPaymentStatusInput): Promise<GetPaymentStatusOutput> {
    return { ...this.recorded(data), status: "authorized" }
  }

  /** Callbacks have a door of their own (`/hooks/payment/:provider`), which Medusa's never sees. */
  async getWebhookActionAndData(): Promise<WebhookActionResult> {
    return { action: "not_supported" }
  }
}
