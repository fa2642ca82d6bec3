import { EventEmitter } from "node:events"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { Logger as WorkerLogger, parseCronItems, run, runMigrations } from "graphile-worker"
import type { TaskList, WorkerEvents } from "graphile-worker"
import type { ScheduledTask, Task } from "../tasks"
import { AbandonedJobs } from "./abandoned-jobs"
import { reasonOf } from "./error-words"
import { hideSecrets } from "./hide-secrets"
import { logger } from "./logger"

/** graphile-worker says one line per job at "info": kept for whoever debugs. */
const workerLogger = new WorkerLogger(() => (level, message) => {
  if (level === "error") {
    logger.error(message)
  } else if (level === "warning") {
    logger.warn(message)
  } else {
    logger.debug(message)
  }
})

/** What went wrong in words; the faults of a payload are a list of objects otherwise. */
const messageOf = (error: unknown): string => {
  if (error instanceof z.ZodError) {
    const faults = error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`)
    return `The payload is not right. ${faults.join("; ")}`
  }
  return error instanceof Error ? reasonOf(error) : String(error)
}

/** Creates or updates the tables of the job queue (schema `graphile_worker`). */
export const prepareTaskQueue = (databaseUrl: string): Promise<void> =>
  runMigrations({ connectionString: databaseUrl, logger: workerLogger })

type Options = {
  databaseUrl: string
  concurrency: number
  container: MedusaContainer
  tasks: Record<string, Task>
  schedule: ScheduledTask[]
}

export type TaskRunner = {
  /** Lets running tasks finish (a few seconds), takes no new ones. */
  stop: () => Promise<void>
}

/** Starts working on the job queue. */
export const startTaskRunner = async (options: Options): Promise<TaskRunner> => {
  const taskList: TaskList = {}
  for (const [name, task] of Object.entries(options.tasks)) {
    taskList[name] = async (payload: unknown) => {
      try {
        await task(payload, { container: options.container })
      } catch (error) {
        // The queue keeps the message of a failed job: it must keep nothing secret or personal.
        const message = hideSecrets(messageOf(error))
        logger.error(`Task ${name} failed: ${message}`)
        throw new Error(message)
      }
    }
  }
  const abandoned = new AbandonedJobs(options.databaseUrl)
  const events: WorkerEvents = new EventEmitter()
  events.on("pool:create", ({ workerPool }) => abandoned.watch(workerPool.id))
  const runner = await run({
    events,
    connectionString: options.databaseUrl,
    concurrency: options.concurrency,
    // Needed between tasks only, to take one and to finish it: the tasks have the application's pool.
    maxPoolSize: Math.min(options.concurrency + 2, 10),
    noHandleSignals: true,
    logger: workerLogger,
    taskList,
    parsedCronItems: parseCronItems(
      options.schedule.map(({ task, cron }) => ({
        task,
        match: cron,
        identifier: `${task} ${cron}`,
      }))
    ),
  })
  return {
    stop: async () => {
      await runner.stop()
      await abandoned.stop()
    },
  }
}
