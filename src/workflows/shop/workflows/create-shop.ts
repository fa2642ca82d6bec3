import {
  createWorkflow,
  transform,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import {
  createApiKeysWorkflow,
  createSalesChannelsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
} from "@medusajs/medusa/core-flows"
import { checkShopDomainsStep } from "../steps/check-shop-domains"
import { createShopStep } from "../steps/create-shop"
import { letKeyBeDeletedStep } from "../steps/let-key-be-deleted"

export type CreateShopWorkflowInput = {
  name: string
  domains: string[]
  /** ISO 4217, upper case. */
  default_currency: string
  /** ISO 639-1, lower case. */
  default_language: string
  totals_required?: boolean
  /** Addresses and CIDR ranges; empty or absent means everywhere. */
  allowed_addresses?: string[]
  /** The user who creates it; absent when the installation does. */
  created_by?: string
}

export const createShopWorkflowId = "create-shop"

/**
 * Creates a shop with everything it needs to send orders: a sales channel and a publishable key in
 * Medusa, its domains and its first credentials here. The key is in the result and nowhere else.
 */
export const createShopWorkflow = createWorkflow(
  createShopWorkflowId,
  (input: WorkflowData<CreateShopWorkflowInput>) => {
    checkShopDomainsStep(input)
    const salesChannels = createSalesChannelsWorkflow.runAsStep({
      input: transform({ input }, ({ input }) => ({
        salesChannelsData: [{ name: input.name, description: input.domains.join(", ") }],
      })),
    })
    const apiKeys = createApiKeysWorkflow.runAsStep({
      input: transform({ input }, ({ input }) => ({
        api_keys: [
          {
            type: "publishable" as const,
            title: input.name,
            created_by: input.created_by ?? "",
          },
        ],
      })),
    })
    letKeyBeDeletedStep(
      transform({ apiKeys }, ({ apiKeys }) => ({
        id: apiKeys[0].id,
        created_by: apiKeys[0].created_by,
      }))
    )
    linkSalesChannelsToApiKeyWorkflow.runAsStep({
      input: transform({ salesChannels, apiKeys }, ({ salesChannels, apiKeys }) => ({
        id: apiKeys[0].id,
        add: [salesChannels[0].id],
      })),
    })
    const created = createShopStep(
      transform({ input, salesChannels, apiKeys }, ({ input, salesChannels, apiKeys }) => ({
        name: input.name,
        domains: input.domains,
        default_currency: input.default_currency,
        default_language: input.default_language,
        totals_required: input.totals_required ?? false,
        allowed_addresses: input.allowed_addresses ?? [],
        sales_channel_id: salesChannels[0].id,
        publishable_key: apiKeys[0].token,
        publishable_key_id: apiKeys[0].id,
      }))
    )
    return new WorkflowResponse(created)
  }
)
