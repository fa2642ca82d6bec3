import { MagnifyingGlass } from "@medusajs/icons"
import { Input } from "@medusajs/ui"
import { useEffect, useRef, useState } from "react"

const TYPING_MS = 300

type SearchInputProps = {
  label: string
  /** What has been asked. */
  value: string
  autoFocus?: boolean
  /** Called when the typing rests, so that not every letter becomes a question. */
  onSearch: (value: string) => void
}

/** A search within a page. The design system's own has a picture without words. */
export const SearchInput = ({ label, value, autoFocus, onSearch }: SearchInputProps) => {
  const [text, setText] = useState(value)
  const latest = useRef(onSearch)
  latest.current = onSearch

  // What was asked has been changed from elsewhere, e.g. by the back button.
  useEffect(() => setText(value), [value])

  useEffect(() => {
    if (text.trim() === value) {
      return
    }
    const timer = setTimeout(() => latest.current(text.trim()), TYPING_MS)
    return () => clearTimeout(timer)
  }, [text, value])

  return (
    <div className="relative isolate w-full">
      <MagnifyingGlass
        aria-hidden="true"
        className="text-ui-fg-muted pointer-events-none absolute start-2 top-1/2 z-[1] -translate-y-1/2"
      />
      <Input
        role="searchbox"
        inputMode="search"
        size="small"
        className="ps-8"
        autoComplete="off"
        autoFocus={autoFocus}
        aria-label={label}
        placeholder={label}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </div>
  )
}
