import { MagnifyingGlass, XMarkMini } from "@medusajs/icons"
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

    const clear = () => {
      setText("")
      onSearch("")
    }

    return (
      <form
        role="search"
        className="relative isolate w-full md:max-w-80"
        onSubmit={(event) => {
          event.preventDefault()
          onSearch(text.trim())
        }}
      >
        <MagnifyingGlass
          aria-hidden="true"
          className="text-ui-fg-muted pointer-events-none absolute start-2 z-[1] top-1/2 -translate-y-1/2"
        />
        <Input
          ref={ref}
          role="searchbox"
          inputMode="search"
          size="small"
          className="pe-8 ps-8"
          value={text}
          maxLength={200}
          placeholder={t("filter.search")}
          aria-label={t("filter.searchLabel")}
          aria-keyshortcuts="/"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") {
              if (text) {
                clear()
              } else {
                event.currentTarget.blur()
              }
            }
          }}
        />
        {text && (
          <button
            type="button"
            aria-label={t("filter.clearSearch")}
            onClick={clear}
            className="text-ui-fg-muted hover:text-ui-fg-subtle focus-visible:shadow-borders-focus absolute end-0 top-0 flex h-7 w-7 items-center justify-center rounded-md outline-none"
          >
            <XMarkMini />
          </button>
        )}
      </form>
    )
  }
)
SearchBox.displayName = "SearchBox"
