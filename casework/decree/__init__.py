"""The province's own values: wished for, looked at, written as decrees, revoked before their day."""
