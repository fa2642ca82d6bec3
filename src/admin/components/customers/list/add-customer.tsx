import { toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useAddCustomer } from "../../../hooks/api/customers"
import { useFormFaults } from "../../../hooks/use-form-faults"
import type { AddCustomerInput } from "../../../types/customers"
import { FormDrawer } from "../../common/form-drawer"
import { CustomerFields } from "../common/customer-fields"

const EMPTY: AddCustomerInput = { email: "", name: "", phone: "", note: "" }

type AddCustomerProps = { onClose: () => void }

export const AddCustomer = ({ onClose }: AddCustomerProps) => {
  const { t } = useTranslation("customers")
  const [input, setInput] = useState(EMPTY)
  const add = useAddCustomer()
  const faultOf = useFormFaults("customers", add.error)
  return (
    <FormDrawer
      title={t("form.addTitle")}
      hint={t("form.addHint")}
      submit={t("form.add")}
      cancel={t("form.cancel")}
      error={add.error}
      pending={add.isPending}
      onSubmit={() =>
        add.mutate(input, {
          onSuccess: ({ customer }) => {
            toast.success(t("toast.added", { name: customer.name }))
            onClose()
          },
        })
      }
      onClose={onClose}
    >
      <CustomerFields
        input={input}
        faultOf={faultOf}
        onChange={(part) => setInput({ ...input, ...part })}
      />
    </FormDrawer>
  )
}
