"""Adapters: one module per recogniser, each fulfilling the engine Protocol."""
