import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect } from "react"

import type { CrmError } from "../../lib/client"
import { request } from "../../lib/client"
import type { BulkJobLine, FollowedJob, MovePreview } from "../../types/bulk"
import type { BulkInput } from "./orders"
import { orderKeys, post, useOrderMutation } from "./orders"

const JOB_POLL_MS = 700
/** As many as anybody reads; the numbers are of all. */
const RESULTS_SHOWN = 200
export const JOBS_PAGE_SIZE = 20

export const bulkKeys = {
  preview: (input: BulkInput) => [...orderKeys.all, "bulk-preview", input] as const,
  allJobs: [...orderKeys.all, "jobs"] as const,
  jobs: (offset: number) => [...bulkKeys.allJobs, offset] as const,
  job: (id: string) => [...orderKeys.all, "job", id] as const,
}

/** What a bulk move would do, as things stand; asked for once, for a large answer costs the server work. */
export const useMovePreview = (input: BulkInput) =>
  useQuery<MovePreview, CrmError>({
    queryKey: bulkKeys.preview(input),
    queryFn: () => post("/orders/bulk-status/preview", input),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  })

export const useStartMove = () =>
  useOrderMutation((input: BulkInput) =>
    post<{ job_id: string }>("/orders/bulk-status", { ...input, as_job: true })
  )

export const useUndoJob = () =>
  useOrderMutation(({ id }: { id: string }) =>
    post<{ job_id: string }>(`/bulk-jobs/${id}/undo`, {})
  )

/** The jobs there have been, a page of them, the newest first. */
export const useBulkJobs = (offset: number) =>
  useQuery<{ jobs: BulkJobLine[]; count: number }, CrmError>({
    queryKey: bulkKeys.jobs(offset),
    queryFn: ({ signal }) =>
      request("/bulk-jobs", { query: { limit: JOBS_PAGE_SIZE, offset }, signal }),
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.jobs.some((job) => job.state === "running") ? JOB_POLL_MS : false,
  })

/** Follows a job to its end; then the lists are read anew. */
export const useFollowedJob = (id: string) => {
  const client = useQueryClient()
  const query = useQuery<{ job: FollowedJob }, CrmError, FollowedJob>({
    queryKey: bulkKeys.job(id),
    queryFn: ({ signal }) =>
      request(`/bulk-jobs/${id}`, {
        query: { limit: RESULTS_SHOWN, failed_first: true },
        signal,
      }),
    select: ({ job }) => job,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.job.state === "done" ? false : JOB_POLL_MS),
  })
  const isDone = query.data?.state === "done"
  useEffect(() => {
    if (isDone) {
      void client.invalidateQueries({ queryKey: orderKeys.lists() })
      void client.invalidateQueries({ queryKey: bulkKeys.allJobs })
    }
  }, [client, isDone])
  return query
}
