import { useMutation } from "@tanstack/react-query"

import type { CrmError } from "../../lib/client"
import { send } from "../../lib/client"

export type SignInInput = { email: string; password: string; remember: boolean }

/** E-mail and password for a token, the token for a session cookie. */
export const useSignIn = () =>
  useMutation<void, CrmError, SignInInput>({
    mutationFn: async ({ email, password, remember }) => {
      const { token } = await send<{ token: string }>("/auth/user/emailpass", {
        method: "POST",
        body: { email, password },
      })
      await send("/auth/session", {
        method: "POST",
        body: { remember },
        headers: { authorization: `Bearer ${token}` },
      })
    },
  })
