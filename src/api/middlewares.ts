import { defineMiddlewares } from "@medusajs/framework/http"
import { staffMiddlewares } from "./admin/middlewares"
import { authMiddlewares } from "./auth/middlewares"
import { errorHandler } from "./error-handler"
import { storeMiddlewares } from "./store/middlewares"

export default defineMiddlewares({
  routes: [...authMiddlewares, ...staffMiddlewares, ...storeMiddlewares],
  errorHandler,
})
