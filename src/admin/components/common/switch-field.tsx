import { Switch } from "@medusajs/ui"
import { useId } from "react"

type SwitchFieldProps = {
  label: string
  hint?: string
  checked: boolean
  onChange: (checked: boolean) => void
}

/** Something that is on or off, with what that means. */
export const SwitchField = ({ label, hint, checked, onChange }: SwitchFieldProps) => {
  const id = useId()
  return (
    <div className="flex items-start gap-x-3">
      <Switch
        id={id}
        size="small"
        checked={checked}
        aria-describedby={hint ? `${id}-note` : undefined}
        onCheckedChange={onChange}
        className="mt-0.5 shrink-0"
      />
      <div>
        <label htmlFor={id} className="txt-compact-small-plus text-ui-fg-base cursor-pointer">
          {label}
        </label>
        {hint && (
          <p id={`${id}-note`} className="txt-small text-ui-fg-subtle">
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}
