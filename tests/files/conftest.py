"""What the tests of the file store share."""

from tests.files.buckets import s3

__all__ = ["s3"]
