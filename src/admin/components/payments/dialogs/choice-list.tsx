import { RadioGroup } from "@medusajs/ui"
import { useId } from "react"

type Choice<Value extends string> = { value: Value; label: string; hint: string }

type ChoiceListProps<Value extends string> = {
  label: string
  choices: Choice<Value>[]
  value: Value
  onChange: (value: Value) => void
}

/** One of a few ways, each with what it means. */
export const ChoiceList = <Value extends string>(props: ChoiceListProps<Value>) => {
  const { label, choices, value, onChange } = props
  const group = useId()
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(chosen) => {
        const choice = choices.find((one) => one.value === chosen)
        if (choice) {
          onChange(choice.value)
        }
      }}
      className="gap-y-3"
    >
      {choices.map((choice) => {
        const id = `${group}-${choice.value}`
        return (
          <div key={choice.value} className="flex items-start gap-x-3">
            <RadioGroup.Item value={choice.value} id={id} aria-describedby={`${id}-hint`} />
            <div className="min-w-0">
              <label htmlFor={id} className="txt-compact-small-plus text-ui-fg-base cursor-pointer">
                {choice.label}
              </label>
              <p id={`${id}-hint`} className="txt-small text-ui-fg-subtle">
                {choice.hint}
              </p>
            </div>
          </div>
        )
      })}
    </RadioGroup>
  )
}
