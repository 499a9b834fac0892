"""What the tests of backups share."""

from tests.files.buckets import s3

__all__ = ["s3"]
