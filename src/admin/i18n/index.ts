import enBulk from "./json/en/bulk.json"
import enCalls from "./json/en/calls.json"
import enCard from "./json/en/card.json"
import enCore from "./json/en/core.json"
import enDashboard from "./json/en/dashboard.json"
import enCustomers from "./json/en/customers.json"
import enDispatch from "./json/en/dispatch.json"
import enHealth from "./json/en/health.json"
import enMail from "./json/en/mail.json"
import enOrders from "./json/en/orders.json"
import enPayments from "./json/en/payments.json"
import enShops from "./json/en/shops.json"
import enStaff from "./json/en/staff.json"
import ruBulk from "./json/ru/bulk.json"
import ruCalls from "./json/ru/calls.json"
import ruCard from "./json/ru/card.json"
import ruCore from "./json/ru/core.json"
import ruDashboard from "./json/ru/dashboard.json"
import ruCustomers from "./json/ru/customers.json"
import ruDispatch from "./json/ru/dispatch.json"
import ruHealth from "./json/ru/health.json"
import ruMail from "./json/ru/mail.json"
import ruOrders from "./json/ru/orders.json"
import ruPayments from "./json/ru/payments.json"
import ruRefusals from "./json/ru/refusals.json"
import ruShops from "./json/ru/shops.json"
import ruStaff from "./json/ru/staff.json"

/**
 * `translation` is laid over Medusa's own texts, the rest are namespaces of our pages. `refusals` are
 * the server's own sentences by their code: it speaks English itself.
 */
export default {
  en: {
    translation: enCore,
    bulk: enBulk,
    calls: enCalls,
    dashboard: enDashboard,
    customers: enCustomers,
    card: enCard,
    dispatch: enDispatch,
    health: enHealth,
    mail: enMail,
    orders: enOrders,
    payments: enPayments,
    shops: enShops,
    staff: enStaff,
  },
  ru: {
    translation: ruCore,
    bulk: ruBulk,
    calls: ruCalls,
    dashboard: ruDashboard,
    customers: ruCustomers,
    card: ruCard,
    dispatch: ruDispatch,
    health: ruHealth,
    mail: ruMail,
    orders: ruOrders,
    payments: ruPayments,
    refusals: ruRefusals,
    shops: ruShops,
    staff: ruStaff,
  },
}
