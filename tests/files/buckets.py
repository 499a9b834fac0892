"""A server that speaks S3, on loopback, and buckets on it."""

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from files.s3_store import Bucket, _connected

NUMBERS = itertools.count(1)  # servers of one process share what they hold


@dataclass
class S3Server:
    """A running server; each bucket asked of it is a new one."""

    endpoint: str

    def bucket(self, *, prefix: str = "", made: bool = True) -> Bucket:
        bucket = Bucket(f"kuangjian-{next(NUMBERS)}", "key", "secret", self.endpoint, prefix=prefix)
        if made:
            self.client(bucket).create_bucket(Bucket=bucket.name)
        return bucket

    def client(self, bucket: Bucket) -> Any:
        """A client of its own, to look at a bucket or to spoil it."""
        return _connected(replace(bucket, prefix=""))

    def keys(self, bucket: Bucket) -> list[str]:
        return [one["Key"] for one in self.client(bucket).list_objects_v2(Bucket=bucket.name).get("Contents", [])]

    def deny(self, bucket: Bucket) -> None:
        """Let nobody put or get anything."""
        policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource":
                  [f"arn:aws:s3:::{bucket.name}", f"arn:aws:s3:::{bucket.name}/*"]}]}
        self.client(bucket).put_bucket_policy(Bucket=bucket.name, Policy=json.dumps(policy))


@pytest.fixture(scope="session")
def s3() -> Iterator[S3Server]:
    """Moto's server over HTTP; trials only, since it takes seconds to load."""
    from moto.server import ThreadedMotoServer
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield S3Server(f"http://{host}:{port}")
    server.stop()


