import { Eye, EyeSlash } from "@medusajs/icons"
import { clx } from "@medusajs/ui"
import type { ComponentProps } from "react"
import { forwardRef, useState } from "react"
import { useTranslation } from "react-i18next"

/** Medusa's own password field names its eye in English only; this one speaks the page's language. */
export const PasswordInput = forwardRef<HTMLInputElement, Omit<ComponentProps<"input">, "type">>(
  ({ className, ...props }, ref) => {
    const { t } = useTranslation("staff")
    const [shown, setShown] = useState(false)
    return (
      <div className="relative">
        <input
          ref={ref}
          type={shown ? "text" : "password"}
          className={clx(
            "caret-ui-fg-base bg-ui-bg-field hover:bg-ui-bg-field-hover shadow-borders-base placeholder-ui-fg-muted text-ui-fg-base transition-fg relative w-full appearance-none rounded-md outline-none",
            "focus-visible:shadow-borders-interactive-with-active aria-[invalid=true]:!shadow-borders-error",
            "txt-compact-small h-8 px-2 py-1.5 pe-9",
            className
          )}
          {...props}
        />
        <button
          type="button"
          aria-pressed={shown}
          aria-label={t(shown ? "signIn.hidePassword" : "signIn.showPassword")}
          onClick={() => setShown(!shown)}
          className="text-ui-fg-muted hover:text-ui-fg-base focus-visible:shadow-borders-focus absolute inset-y-0 end-0 flex w-8 items-center justify-center rounded-md outline-none"
        >
          {shown ? <EyeSlash /> : <Eye />}
        </button>
      </div>
    )
  }
)
PasswordInput.displayName = "PasswordInput"
