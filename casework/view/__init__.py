"""Read-only pictures for people."""
