import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"

import type { CrmError } from "../../lib/client"
import { download, request } from "../../lib/client"
import type { FileInput } from "../../lib/read-file"
import type {
  AnswersPreview,
  ListedSupplier,
  SupplierExchange,
  SupplierFile,
  SupplierInput,
  SuppliersAnswer,
} from "../../types/dispatch"
import { orderKeys, post } from "./orders"

const POLL_MS = 5_000
export const SUPPLIER_ROWS_PER_PAGE = 20

const suppliersQueryKey = ["crm-suppliers"] as const

const pathOf = (id: string, rest = "") => `/suppliers/${encodeURIComponent(id)}${rest}`

export const useSuppliers = (enabled = true) =>
  useQuery<SuppliersAnswer, CrmError>({
    queryKey: [...suppliersQueryKey, "list"],
    queryFn: ({ signal }) => request("/suppliers", { signal }),
    enabled,
    refetchInterval: POLL_MS,
  })

const useSupplierMutation = <Input, Result>(change: (input: Input) => Promise<Result>) => {
  const client = useQueryClient()
  return useMutation<Result, CrmError, Input>({
    mutationFn: change,
    onSettled: () => {
      void client.invalidateQueries({ queryKey: orderKeys.all })
      return client.invalidateQueries({ queryKey: suppliersQueryKey })
    },
  })
}

/** Adds a supplier, or changes the one with the id. */
export const useSaveSupplier = (id: string | null) =>
  useSupplierMutation((body: SupplierInput) =>
    post<{ supplier: ListedSupplier }>(id ? pathOf(id) : "/suppliers", body)
  )

/** Whether he can be reached and lets us in; changes nothing there. */
export const useCheckSupplier = () =>
  useSupplierMutation(({ id }: { id: string }) =>
    post<{ ok: boolean; words: string }>(pathOf(id, "/check"), {})
  )

export const useSupplierFiles = (id: string, offset: number) =>
  useQuery<{ files: SupplierFile[]; count: number }, CrmError>({
    queryKey: [...suppliersQueryKey, id, "files", offset],
    queryFn: ({ signal }) =>
      request(pathOf(id, "/files"), {
        query: { offset, limit: SUPPLIER_ROWS_PER_PAGE },
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
  })

export const useSupplierExchanges = (id: string, offset: number) =>
  useQuery<{ exchanges: SupplierExchange[]; count: number }, CrmError>({
    queryKey: [...suppliersQueryKey, id, "exchanges", offset],
    queryFn: ({ signal }) =>
      request(pathOf(id, "/exchanges"), {
        query: { offset, limit: SUPPLIER_ROWS_PER_PAGE },
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
  })

/** What an answer file says, without believing it. */
export const usePreviewAnswers = (id: string) =>
  useMutation<AnswersPreview, CrmError, FileInput>({
    mutationFn: (file) =>
      request(pathOf(id, "/answers"), { method: "POST", query: { preview: true }, body: file }),
  })

export const useUploadAnswers = (id: string) =>
  useSupplierMutation((file: FileInput) => post<object>(pathOf(id, "/answers"), file))

/** Fetches what is to be sent as a spreadsheet; what is in it counts as handed over. */
export const useExportParcels = (id: string) =>
  useSupplierMutation((format: "csv" | "xlsx") =>
    download(`/admin/crm${pathOf(id, "/export")}`, { format })
  )
