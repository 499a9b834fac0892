"""The sub-commands, by what they are about."""
