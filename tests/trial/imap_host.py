"""A private dovecot in a folder, and a proxy before it that can cut a connection in the middle of an answer."""

import os
import pwd
import shutil
import socket
import subprocess
import threading
from contextlib import suppress
from pathlib import Path

from notifications.inbox_terms import InboxSettings
from tests.installation import eventually, free_port

PASSWORD = "mì-má口令"  # not ASCII, as people's passwords may be
CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = {ssl}
ssl_cert = <{certificate}
ssl_key = <{key}
disable_plaintext_auth = no
auth_mechanisms = plain login
default_internal_user = {user}
default_login_user = {user}
first_valid_uid = 0
first_valid_gid = 0
mail_location = maildir:{folder}/mail
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


class ImapHost:
    """A dovecot with one account, started and stopped at will; its mail lies in a folder, a file each."""

    def __init__(self, folder: Path, certificate: Path, key: Path) -> None:
        self.folder, self.certificate = folder, certificate
        self.port, self.tls_port = free_port(), free_port()
        me = pwd.getpwuid(os.getuid())
        user = pwd.getpwnam("dovecot") if os.getuid() == 0 else me
        (folder / "dovecot.conf").write_text(CONFIG.format(
            folder=folder, ssl="yes", certificate=certificate, key=key, user=user.pw_name, uid=user.pw_uid, gid=user.pw_gid,
            password=PASSWORD, port=self.port, tls_port=self.tls_port), encoding="utf-8")
        for name in ("new", "cur", "tmp"):
            (folder / "mail" / name).mkdir(parents=True)
        if os.getuid() == 0:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, user.pw_uid, user.pw_gid)
        for above in (folder, *folder.parents[:4]):
            with suppress(PermissionError):
                above.chmod(above.stat().st_mode | 0o011)
        self.user = user
        self.process: subprocess.Popen[bytes] | None = None
        self.came = 0

    def start(self) -> None:
        self.process = subprocess.Popen(["dovecot", "-F", "-c", str(self.folder / "dovecot.conf")])
        eventually(self._answers, within=30, every=0.05)

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(30)
            self.process = None

    def comes(self, *mails: bytes) -> None:
        """Mails are delivered, as a mail server does it."""
        for mail in mails:
            self.came += 1
            half = self.folder / "mail" / "tmp" / f"{self.came:09d}.M{self.came}.host"
            half.write_bytes(mail)
            os.chown(half, self.user.pw_uid, self.user.pw_gid)
            half.replace(self.folder / "mail" / "new" / half.name)

    def numbered_anew(self) -> None:
        """The folder's numbers are lost, and given anew: UIDVALIDITY changes."""
        self.stop()
        for path in (self.folder / "mail").glob("dovecot*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        self.start()

    def lie(self, folder: str = "") -> list[str]:
        """The flags of each message in a folder, as dovecot keeps them in the files' names."""
        place = self.folder / "mail" / folder
        return sorted(path.name.partition(":2,")[2] for name in ("new", "cur") for path in (place / name).glob("*"))

    def settings(self, **how: object) -> InboxSettings:
        given = {"host": "127.0.0.1", "port": self.port, "security": "none", "username": "jubao", "password": PASSWORD,
                 "timeout": 20.0, "ca_file": str(self.certificate)} | how
        return InboxSettings(**given)  # type: ignore[arg-type]

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1) as probe:
                return probe.recv(4) == b"* OK"
        except OSError:
            return False


class Cutter:
    """A proxy that lets so many bytes of answers through, then cuts the connection."""

    def __init__(self, port: int, after: int) -> None:
        self.target, self.after = port, after
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.listener.getsockname()[1])
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self.listener.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                threading.Thread(target=self._carry, args=(client,), daemon=True).start()

    def _carry(self, client: socket.socket) -> None:
        server = socket.create_connection(("127.0.0.1", self.target))
        threading.Thread(target=self._ask, args=(client, server), daemon=True).start()
        left = self.after
        with suppress(OSError):
            while left > 0 and (piece := server.recv(min(left, 65536))):
                client.sendall(piece)
                left -= len(piece)
        for one in (client, server):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _ask(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while piece := client.recv(65536):
                server.sendall(piece)
