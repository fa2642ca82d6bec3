import { toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useSetStaffPassword } from "../../hooks/api/staff"
import { useFormFaults } from "../../hooks/use-form-faults"
import type { StaffMember } from "../../types/staff"
import { FormDrawer } from "../common/form-drawer"
import { NewPassword } from "./new-password"

type SetPasswordProps = { member: StaffMember; onClose: () => void }

export const SetPassword = ({ member, onClose }: SetPasswordProps) => {
  const { t } = useTranslation("staff")
  const [password, setPassword] = useState("")
  const change = useSetStaffPassword(member.id)
  const faultOf = useFormFaults("staff", change.error)

  const submit = () =>
    change.mutate(
      { password },
      {
        onSuccess: () => {
          toast.success(t("toast.password"))
          onClose()
        },
      }
    )

  return (
    <FormDrawer
      title={t("form.passwordTitle", { name: member.name || member.email })}
      hint={t("form.passwordHint")}
      submit={t("form.save")}
      cancel={t("form.cancel")}
      error={change.error}
      pending={change.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <NewPassword value={password} fault={faultOf("password")} onChange={setPassword} />
    </FormDrawer>
  )
}
