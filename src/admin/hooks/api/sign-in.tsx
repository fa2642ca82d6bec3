import { useMutation } from "@tanstack/react-query"

import { CrmError, send } from "../../lib/client"

export type SignInInput = {
  email: string
  password: string
  remember: boolean
  /** Of the authenticator, or a recovery code. */
  code?: string
}

/** Six digits are a code of the authenticator, anything longer is a recovery code. */
const answerOf = (code: string): object =>
  /^[\d\s]{6,9}$/.test(code) ? { code } : { recovery_code: code }

/** E-mail and password for a token, the token (with the second factor) for a session cookie. */
export const useSignIn = () =>
  useMutation<void, CrmError, SignInInput>({
    mutationFn: async ({ email, password, remember, code }) => {
      const { token, second_factor_required } = await send<{
        token: string
        second_factor_required?: boolean
      }>("/auth/user/emailpass", { method: "POST", body: { email, password } })
      if (second_factor_required && !code) {
        throw new CrmError(401, { code: "second_factor_required" })
      }
      await send("/auth/session", {
        method: "POST",
        body: { remember, ...(code ? answerOf(code) : {}) },
        headers: { authorization: `Bearer ${token}` },
      })
    },
  })
