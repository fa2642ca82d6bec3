import type { OrderScope, StaffActor, StaffRole } from "./types"

const SCOPE_OF_ROLE: Record<StaffRole, OrderScope> = {
  administrator: "all",
  manager: "all",
  operator: "call_center",
}

/** Which orders this person may see. Everything outside it is 404, as if it did not exist. */
export const scopeOf = (actor: StaffActor): OrderScope => SCOPE_OF_ROLE[actor.role]
