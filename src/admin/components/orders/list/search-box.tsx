import { Input } from "@medusajs/ui"
import { forwardRef, useEffect, useState } from "react"
import { useTranslation } from "react-i18next"

const SETTLE_MS = 300

type SearchBoxProps = { value: string; onSearch: (value: string) => void }

/** Asks when the typing stops, so that not every letter becomes a query. */
export const SearchBox = forwardRef<HTMLInputElement, SearchBoxProps>(
  ({ value, onSearch }, ref) => {
    const { t } = useTranslation("orders")
    const [text, setText] = useState(value)

    // The back button or "clear all" changed the address: the field follows.
    useEffect(() => setText(value), [value])

    useEffect(() => {
      if (text.trim() === value) {
        return
      }
      const timer = setTimeout(() => onSearch(text.trim()), SETTLE_MS)
      return () => clearTimeout(timer)
    }, [text, value, onSearch])

    return (
      <form
        role="search"
        className="w-full md:max-w-80"
        onSubmit={(event) => {
          event.preventDefault()
          onSearch(text.trim())
        }}
      >
        <Input
          ref={ref}
          type="search"
          size="small"
          value={text}
          maxLength={200}
          placeholder={t("filter.search")}
          aria-label={t("filter.searchLabel")}
          aria-keyshortcuts="/"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape" && !text) {
              event.currentTarget.blur()
            }
          }}
        />
      </form>
    )
  }
)
SearchBox.displayName = "SearchBox"
