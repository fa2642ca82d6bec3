/** A body nested deeper than this is refused before anything recursive looks at it. */
export const MAX_DEPTH = 10

/**
 * How deeply objects and arrays are nested, counted up to `limit` + 1. Goes level by level instead
 * of recursing: a body of 20,000 levels must not exhaust the stack.
 */
export const nestingDepth = (value: unknown, limit: number = MAX_DEPTH): number => {
  let level: unknown[] = [value]
  let depth = 0
  for (;;) {
    const containers = level.filter((one): one is object => typeof one === "object" && one !== null)
    if (containers.length === 0 || depth > limit) {
      return depth
    }
    depth += 1
    level = containers.flatMap((one): unknown[] => Object.values(one))
  }
}
