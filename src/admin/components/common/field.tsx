import { Hint, Label } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useId } from "react"

type FieldProps = {
  label: string
  hint?: string
  fault?: string
  children: (ids: { id: string; "aria-describedby"?: string; "aria-invalid": boolean }) => ReactNode
}

/** A labelled field with its hint, or with what is wrong in its place. */
export const Field = ({ label, hint, fault, children }: FieldProps) => {
  const id = useId()
  const note = fault ?? hint
  return (
    <div className="flex flex-col gap-y-1.5">
      <Label htmlFor={id} size="small" weight="plus">
        {label}
      </Label>
      {children({
        id,
        "aria-describedby": note ? `${id}-note` : undefined,
        "aria-invalid": fault !== undefined,
      })}
      {note && (
        <Hint
          id={`${id}-note`}
          variant={fault ? "error" : "info"}
          role={fault ? "alert" : undefined}
        >
          {note}
        </Hint>
      )}
    </div>
  )
}
