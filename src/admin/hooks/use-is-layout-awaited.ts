import { useIsFetching } from "@tanstack/react-query"

/** Medusa's own key of what a role's menu and pages consist of. */
const LAYOUT_QUERY_KEY = [["layouts"], "configuration"]

/**
 * Whether the layout of a role is still on its way. Until it has arrived Medusa shows its own menu,
 * with entries that this product has no use for.
 */
export const useIsLayoutAwaited = (): boolean =>
  useIsFetching({
    queryKey: LAYOUT_QUERY_KEY,
    predicate: ({ state }) => state.data === undefined,
  }) > 0
