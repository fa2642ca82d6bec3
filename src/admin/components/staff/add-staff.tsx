import { Input, toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import type { AddStaffInput } from "../../hooks/api/staff"
import { useAddStaff } from "../../hooks/api/staff"
import { useFormFaults } from "../../hooks/use-form-faults"
import { Field } from "../common/field"
import { FormDrawer } from "../common/form-drawer"
import { NewPassword } from "./new-password"
import { RoleSelect } from "./role-select"

const EMPTY: AddStaffInput = { email: "", name: "", password: "", role: "operator" }

type AddStaffProps = { onClose: () => void }

export const AddStaff = ({ onClose }: AddStaffProps) => {
  const { t } = useTranslation("staff")
  const [input, setInput] = useState(EMPTY)
  const add = useAddStaff()
  const faultOf = useFormFaults("staff", add.error)
  const change = (part: Partial<AddStaffInput>) => setInput({ ...input, ...part })

  const submit = () =>
    add.mutate(input, {
      onSuccess: () => {
        toast.success(t("toast.added", { name: input.name || input.email }))
        onClose()
      },
    })

  return (
    <FormDrawer
      title={t("form.addTitle")}
      hint={t("form.addHint")}
      submit={t("form.add")}
      cancel={t("form.cancel")}
      error={add.error}
      pending={add.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={t("form.name")} fault={faultOf("name")}>
        {(ids) => (
          <Input
            {...ids}
            value={input.name}
            autoComplete="off"
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t("form.email")} fault={faultOf("email")}>
        {(ids) => (
          <Input
            {...ids}
            type="email"
            value={input.email}
            autoComplete="off"
            onChange={(event) => change({ email: event.target.value })}
          />
        )}
      </Field>
      <NewPassword
        value={input.password}
        fault={faultOf("password")}
        onChange={(password) => change({ password })}
      />
      <Field label={t("form.role")} hint={t(`roleHint.${input.role}`)}>
        {({ id }) => (
          <RoleSelect id={id} value={input.role} onChange={(role) => change({ role })} />
        )}
      </Field>
    </FormDrawer>
  )
}
