import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"

import type { CrmError } from "../../lib/client"
import { request } from "../../lib/client"
import type {
  MailKind,
  PreviewAnswer,
  PreviewInput,
  TemplateAnswer,
  TemplatesAnswer,
  TemplateScope,
  TemplateVersionName,
  TestAnswer,
  Wording,
} from "../../types/mail"
import type { OrderListAnswer } from "../../types/orders"
import { mailKeys } from "./mail"
import { post } from "./orders"

const templateKeys = {
  all: () => [...mailKeys.all, "templates"] as const,
  one: (scope: TemplateScope) => [...templateKeys.all(), scope] as const,
}

const path = (kind: MailKind, rest = ""): string => `/mail/templates/${kind}${rest}`

export const useTemplates = () =>
  useQuery<TemplatesAnswer, CrmError>({
    queryKey: templateKeys.all(),
    queryFn: ({ signal }) => request("/mail/templates", { signal }),
    staleTime: 0,
  })

export const useTemplate = ({ kind, shop_id, language }: TemplateScope) =>
  useQuery<TemplateAnswer, CrmError>({
    queryKey: templateKeys.one({ kind, shop_id, language }),
    queryFn: ({ signal }) => request(path(kind), { query: { shop_id, language }, signal }),
    // What is being written is not taken away by what comes in meanwhile.
    refetchOnWindowFocus: false,
    staleTime: 0,
  })

const useTemplateMutation = <Input, Output>(call: (input: Input) => Promise<Output>) => {
  const client = useQueryClient()
  return useMutation<Output, CrmError, Input>({
    mutationFn: call,
    onSuccess: () => client.invalidateQueries({ queryKey: mailKeys.all }),
  })
}

export type SaveTemplateInput = TemplateScope &
  Wording & {
    note: string
    /** The newest version that was seen; 0 when there was none. */
    expected_version: number
    save_broken?: boolean
  }

export const useSaveTemplate = () =>
  useTemplateMutation(({ kind, ...body }: SaveTemplateInput) => post<object>(path(kind), body))

export type RestoreTemplateInput = TemplateScope & {
  version: TemplateVersionName
  expected_version: number
}

export const useRestoreTemplate = () =>
  useTemplateMutation(({ kind, ...body }: RestoreTemplateInput) =>
    post<object>(path(kind, "/restore"), body)
  )

/** What a wording makes of an order, also before it is saved. */
export const usePreview = (input: PreviewInput | null) =>
  useQuery<PreviewAnswer, CrmError>({
    queryKey: [...mailKeys.all, "preview", input],
    queryFn: ({ signal }) =>
      request("/mail/preview", { method: "POST", body: input ?? {}, signal }),
    enabled: input !== null,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 60_000,
    refetchOnWindowFocus: false,
    retry: false,
  })

export const useSendTest = () =>
  useMutation<TestAnswer, CrmError, PreviewInput & { to: string }>({
    mutationFn: (body) => post<TestAnswer>("/mail/preview/send", body),
  })

const RECENT = 20

/** The latest orders, or those that a search finds: a wording is tried with any of them. */
export const useRecentOrders = (q: string, shopId: string | null) =>
  useQuery<OrderListAnswer, CrmError>({
    queryKey: [...mailKeys.all, "orders", q, shopId],
    queryFn: ({ signal }) =>
      request("/orders", { query: { q, shop_id: shopId ? [shopId] : [], limit: RECENT }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
