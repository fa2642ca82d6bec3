import { Checkbox, Input, Text } from "@medusajs/ui"
import { useId, useState } from "react"
import { useTranslation } from "react-i18next"

import type { Choice } from "./filter-choices"

/** Every status is seen at a glance; a list of countries or shops is not. */
const SEARCH_FROM = 13

type FilterOptionsProps = {
  label: string
  choices: Choice[]
  chosen: string[]
  onChange: (chosen: string[]) => void
}

export const FilterOptions = ({ label, choices, chosen, onChange }: FilterOptionsProps) => {
  const { t } = useTranslation("orders")
  const [text, setText] = useState("")
  const id = useId()
  const wanted = text.trim().toLocaleLowerCase()
  const shown = choices.filter(({ label: name }) => name.toLocaleLowerCase().includes(wanted))
  const toggle = (value: string, on: boolean) =>
    onChange(on ? [...chosen, value] : chosen.filter((entry) => entry !== value))

  return (
    <div role="group" aria-label={label} className="flex flex-col gap-y-1">
      {choices.length >= SEARCH_FROM && (
        <Input
          size="small"
          value={text}
          placeholder={t("filter.narrow")}
          aria-label={t("filter.narrow")}
          onChange={(event) => setText(event.target.value)}
          className="mb-1"
        />
      )}
      <div className="max-h-[26rem] overflow-y-auto">
        {shown.map(({ value, label: name }) => (
          <label
            key={value}
            htmlFor={`${id}-${value}`}
            className="hover:bg-ui-bg-base-hover txt-compact-small flex cursor-pointer items-center gap-x-2 rounded-md px-2 py-1.5"
          >
            <Checkbox
              id={`${id}-${value}`}
              checked={chosen.includes(value)}
              onCheckedChange={(on) => toggle(value, on === true)}
            />
            <span className="truncate">{name}</span>
          </label>
        ))}
        {shown.length === 0 && (
          <Text size="small" className="text-ui-fg-subtle px-2 py-1.5">
            {t("filter.none")}
          </Text>
        )}
      </div>
    </div>
  )
}
