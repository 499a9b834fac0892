"""The store that the settings describe."""

from files.s3_store import Bucket, S3Store
from files.scanned import Scanned
from files.store import DiskStore, Store
from foundation.settings import Settings


def store_of(settings: Settings) -> DiskStore | S3Store:
    """Where files lie: in a bucket where one is named, else in a folder."""
    if settings.s3_bucket is None or settings.s3_key is None or settings.s3_secret is None:
        return DiskStore(settings.files())
    return S3Store(Bucket(settings.s3_bucket, settings.s3_key, settings.s3_secret.get_secret_value(), settings.s3_endpoint,
                          settings.s3_region, settings.s3_prefix, settings.s3_addressing, settings.s3_ca_file))


def door_of(settings: Settings) -> Store:
    """The store as files come into it: looked through first, where a scanner is named."""
    store = store_of(settings)
    return store if settings.clamd is None else Scanned(store, settings.clamd)
