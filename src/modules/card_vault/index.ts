import { Module } from "@medusajs/framework/utils"
import CardVaultModuleService from "./service"

export const CARD_VAULT_MODULE = "card_vault"

export default Module(CARD_VAULT_MODULE, { service: CardVaultModuleService })
