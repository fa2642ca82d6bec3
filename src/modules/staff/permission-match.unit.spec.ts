import { isPermitted, permissionFor } from "./permission-match"
import { STAFF_ROLES } from "./types"

describe("the permission table", () => {
  it("refuses what no row names, to everybody", () => {
    for (const role of STAFF_ROLES) {
      expect(isPermitted(role, "GET", "/admin/something-new")).toBe(false)
      expect(isPermitted(role, "GET", "/admin")).toBe(false)
      expect(isPermitted(role, "TRACE", "/admin/users/me")).toBe(false)
      expect(isPermitted(role, "OPTIONS", "/admin/users/me")).toBe(false)
    }
  })

  it("lets nobody write Medusa's orders and payments, nor delete an order", () => {
    for (const path of [
      "/admin/orders/order_1/cancel",
      "/admin/payments/pay_1/refund",
      "/admin/payment-collections/c/mark-as-paid",
      "/admin/draft-orders",
      "/admin/returns/r/receive/confirm",
      "/admin/workflows-executions/cancel-order/run",
    ]) {
      expect(isPermitted("administrator", "POST", path)).toBe(false)
    }
    for (const path of ["/admin/orders/order_1", "/admin/crm/orders/T3-1"]) {
      expect(isPermitted("administrator", "DELETE", path)).toBe(false)
    }
  })

  it("gives the administrator what the manager may, and the manager what the operator may", () => {
    const paths = ["/admin/crm/orders", "/admin/crm/orders/T3-1/notes", "/admin/customers"]
    for (const method of ["GET", "POST"]) {
      for (const path of paths) {
        const [administrator, manager, operator] = STAFF_ROLES.map((role) =>
          isPermitted(role, method, path)
        )
        expect(administrator || !manager).toBe(true)
        expect(manager || !operator).toBe(true)
      }
    }
  })

  it("reads a path as Express reads a route", () => {
    expect(isPermitted("operator", "GET", "/ADMIN/Users/ME/")).toBe(true)
    expect(isPermitted("operator", "HEAD", "/admin/crm/orders")).toBe(true)
    // These reach other routes or none: the row of /admin/users/me must not speak for them.
    for (const path of [
      "/admin/users/%6De",
      "/admin//users/me",
      "//admin/users/me",
      "/admin/users/me/../../products",
      "/admin/users/me%2F..%2Fproducts",
      "/admin/users/me;a",
      "/admin/users/me\n",
      "/admin/products?x=/admin/users/me",
    ]) {
      expect(isPermitted("operator", "GET", path)).toBe(false)
    }
  })

  it("keeps a parameter inside its segment", () => {
    expect(permissionFor("GET", "/admin/crm/orders/T3-1")?.path).toBe("/admin/crm/orders/:id")
    expect(permissionFor("GET", "/admin/crm/orders/T3-1/secrets")).toBeUndefined()
    expect(permissionFor("GET", "/admin/storesroom")).toBeUndefined()
  })

  it("prefers the row of one route to the row of a whole tree", () => {
    expect(permissionFor("GET", "/admin/stores")?.operatorGets).toBe("store")
    expect(isPermitted("operator", "GET", "/admin/stores/store_1")).toBe(false)
  })
})
