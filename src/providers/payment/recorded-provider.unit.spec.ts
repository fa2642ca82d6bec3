import { NmiPaymentProvider } from "./nmi/service"
import { StripePaymentProvider } from "./stripe/service"

const money = { amount: 34.95, currency_code: "eur" }
const data = { attempt_id: "att_1", payment_id: "pi_1" }

describe.each([
  ["stripe", StripePaymentProvider],
  ["nmi", NmiPaymentProvider],
])("%s as Medusa's payment provider", (identifier, Provider) => {
  const provider = new Provider({}, {})

  it("is known by the processor's name", () => {
    expect(Provider.identifier).toBe(identifier)
    expect(provider.getIdentifier()).toBe(identifier)
  })

  it("records what the cascade has done and asks nobody", async () => {
    const spy = jest.spyOn(globalThis, "fetch")
    expect(await provider.initiatePayment({ ...money, data })).toMatchObject({ id: "att_1", data })
    expect(await provider.authorizePayment({ data })).toEqual({ data, status: "authorized" })
    expect(await provider.capturePayment({ data })).toEqual({ data })
    expect(await provider.refundPayment({ amount: 1, data })).toEqual({ data })
    expect(spy).not.toHaveBeenCalled()
    spy.mockRestore()
  })

  it("refuses what no attempt stands behind", async () => {
    await expect(provider.initiatePayment({ ...money, data: {} })).rejects.toThrow(/order's card/)
    await expect(provider.refundPayment({ amount: 1, data: {} })).rejects.toThrow(/order's card/)
    await expect(provider.capturePayment({})).rejects.toThrow(/order's card/)
  })

  it("leaves callbacks to their own door", async () => {
    expect(await provider.getWebhookActionAndData()).toEqual({ action: "not_supported" })
  })
})
