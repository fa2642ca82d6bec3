import { AbstractFulfillmentProviderService, MedusaError } from "@medusajs/framework/utils"
import type { CreateFulfillmentResult, FulfillmentOption } from "@medusajs/framework/types"

/** What a fulfilment of ours carries: the id of its parcel. */
type RecordedData = { shipment_id?: unknown }

/**
 * A kind of supplier as Medusa's own fulfilment provider. Parcels are handed over by our own jobs
 * alone; when one has gone, Medusa's records are written through this provider, so that Medusa's pages
 * and plug-ins name the right supplier. It therefore tells nobody anything, and what does not come
 * from a parcel of ours it refuses.
 */
export abstract class RecordedFulfillmentProvider extends AbstractFulfillmentProviderService {
  /** @throws MedusaError NOT_ALLOWED when no parcel stands behind the call */
  protected recorded(data: Record<string, unknown> | undefined): Record<string, unknown> {
    const { shipment_id: shipmentId }: RecordedData = data ?? {}
    if (typeof shipmentId !== "string" || shipmentId === "") {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        "Parcels are sent on the order's card, not through Medusa's fulfilment records."
      )
    }
    return { ...data }
  }

  override async getFulfillmentOptions(): Promise<FulfillmentOption[]> {
    return [{ id: "parcel" }]
  }

  override async validateFulfillmentData(
    _optionData: Record<string, unknown>,
    data: Record<string, unknown>
  ): Promise<Record<string, unknown>> {
    return data
  }

  override async validateOption(): Promise<boolean> {
    return true
  }

  /** What delivery costs is the shop's business. */
  override async canCalculate(): Promise<boolean> {
    return false
  }

  override async createFulfillment(
    data: Record<string, unknown>
  ): Promise<CreateFulfillmentResult> {
    return { data: this.recorded(data), labels: [] }
  }

  override async cancelFulfillment(data: Record<string, unknown>): Promise<unknown> {
    return this.recorded(data)
  }

  override async createReturnFulfillment(): Promise<CreateFulfillmentResult> {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "What comes back is entered on the order's card."
    )
  }
}
