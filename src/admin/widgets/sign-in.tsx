import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { useHref, useLocation } from "react-router-dom"

import { SignInForm } from "../components/sign-in/sign-in-form"
import { useDocumentLanguage } from "../hooks/use-document-language"

/**
 * Everything else that Medusa's sign-in page holds is taken out of the page, also for the keyboard
 * and for screen readers: its mark and title, its form, the link to reset a password.
 */
const ONLY_OURS = `
  *:has(> [data-t3-sign-in]) > :not([data-t3-sign-in]),
  *:has(> * > [data-t3-sign-in]) > :not(:has(> [data-t3-sign-in])) { display: none !important; }
  *:has(> * > [data-t3-sign-in]) { max-width: 340px !important; }
`

const readTarget = (state: unknown): string => {
  const from = (state as { from?: { pathname?: string; search?: string } } | null)?.from
  return from?.pathname ? `${from.pathname}${from.search ?? ""}` : "/orders"
}

const SignInWidget = () => {
  const target = useHref(readTarget(useLocation().state))
  useDocumentLanguage()
  return (
    <div data-t3-sign-in className="w-full">
      <style>{ONLY_OURS}</style>
      {/* A fresh page, so that nothing that was loaded for somebody else is shown to this person. */}
      <SignInForm onSignedIn={() => window.location.assign(target)} />
    </div>
  )
}

export const config = defineWidgetConfig({ zone: "login.before", id: "t3-sign-in" })

export default SignInWidget
