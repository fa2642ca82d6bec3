import { Plus, Trash } from "@medusajs/icons"
import { Button, IconButton } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type { LineDraft } from "../../../lib/order-draft"
import { EMPTY_LINE } from "../../../lib/order-draft"
import { TextField } from "./text-field"

type LineFieldsProps = {
  lines: LineDraft[]
  faultOf: (path: string) => string | undefined
  onChange: (lines: LineDraft[]) => void
}

const FIELDS = [
  ["sku", "sm:col-span-3"],
  ["name", "sm:col-span-4"],
  ["option", "sm:col-span-2"],
  ["quantity", "sm:col-span-1"],
  ["price", "sm:col-span-2"],
] as const

export const LineFields = ({ lines, faultOf, onChange }: LineFieldsProps) => {
  const { t } = useTranslation("bulk")
  const replace = (index: number, part: Partial<LineDraft>) =>
    onChange(lines.map((line, at) => (at === index ? { ...line, ...part } : line)))
  return (
    <div className="flex flex-col gap-y-4">
      {lines.map((line, index) => (
        <fieldset
          // Lines have no names of their own and never change places.
          key={index}
          className="flex items-start gap-x-2"
          aria-label={t("create.line", { number: index + 1 })}
        >
          <div className="grid min-w-0 flex-1 grid-cols-1 gap-3 sm:grid-cols-12">
            {FIELDS.map(([field, width]) => (
              <div key={field} className={width}>
                <TextField
                  label={t(`create.${field}`)}
                  fault={faultOf(`products.${index}.${field}`)}
                  inputMode={
                    field === "quantity" ? "numeric" : field === "price" ? "decimal" : undefined
                  }
                  value={line[field]}
                  onChange={(value) => replace(index, { [field]: value })}
                />
              </div>
            ))}
          </div>
          {lines.length > 1 && (
            <IconButton
              size="small"
              type="button"
              variant="transparent"
              className="mt-6"
              aria-label={t("create.removeLine", { number: index + 1 })}
              onClick={() => onChange(lines.filter((_, at) => at !== index))}
            >
              <Trash />
            </IconButton>
          )}
        </fieldset>
      ))}
      <div>
        <Button
          size="small"
          type="button"
          variant="secondary"
          onClick={() => onChange([...lines, EMPTY_LINE])}
        >
          <Plus />
          {t("create.addLine")}
        </Button>
      </div>
    </div>
  )
}
