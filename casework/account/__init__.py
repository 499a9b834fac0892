"""Accounts: who may sign in, by what, for how long."""
