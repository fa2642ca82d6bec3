/** One field of a request that is not right: where it is and what is wrong, in words. */
export type FieldFault = { path: string; message: string }

type ProblemOptions = {
  fields?: FieldFault[]
  /** Further facts that the answer carries beside code, error and fields, e.g. `allowed`. */
  extra?: Record<string, unknown>
}

/**
 * A refusal that the caller can understand and act upon: an HTTP status, a machine word and a
 * sentence. Anything below the doors may throw it; the one error handler answers it.
 */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly fields: FieldFault[]
  readonly extra: Record<string, unknown>

  constructor(status: number, code: string, sentence: string, options: ProblemOptions = {}) {
    super(sentence)
    this.name = "Problem"
    this.status = status
    this.code = code
    this.fields = options.fields ?? []
    this.extra = options.extra ?? {}
  }
}

/** 404 for a thing that does not exist, or that the caller may not know to exist. */
export const notFound = (what: string): Problem =>
  new Problem(404, "not_found", `There is no such ${what}.`)

/**
 * The problem that `error` is, also after a workflow has carried it: workflows hand on a plain copy
 * of an error's own properties. Null when it is something else.
 */
export const problemOf = (error: unknown): Problem | null => {
  if (error instanceof Problem) {
    return error
  }
  if (!isCopyOfProblem(error)) {
    return null
  }
  const { status, code, message, fields, extra } = error
  return new Problem(status, code, message, { fields, extra })
}

const isCopyOfProblem = (error: unknown): error is Problem =>
  typeof error === "object" &&
  error !== null &&
  "name" in error &&
  error.name === "Problem" &&
  "status" in error &&
  typeof error.status === "number" &&
  "code" in error &&
  typeof error.code === "string" &&
  "message" in error &&
  typeof error.message === "string"
