"""What is sent to a bucket: one request with the content's own hash, over a connection whose certificate is known."""

import base64
import hashlib
import io
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from files.s3_store import Bucket, S3Store, _connected
from foundation.errors import UnavailableError
from tests.files import samples
from tests.notifications.smtp_host import a_certificate

DIGEST = hashlib.sha256(samples.PDF).hexdigest()


class Listening(BaseHTTPRequestHandler):
    """Takes what comes, compares the hash as a store does, and remembers."""

    protocol_version = "HTTP/1.1"

    def do_PUT(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        good = base64.b64encode(hashlib.md5(body, usedforsecurity=False).digest()).decode() == self.headers["content-md5"]
        self.server.came.append((self.path, self.headers["host"], body, good))
        self.send_response(200 if good else 400)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Listening) as found:
        found.came = []
        found.socket = a_certificate().server_context().wrap_socket(found.socket, server_side=True)
        threading.Thread(target=found.serve_forever, args=(0.01,), daemon=True).start()
        yield found
        found.shutdown()


def test_a_file_is_sent_in_one_request_with_its_hash_to_a_server_whose_certificate_is_known(server):
    port = server.server_address[1]
    bucket = Bucket("files", "key", "secret", f"https://localhost:{port}", prefix="jilin", ca_file=a_certificate().certificate)
    assert S3Store(bucket).put(io.BytesIO(samples.PDF), most=1000).sha256 == DIGEST
    assert server.came == [(f"/files/jilin/{DIGEST[:2]}/{DIGEST}", f"localhost:{port}", samples.PDF, True)]
    with pytest.raises(UnavailableError, match="does not answer"):
        S3Store(replace(bucket, ca_file=None)).put(io.BytesIO(samples.PDF), most=1000)
    assert len(server.came) == 1


def test_the_bucket_stands_in_the_hosts_name_where_that_is_wanted():
    for addressing, address in (("path", "https://oss.example.cn/files/x?"), ("virtual", "https://files.oss.example.cn/x?")):
        bucket = Bucket("files", "key", "secret", "https://oss.example.cn", addressing=addressing)
        signed = _connected(bucket).generate_presigned_url("get_object", Params={"Bucket": "files", "Key": "x"})
        assert signed.startswith(address)
