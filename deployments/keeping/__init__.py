"""Keeping an installation: backup, restore, upgrade, on both databases."""
