"""Duties: opened, moved, projected, ended, chased."""
