import { type Permission, PERMISSIONS } from "./permissions"
import type { StaffGrant, StaffRole } from "./types"

type CompiledPermission = Permission & { expression: RegExp }

const WHOLE_TREE = "/**"

const escape = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&")

/**
 * The expression of a row's path. It reads a path exactly as Express reads a route: in any case,
 * with or without a closing slash, undecoded. So a request cannot look like one route here and reach
 * another there.
 */
const compile = (path: string): RegExp => {
  const wholeTree = path.endsWith(WHOLE_TREE)
  const segments = (wholeTree ? path.slice(0, -WHOLE_TREE.length) : path)
    .split("/")
    .map((segment) => (segment.startsWith(":") ? "[^/]+?" : escape(segment)))
    .join("/")
  return new RegExp(`^${segments}${wholeTree ? "(?:/.*)?" : "/?"}$`, "is")
}

const compiled: readonly CompiledPermission[] = PERMISSIONS.map((permission) => ({
  ...permission,
  expression: compile(permission.path),
}))

/** The row that decides about this call; undefined when no row names it. */
export const permissionFor = (method: string, path: string): Permission | undefined => {
  const asked = method === "HEAD" ? "GET" : method
  return compiled.find(
    ({ methods, expression }) => methods.some((one) => one === asked) && expression.test(path)
  )
}

/** Whether the row lets this role pass, or somebody with one of these grants. */
export const isAllowedBy = (
  permission: Permission | undefined,
  role: StaffRole,
  grants: readonly StaffGrant[] = []
): boolean =>
  permission !== undefined &&
  (permission.roles.includes(role) ||
    (permission.granted !== undefined && grants.includes(permission.granted)))

/** Whether a role may make this call. What no row names, nobody may. */
export const isPermitted = (
  role: StaffRole,
  method: string,
  path: string,
  grants: readonly StaffGrant[] = []
): boolean => isAllowedBy(permissionFor(method, path), role, grants)
