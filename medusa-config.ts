import { defineConfig, Modules } from "@medusajs/framework/utils"
import { adminBranding } from "./src/lib/admin-branding"
import { readEnvironment } from "./src/lib/environment"
import { logger } from "./src/lib/logger"
import { REGISTERED_AS } from "./src/providers/fulfillment/provider-id"

const environment = readEnvironment()

/** Medusa's own modules on Redis, so that several server and worker processes share the work. */
const redisModules = environment.REDIS_URL
  ? [
      {
        resolve: "@medusajs/medusa/event-bus-redis",
        options: { redisUrl: environment.REDIS_URL, jobOptions: { removeOnComplete: true } },
      },
      {
        resolve: "@medusajs/medusa/workflow-engine-redis",
        options: { redis: { redisUrl: environment.REDIS_URL } },
      },
      {
        resolve: "@medusajs/medusa/caching",
        options: {
          providers: [
            {
              resolve: "@medusajs/medusa/caching-redis",
              id: "caching-redis",
              is_default: true,
              options: { redisUrl: environment.REDIS_URL },
            },
          ],
        },
      },
    ]
  : []

const lockingProvider = environment.REDIS_URL
  ? {
      resolve: "@medusajs/medusa/locking-redis",
      id: "locking-redis",
      is_default: true,
      options: { redisUrl: environment.REDIS_URL },
    }
  : { resolve: "@medusajs/medusa/locking-postgres", id: "locking-postgres", is_default: true }

/**
 * The processors as Medusa's payment providers. They only keep its records: what they need to charge
 * is in the accounts that staff enter, so they take no options.
 */
const paymentProviders = ["stripe", "nmi", "paypal", "btcpay"].map((name) => ({
  resolve: `./src/providers/payment/${name}`,
}))

/** What Medusa itself is asked to tell somebody (plug-ins); our letters are the module `mail`'s. */
const notificationProviders = [
  {
    resolve: "@medusajs/medusa/notification-local",
    id: "local",
    options: { name: "Local Notification Provider", channels: ["feed"] },
  },
  ...(environment.SMTP_URL
    ? [
        {
          resolve: "./src/providers/notification/smtp",
          id: "smtp",
          options: {
            channels: ["email"],
            url: environment.SMTP_URL,
            from: environment.MAIL_FROM,
          },
        },
      ]
    : []),
]

/**
 * The kinds of suppliers as Medusa's fulfilment providers: they too only keep its records. Medusa's own
 * provider stays for what has been made with it.
 */
const fulfillmentProviders = [
  { resolve: "@medusajs/medusa/fulfillment-manual", id: "manual" },
  ...["rest", "csv_sftp", "csv_email", "manual"].map((name) => ({
    resolve: `./src/providers/fulfillment/${name}`,
    id: REGISTERED_AS,
  })),
]

const config = defineConfig({
  logger,
  projectConfig: {
    databaseUrl: environment.DATABASE_URL,
    databaseDriverOptions: { pool: { min: 2, max: environment.DATABASE_POOL_SIZE } },
    workerMode: environment.MEDUSA_WORKER_MODE,
    http: {
      storeCors: environment.STORE_CORS,
      adminCors: environment.ADMIN_CORS,
      authCors: environment.AUTH_CORS,
      jwtSecret: environment.JWT_SECRET,
      cookieSecret: environment.COOKIE_SECRET,
      // The dashboard and the staff pages use e-mail and password; nobody else signs in here.
      authMethodsPerActor: { user: ["emailpass"], customer: ["emailpass"] },
    },
  },
  admin: { path: "/app", vite: () => ({ plugins: [adminBranding()] }) },
  modules: [
    { resolve: "./src/modules/shop" },
    { resolve: "./src/modules/crm_order" },
    { resolve: "./src/modules/card_vault" },
    { resolve: "./src/modules/staff" },
    { resolve: "./src/modules/attention" },
    { resolve: "./src/modules/exchange_rate" },
    { resolve: "./src/modules/payment_cascade" },
    { resolve: "./src/modules/ledger" },
    { resolve: "./src/modules/mail" },
    { resolve: "./src/modules/dispatch" },
    {
      key: Modules.LOCKING,
      resolve: "@medusajs/medusa/locking",
      options: { providers: [lockingProvider] },
    },
    {
      key: Modules.PAYMENT,
      resolve: "@medusajs/medusa/payment",
      options: { providers: paymentProviders },
    },
    {
      key: Modules.NOTIFICATION,
      resolve: "@medusajs/medusa/notification",
      options: { providers: notificationProviders },
    },
    {
      key: Modules.FULFILLMENT,
      resolve: "@medusajs/medusa/fulfillment",
      options: { providers: fulfillmentProviders },
    },
    ...redisModules,
  ],
})

// Medusa adds its draft orders by itself; orders come from shops here, and nobody may write one by hand.
config.plugins = config.plugins?.filter(
  (plugin) => (typeof plugin === "string" ? plugin : plugin.resolve) !== "@medusajs/draft-order"
)

module.exports = config
