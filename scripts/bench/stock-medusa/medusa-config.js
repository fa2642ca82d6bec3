const { defineConfig } = require("@medusajs/framework/utils")

/** Medusa as it comes: what the benchmark compares the intake with. None of our modules is here. */
module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    databaseDriverOptions: { pool: { min: 2, max: 20 } },
    http: {
      storeCors: "",
      adminCors: "",
      authCors: "",
      jwtSecret: process.env.JWT_SECRET,
      cookieSecret: process.env.COOKIE_SECRET,
    },
  },
  admin: { disable: true },
})
