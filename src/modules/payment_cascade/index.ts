import { Module } from "@medusajs/framework/utils"
import PaymentCascadeModuleService from "./service"

export const PAYMENT_CASCADE_MODULE = "payment_cascade"

export default Module(PAYMENT_CASCADE_MODULE, { service: PaymentCascadeModuleService })
