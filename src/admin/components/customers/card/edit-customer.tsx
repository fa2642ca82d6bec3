import { toast } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { useChangeCustomer } from "../../../hooks/api/customers"
import { useFormFaults } from "../../../hooks/use-form-faults"
import type { ChangeCustomerInput, Customer } from "../../../types/customers"
import { FormDrawer } from "../../common/form-drawer"
import { CustomerFields } from "../common/customer-fields"

type EditCustomerProps = { customer: Customer; onClose: () => void }

export const EditCustomer = ({ customer, onClose }: EditCustomerProps) => {
  const { t } = useTranslation("customers")
  const [input, setInput] = useState<ChangeCustomerInput>({
    name: customer.name,
    phone: customer.phone ?? "",
    note: customer.note ?? "",
  })
  const change = useChangeCustomer(customer.id)
  const faultOf = useFormFaults("customers", change.error)
  return (
    <FormDrawer
      title={t("form.editTitle")}
      hint={t("form.editHint", { email: customer.email })}
      submit={t("form.save")}
      cancel={t("form.cancel")}
      error={change.error}
      pending={change.isPending}
      onSubmit={() =>
        change.mutate(input, {
          onSuccess: () => {
            toast.success(t("toast.saved"))
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
