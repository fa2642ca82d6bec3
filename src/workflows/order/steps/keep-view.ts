import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { Problem } from "../../../lib/problem"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type { SavedView } from "../../../modules/crm_order/saved-views"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import { scopeOf } from "../../../modules/staff/scope"
import type { StaffActor } from "../../../modules/staff/types"

export type AddViewInput = Pick<SavedView, "name" | "filter" | "is_shared"> & { asker: StaffActor }

export type ChangeViewInput = {
  id: string
  changes: Partial<Pick<SavedView, "name" | "filter" | "is_shared">>
  asker: StaffActor
}

export type RemoveViewInput = { id: string; asker: StaffActor }

/** An operator sees other orders than a manager: what one of them shares would mislead. */
const refuseSharing = (asker: StaffActor, isShared: boolean | undefined): void => {
  if (isShared && scopeOf(asker) !== "all") {
    throw new Problem(403, "forbidden", "Only managers share views.", {
      fields: [{ path: "is_shared", message: "Only managers share views." }],
    })
  }
}

export const addViewStepId = "add-view"

export const addViewStep = createStep(
  { name: addViewStepId, noCompensation: true },
  async ({ asker, ...view }: AddViewInput, { container }) => {
    refuseSharing(asker, view.is_shared)
    const { views }: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    return new StepResponse(await views.add({ ...view, user_id: asker.user_id }))
  }
)

export const changeViewStepId = "change-view"

export const changeViewStep = createStep(
  { name: changeViewStepId, noCompensation: true },
  async ({ id, changes, asker }: ChangeViewInput, { container }) => {
    refuseSharing(asker, changes.is_shared)
    const { views }: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    return new StepResponse(await views.change(id, asker.user_id, changes))
  }
)

export const removeViewStepId = "remove-view"

export const removeViewStep = createStep(
  { name: removeViewStepId, noCompensation: true },
  async ({ id, asker }: RemoveViewInput, { container }) => {
    const { views }: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    await views.remove(id, asker.user_id)
    return new StepResponse({ id })
  }
)
