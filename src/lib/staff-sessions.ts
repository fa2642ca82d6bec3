import { Pool } from "@medusajs/framework/pg"
import connectPgSimple from "connect-pg-simple"
import type { RequestHandler } from "express"
import session from "express-session"
import { logger } from "./logger"

const TABLE = "staff_session"

/** How long a sign-in lasts without "Remember me". */
export const SESSION_MILLISECONDS = 10 * 60 * 60 * 1000

type Options = { databaseUrl: string; secret: string }

export type StaffSessions = {
  /** Express middleware; Medusa's own session middleware steps aside when it finds a session. */
  middleware: RequestHandler
  /** Creates the table of the sessions if it is not there yet. */
  prepare: () => Promise<void>
  close: () => Promise<void>
}

/**
 * Sessions of the staff, kept in PostgreSQL: they survive a restart, all processes know them, and
 * they can be listed and ended. A session ends a fixed time after the sign-in.
 */
export const createStaffSessions = ({ databaseUrl, secret }: Options): StaffSessions => {
  const pool = new Pool({ connectionString: databaseUrl, max: 5 })
  pool.on("error", (error) => logger.warn(`Sessions: ${error.message}`))
  const Store = connectPgSimple(session)
  const store = new Store({
    pool,
    tableName: TABLE,
    disableTouch: true,
    errorLog: (...parts: unknown[]) => logger.warn(`Sessions: ${parts.join(" ")}`),
  })
  return {
    middleware: session({
      store,
      secret,
      resave: false,
      saveUninitialized: false,
      // "auto": Secure behind https (as told by a trusted proxy), usable on plain http localhost.
      cookie: { secure: "auto", httpOnly: true, sameSite: "lax", maxAge: SESSION_MILLISECONDS },
    }),
    prepare: async () => {
      await pool.query(
        `create table if not exists ${TABLE} (
           sid text primary key,
           sess json not null,
           expire timestamptz not null
         );
         alter table ${TABLE} add column if not exists last_seen timestamptz;
         create index if not exists staff_session_expire on ${TABLE} (expire);
         create index if not exists staff_session_actor on ${TABLE} ((sess -> 'auth_context' ->> 'actor_id'));`
      )
    },
    close: async () => {
      await store.close()
      await pool.end()
    },
  }
}
