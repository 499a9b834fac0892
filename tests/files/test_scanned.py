"""What the virus scanner has not found good is not kept: whatever it says, and when it says nothing."""

import io
import socket
import socketserver
import struct
import threading
from pathlib import Path

import pytest

from files import scanned
from files.configured import door_of
from files.scanned import Scanned
from files.store import DiskStore
from foundation.errors import InvalidError, UnavailableError
from foundation.settings import Settings
from tests.files import samples


class Answering(socketserver.BaseRequestHandler):
    """Takes a stream as clamd does, and says what the server was told to; None is silence, breaking off comes at once."""

    def handle(self):
        line = b""
        while not line.endswith(b"\n"):
            line += self.request.recv(1)
        self.server.asked.append(line)
        if self.server.says == "break off":
            return
        content = b""
        while size := struct.unpack("!L", self.request.recv(4, socket.MSG_WAITALL))[0]:
            content += self.request.recv(size, socket.MSG_WAITALL)
        self.server.asked.append(content)
        if self.server.says is None:
            self.server.silent.wait(5)
        else:
            self.request.sendall(self.server.says.encode("latin-1"))


@pytest.fixture
def clamd():
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Answering) as server:
        server.daemon_threads = True
        server.asked, server.silent, server.says = [], threading.Event(), "stream: OK\n"
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.silent.set()
        server.shutdown()


def door(clamd, folder: Path):
    return Scanned(DiskStore(folder), f"127.0.0.1:{clamd.server_address[1]}")


def test_a_good_file_is_sent_whole_and_kept(clamd, tmp_path):
    store = door(clamd, tmp_path)
    content = samples.PDF + b"x" * 5000
    name = store.put(io.BytesIO(content), most=10_000).sha256
    assert clamd.asked == [b"nINSTREAM\n", content]
    with store.open(name) as kept:
        assert kept.read() == content
    assert list(store.names()) == [name]


def test_one_in_which_something_is_found_is_refused_by_its_name(clamd, tmp_path):
    clamd.says = "stream: Win.Test.EICAR_HDB-1 FOUND\n"
    with pytest.raises(InvalidError, match=r"found Win\.Test\.EICAR_HDB-1 in this file"):
        door(clamd, tmp_path).put(io.BytesIO(samples.PDF), most=1000)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("says", ["", "\n", "stream: ERROR\n", "Can't open file ERROR\n", "OK\n", "other: OK\n",
                                  "stream: OK no\n", "INSTREAM size limit exceeded. ERROR\n", "break off", None, "\xff\xfe\n"])
def test_whatever_else_is_said_nothing_is_kept(clamd, tmp_path, says, monkeypatch):
    monkeypatch.setattr(scanned, "PATIENCE", 0.3)
    clamd.says = says
    with pytest.raises(UnavailableError, match="virus scanner"):
        door(clamd, tmp_path).put(io.BytesIO(samples.PDF * 2000), most=1_000_000)
    assert list(tmp_path.iterdir()) == []


def test_where_no_scanner_runs_nothing_is_kept(tmp_path):
    for clamd in (str(tmp_path / "clamd.ctl"), "127.0.0.1:1", "no-such-host.invalid:3310"):
        with pytest.raises(UnavailableError, match="does not answer"):
            Scanned(DiskStore(tmp_path), clamd).put(io.BytesIO(samples.PDF), most=1000)
    assert list(tmp_path.iterdir()) == []


def test_one_that_is_too_large_is_not_even_looked_through(clamd, tmp_path):
    with pytest.raises(InvalidError, match="at most"):
        door(clamd, tmp_path).put(io.BytesIO(b"x" * 11), most=10)
    assert clamd.asked == [] and list(tmp_path.iterdir()) == []


def test_the_settings_say_whether_files_are_looked_through(tmp_path):
    assert isinstance(door_of(Settings(data_folder=tmp_path)), DiskStore)
    assert isinstance(door_of(Settings(data_folder=tmp_path, clamd="/run/clamav/clamd.ctl")), Scanned)
    for wrong in ("clamd", "host:", ":3310", "host:port", ""):
        with pytest.raises(ValueError, match="clamd"):
            Settings(data_folder=tmp_path, clamd=wrong)
