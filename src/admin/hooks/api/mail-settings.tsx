import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"

import type { CrmError } from "../../lib/client"
import { request } from "../../lib/client"
import type {
  MailAccount,
  MailAccountInput,
  MailRules,
  MailSwitchChange,
  SenderFields,
  Suppression,
} from "../../types/mail"
import { mailKeys } from "./mail"
import { post } from "./orders"

const ACCOUNTS_POLL_MS = 5_000
export const SUPPRESSIONS_PER_PAGE = 20

const settingKeys = {
  rules: () => [...mailKeys.all, "rules"] as const,
  accounts: () => [...mailKeys.all, "accounts"] as const,
  suppressions: () => [...mailKeys.all, "suppressions"] as const,
}

export const useMailRules = (enabled = true) =>
  useQuery<MailRules, CrmError>({
    queryKey: settingKeys.rules(),
    queryFn: ({ signal }) => request("/mail/rules", { signal }),
    enabled,
    staleTime: 0,
  })

const useMailMutation = <Input, Output>(call: (input: Input) => Promise<Output>) => {
  const client = useQueryClient()
  return useMutation<Output, CrmError, Input>({
    mutationFn: call,
    onSettled: () => client.invalidateQueries({ queryKey: mailKeys.all }),
  })
}

export const useHoldAll = () =>
  useMailMutation((body: { hold_all: boolean }) => post<object>("/mail/rules/hold-all", body))

export const useSaveSwitches = () =>
  useMailMutation((body: { switches: MailSwitchChange[] }) =>
    post<object>("/mail/rules/switches", body)
  )

export const useSaveSender = (shopId: string) =>
  useMailMutation((body: SenderFields) =>
    post<object>(`/mail/rules/shops/${encodeURIComponent(shopId)}`, body)
  )

export const useMailAccounts = () =>
  useQuery<{ accounts: MailAccount[] }, CrmError, MailAccount[]>({
    queryKey: settingKeys.accounts(),
    queryFn: ({ signal }) => request("/mail/accounts", { signal }),
    select: ({ accounts }) => accounts,
    refetchInterval: ACCOUNTS_POLL_MS,
  })

/** Adds a mail server, or changes the one with the id. */
export const useSaveMailAccount = (id: string | null) =>
  useMailMutation((body: MailAccountInput) =>
    post<{ account: MailAccount }>(`/mail/accounts${id ? `/${encodeURIComponent(id)}` : ""}`, body)
  )

/** Signs in at the mail server and out again; sends nothing. */
export const useCheckMailAccount = () =>
  useMailMutation(({ id }: { id: string }) =>
    post<{ ok: boolean; words: string | null }>(
      `/mail/accounts/${encodeURIComponent(id)}/check`,
      {}
    )
  )

export const useSuppressions = (q: string, offset: number) =>
  useQuery<{ suppressions: Suppression[]; count: number }, CrmError>({
    queryKey: [...settingKeys.suppressions(), q, offset],
    queryFn: ({ signal }) =>
      request("/mail/suppressions", {
        query: { q, offset, limit: SUPPRESSIONS_PER_PAGE },
        signal,
      }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })

export const useSuppress = () =>
  useMailMutation((body: { address: string; note: string }) =>
    post<object>("/mail/suppressions", body)
  )

export const useUnsuppress = () =>
  useMailMutation((body: { address: string; reason: string }) =>
    post<object>("/mail/suppressions/remove", body)
  )
