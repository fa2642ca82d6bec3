import { model } from "@medusajs/framework/utils"

/** What a Medusa user is in this company. A user without a row may do nothing. */
export const StaffMember = model
  .define("staff_member", {
    id: model.id({ prefix: "staff" }).primaryKey(),
    user_id: model.text(),
    role: model.enum(["administrator", "manager", "operator"]),
    active: model.boolean().default(true),
    /** Sign-ins from before this moment count no more (password changed, switched off). */
    sessions_valid_from: model.dateTime(),
  })
  .indexes([{ on: ["user_id"], unique: true }])
