import { Input, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useChangeStaff } from "../../hooks/api/staff"
import { useFormFaults } from "../../hooks/use-form-faults"
import type { StaffMember } from "../../types/staff"
import { Field } from "../common/field"
import { FormDrawer } from "../common/form-drawer"
import { SwitchField } from "../common/switch-field"
import { RoleSelect } from "./role-select"

type EditStaffProps = { member: StaffMember; onClose: () => void }

export const EditStaff = ({ member, onClose }: EditStaffProps) => {
  const { t } = useTranslation("staff")
  const [name, setName] = useState(member.name)
  const [role, setRole] = useState(member.role)
  const [sendsLinks, setSendsLinks] = useState(member.grants.includes("payment_links"))
  const change = useChangeStaff(member.id)
  const faultOf = useFormFaults("staff", change.error)

  const submit = () =>
    change.mutate(
      { name, role, grants: sendsLinks ? ["payment_links"] : [] },
      {
        onSuccess: () => {
          toast.success(t("toast.saved"))
          onClose()
        },
      }
    )

  return (
    <FormDrawer
      title={t("form.editTitle", { name: member.name || member.email })}
      submit={t("form.save")}
      cancel={t("form.cancel")}
      error={change.error}
      pending={change.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t("form.name")} fault={faultOf("name")}>
        {(ids) => <Input {...ids} value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <Field label={t("form.role")} hint={t(`roleHint.${role}`)}>
        {({ id }) => <RoleSelect id={id} value={role} onChange={setRole} />}
      </Field>
      {role === "operator" && (
        <SwitchField
          label={t("grant.payment_links")}
          hint={t("grant.payment_linksHint")}
          checked={sendsLinks}
          onChange={setSendsLinks}
        />
      )}
    </FormDrawer>
  )
}
