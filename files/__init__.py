"""The file store: what was sent in, kept by what it holds."""
