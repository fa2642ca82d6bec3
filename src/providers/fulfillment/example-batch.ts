import type { HandOverBatch, ParcelToHandOver } from "./supplier"

/** A parcel for trying settings and tests with: two lines, letters of several alphabets. */
export const EXAMPLE_PARCEL: ParcelToHandOver = {
  number: "T3-EXAM-PLE0-0001-P1",
  order_id: "T3-EXAM-PLE0-0001",
  shop: "Vita Herb",
  address: {
    name: "Jürgen Großmann",
    phone: "+493023125042",
    email: "juergen.grossmann@example.com",
    address1: "Warschauer Straße 58",
    address2: null,
    city: "Berlin",
    state: null,
    zip: "10245",
    country: "DE",
  },
  lines: [
    {
      sku: "0EK345",
      supplier_sku: "W-1001",
      name: "VITAMIN B",
      option: "20 mg",
      quantity: 2,
    },
    {
      sku: "0OM902",
      supplier_sku: "W-1002",
      name: "OMEGA-3 FISH OIL",
      option: null,
      quantity: 1,
    },
  ],
  delivery: "standard",
  insured: true,
  value: { amount: "58.50", currency: "EUR" },
  replaces: null,
  note: null,
}

export const EXAMPLE_BATCH: HandOverBatch = {
  name: "example-20260102-000001",
  at: new Date("2026-01-02T03:04:05Z"),
  parcels: [EXAMPLE_PARCEL],
}
