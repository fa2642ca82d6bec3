import { Select } from "@medusajs/ui"

/** A select has no empty value: this one stands for everything. */
const EVERY = "all"

type FilterSelectProps = {
  label: string
  /** What the choice is called that narrows nothing. */
  every: string
  /** Empty: everything. */
  value: string
  choices: readonly { value: string; label: string }[]
  className?: string
  onChange: (value: string) => void
}

/** Narrows what is shown to one of a few. */
export const FilterSelect = (props: FilterSelectProps) => {
  const { label, every, value, choices, className = "w-full sm:w-48", onChange } = props
  return (
    <Select
      size="small"
      value={value || EVERY}
      onValueChange={(chosen) => onChange(chosen === EVERY ? "" : chosen)}
    >
      <Select.Trigger aria-label={label} className={className}>
        <Select.Value />
      </Select.Trigger>
      <Select.Content>
        <Select.Item value={EVERY}>{every}</Select.Item>
        {choices.map((choice) => (
          <Select.Item key={choice.value} value={choice.value}>
            {choice.label}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  )
}

/** Named things, as choices. */
export const choicesOf = (
  things: readonly { id: string; name: string }[] | undefined
): { value: string; label: string }[] =>
  (things ?? []).map(({ id, name }) => ({ value: id, label: name }))
