export * from "./api"
export * from "./browser"
export * from "./server"
export * from "./stack"
