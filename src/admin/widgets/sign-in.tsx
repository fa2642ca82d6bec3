import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { useHref, useLocation } from "react-router-dom"

import { SignInForm } from "../components/sign-in/sign-in-form"
import { useDocumentLanguage } from "../hooks/use-document-language"
import { request } from "../lib/client"
import type { Me } from "../types/orders"

/**
 * Everything else that Medusa's sign-in page holds is taken out of the page, also for the keyboard
 * and for screen readers: its mark and title, its form, the link to reset a password.
 */
const ONLY_OURS = `
  *:has(> [data-t3-sign-in]) > :not([data-t3-sign-in]),
  *:has(> * > [data-t3-sign-in]) > :not(:has(> [data-t3-sign-in])) { display: none !important; }
  *:has(> * > [data-t3-sign-in]) { max-width: 340px !important; }
`

/** Where somebody was going when they were asked to sign in; null when it was nowhere in particular. */
const readTarget = (state: unknown): string | null => {
  const from = (state as { from?: { pathname?: string; search?: string } } | null)?.from
  const target = from?.pathname && `${from.pathname}${from.search ?? ""}`
  return target && !NOWHERE.includes(target) ? target : null
}

/** The address of the pages themselves, and where Medusa sends whoever opens it. */
const NOWHERE = ["/", "/orders"]

/** The first page of a role: what it may see. */
const firstPage = async (): Promise<string> => {
  const { permissions } = await request<Me>("/me")
  return permissions.dashboard ? "/dashboard" : "/orders"
}

const SignInWidget = () => {
  const target = readTarget(useLocation().state)
  const root = useHref("/")
  useDocumentLanguage()
  return (
    <div data-t3-sign-in className="w-full">
      <style>{ONLY_OURS}</style>
      {/* A fresh page, so that nothing that was loaded for somebody else is shown to this person. */}
      <SignInForm
        onSignedIn={async () => {
          const page = target ?? (await firstPage().catch(() => "/orders"))
          window.location.assign(`${root.replace(/\/$/, "")}${page}`)
        }}
      />
    </div>
  )
}

export const config = defineWidgetConfig({ zone: "login.before", id: "t3-sign-in" })

export default SignInWidget
