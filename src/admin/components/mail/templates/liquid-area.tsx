import { clx } from "@medusajs/ui"
import { forwardRef, Fragment } from "react"

/** The field must break its lines just where the copy beneath it does. */
const LINE = "whitespace-pre-wrap break-words px-3"

type LiquidAreaProps = {
  id: string
  value: string
  /** Lines that have a fault; their numbers are marked. */
  faulty: number[]
  "aria-describedby"?: string
  "aria-invalid"?: boolean
  onChange: (value: string) => void
  onFocus?: () => void
}

/**
 * A field for Liquid with the numbers of its lines, which faults are named by. The field lies over an
 * invisible copy of what it says: the copy gives each number its place, and the field its height.
 */
export const LiquidArea = forwardRef<HTMLTextAreaElement, LiquidAreaProps>(
  ({ value, faulty, onChange, ...rest }, area) => (
    <div className="bg-ui-bg-field shadow-borders-base focus-within:shadow-borders-interactive-with-active relative overflow-hidden rounded-md font-mono text-[13px] leading-5">
      <div
        aria-hidden="true"
        className="grid min-h-60 select-none grid-cols-[40px_minmax(0,1fr)] content-start py-2"
      >
        {value.split("\n").map((line, index) => (
          <Fragment key={index}>
            <span
              className={clx("px-2 text-end tabular-nums", {
                "bg-ui-tag-red-bg text-ui-tag-red-text": faulty.includes(index + 1),
                "text-ui-fg-muted": !faulty.includes(index + 1),
              })}
            >
              {index + 1}
            </span>
            <span className={clx("invisible", LINE)}>{line || " "}</span>
          </Fragment>
        ))}
      </div>
      <span aria-hidden="true" className="bg-ui-border-base absolute inset-y-0 start-10 w-px" />
      <textarea
        {...rest}
        ref={area}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        value={value}
        className={clx(
          "text-ui-fg-base absolute inset-y-0 end-0 start-10 resize-none overflow-hidden bg-transparent py-2 outline-none",
          LINE
        )}
        style={{ width: "calc(100% - 40px)" }}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
)
LiquidArea.displayName = "LiquidArea"
