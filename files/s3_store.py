"""A store in a bucket that speaks S3: AWS, MinIO, Ceph, or a Chinese cloud's object storage."""

import base64
import hashlib
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from files.spool import IN_MEMORY, PIECE, Stored, as_kept, spooled
from files.store import NAME, not_there, place_of
from foundation.errors import KuangjianError, UnavailableError

REFUSED = ("AccessDenied", "Forbidden", "403", "InvalidAccessKeyId", "SignatureDoesNotMatch", "AuthorizationHeaderMalformed")
LATER = "Try again later."


@dataclass(frozen=True)
class Bucket:
    """Where a bucket is and who asks; `prefix` is put before every name in it."""

    name: str
    key: str
    secret: str
    endpoint: str | None = None  # none: AWS itself
    region: str = "us-east-1"
    prefix: str = ""
    addressing: str = "path"  # or "virtual": the bucket's name as part of the host's
    ca_file: Path | None = None


class S3Store:
    """A store in a bucket."""

    def __init__(self, bucket: Bucket) -> None:
        self.bucket = bucket
        self.prefix = f"{bucket.prefix.strip('/')}/".lstrip("/")
        self._making = threading.Lock()
        self._made: Any = None

    def put(self, content: BinaryIO, *, most: int) -> Stored:
        """Keep a file; it is sent once all of it has come, and whoever keeps it compares its hash."""
        with spooled(content, most) as (copy, stored), self._asking() as client:
            client.put_object(Bucket=self.bucket.name, Key=self.prefix + place_of(stored.sha256), Body=copy,
                              ContentLength=stored.size, ContentMD5=_md5(copy))
        return stored

    def open(self, sha256: str) -> BinaryIO:
        """A file's content, as it was kept; it is handed out once all of it has come."""
        copy = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115  the reader closes it
        try:
            with self._asking() as client:
                answer = client.get_object(Bucket=self.bucket.name, Key=self.prefix + place_of(sha256))
                for piece in answer["Body"].iter_chunks(PIECE):
                    copy.write(piece)
            copy.seek(0)
            return as_kept(copy, sha256)
        except BaseException:
            copy.close()
            raise

    def forget(self, sha256: str) -> None:
        """Take a file out; its earlier versions too go where the bucket keeps none."""
        with self._asking() as client:
            client.delete_object(Bucket=self.bucket.name, Key=self.prefix + place_of(sha256))

    def names(self) -> Iterator[str]:
        """The names of all files kept."""
        with self._asking() as client:
            for page in client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket.name, Prefix=self.prefix):
                keys = (one["Key"].removeprefix(self.prefix) for one in page.get("Contents", ()))
                yield from (key[3:] for key in keys if NAME.fullmatch(key[3:]) and key == place_of(key[3:]))

    def look_through(self, content: BinaryIO) -> None:
        """No scanner is named."""

    @contextmanager
    def _asking(self) -> Iterator[Any]:
        """The client; what goes wrong is said in our words."""
        from botocore.exceptions import BotoCoreError, ClientError
        try:
            yield self._client()
        except ClientError as error:
            raise self._explained(str(error.response.get("Error", {}).get("Code", "?"))) from error
        except BotoCoreError as error:
            raise UnavailableError("The file store does not answer.", way_out=LATER) from error

    def _explained(self, code: str) -> KuangjianError:
        if code in ("NoSuchKey", "404"):
            return not_there()
        if code == "NoSuchBucket":
            return UnavailableError(f"The file store has no bucket {self.bucket.name}.",
                                    way_out="Make it, or mend KUANGJIAN_S3_BUCKET.")
        if code in REFUSED:
            return UnavailableError(f"The file store does not let this installation in ({code}).",
                                    way_out="Mend KUANGJIAN_S3_KEY and KUANGJIAN_S3_SECRET, or the rights of this key.")
        return UnavailableError(f"The file store answers {code}.", way_out=LATER)

    def _client(self) -> Any:
        with self._making:  # a session is not for several threads at once, its clients are
            if self._made is None:
                self._made = _connected(self.bucket)
            return self._made


def _connected(bucket: Bucket) -> Any:
    from boto3.session import Session
    from botocore.config import Config
    # Stores that only resemble AWS's know Content-MD5, but not always its newer checksums.
    config = Config(connect_timeout=5, read_timeout=30, retries={"mode": "standard", "total_max_attempts": 3},
                    request_checksum_calculation="when_required", response_checksum_validation="when_required",
                    s3={"addressing_style": bucket.addressing})
    return Session(bucket.key, bucket.secret, region_name=bucket.region).client(
        "s3", endpoint_url=bucket.endpoint, config=config, verify=str(bucket.ca_file) if bucket.ca_file else None)


def _md5(content: IO[bytes]) -> str:
    digest = hashlib.md5(usedforsecurity=False)
    while piece := content.read(PIECE):
        digest.update(piece)
    content.seek(0)
    return base64.b64encode(digest.digest()).decode()
