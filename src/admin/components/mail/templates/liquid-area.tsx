import { clx } from "@medusajs/ui"
import { forwardRef, useRef } from "react"

const FEWEST_LINES = 12
const MOST_LINES = 30
const LINE_PX = 20

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

/** A field for Liquid with the numbers of its lines, which faults are named by. */
export const LiquidArea = forwardRef<HTMLTextAreaElement, LiquidAreaProps>(
  ({ value, faulty, onChange, ...rest }, area) => {
    const numbers = useRef<HTMLDivElement>(null)
    const lines = value.split("\n").length
    const rows = Math.min(Math.max(lines, FEWEST_LINES), MOST_LINES)
    return (
      <div className="bg-ui-bg-field shadow-borders-base focus-within:shadow-borders-interactive-with-active flex overflow-hidden rounded-md font-mono text-[13px]">
        <div
          ref={numbers}
          aria-hidden="true"
          style={{ height: rows * LINE_PX + 16 }}
          className="border-ui-border-base text-ui-fg-muted shrink-0 select-none overflow-hidden border-e py-2 text-end tabular-nums leading-5"
        >
          {Array.from({ length: lines }, (_, index) => (
            <div
              key={index}
              className={clx("px-2", {
                "bg-ui-tag-red-bg text-ui-tag-red-text": faulty.includes(index + 1),
              })}
            >
              {index + 1}
            </div>
          ))}
          {/* The field may scroll sideways: its bar takes height that the numbers have to follow. */}
          <div className="h-6" />
        </div>
        <textarea
          {...rest}
          ref={area}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          value={value}
          style={{ height: rows * LINE_PX + 16 }}
          className="text-ui-fg-base min-w-0 flex-1 resize-none overflow-auto bg-transparent px-3 py-2 leading-5 outline-none"
          onChange={(event) => onChange(event.target.value)}
          onScroll={(event) => {
            if (numbers.current) {
              numbers.current.scrollTop = event.currentTarget.scrollTop
            }
          }}
        />
      </div>
    )
  }
)
LiquidArea.displayName = "LiquidArea"
