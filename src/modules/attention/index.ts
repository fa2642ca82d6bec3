import { Module } from "@medusajs/framework/utils"
import AttentionModuleService from "./service"

export const ATTENTION_MODULE = "attention"

export default Module(ATTENTION_MODULE, { service: AttentionModuleService })
