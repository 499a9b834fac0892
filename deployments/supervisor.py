"""`kuangjian up`: the whole installation in the right order, kept running, stopped cleanly."""

import signal
import sys
import time
from pathlib import Path
from types import FrameType

from casework.access import OPERATOR
from casework.desk import open_desk
from casework.house import open_house
from deployments.beginning import begin, begin_demo
from deployments.demo_accounts import accounts_of_demo
from deployments.environment import for_children
from deployments.keeping.alone import alone
from deployments.keeping.privately import make_private
from deployments.keeping.seals import ensure_keys
from deployments.ports import answers, refuse_taken
from deployments.processes import Service
from deployments.telling import say_where
from foundation.errors import InvalidError
from foundation.settings import Settings
from models.schema import check

ROOT = Path(__file__).resolve().parent.parent
LOOK_EVERY = 1.0  # seconds


def run_up(settings: Settings, *, demo: bool) -> int:
    """Start everything, wait until each part answers, keep it running until Ctrl-C or SIGTERM."""
    settings = settings.model_copy(update={"data_folder": settings.data_folder.resolve()})
    with alone(settings.data_folder):
        refuse_taken("127.0.0.1", settings.prefect_port, what="the Prefect server", option="--prefect-port")
        refuse_taken(settings.web_host, settings.web_port, what="the web side", option="--web-port")
        make_private(settings.data_folder, settings.files())
        _prepare(settings, demo=demo)
        services = _services(settings)
        stopping = _listen()
        try:
            _start(services, stopping)
            if not stopping:
                say_where(settings)
            _keep(services, stopping)
        finally:
            _stop(services)
    sys.stdout.write("stopped\n")
    return 0


def _prepare(settings: Settings, *, demo: bool) -> None:
    ensure_keys(settings)
    house = open_house(settings, ready=False)
    empty = check(house.engine) == "empty"
    if not empty:
        begin(house)  # migrates an older one; what is recorded stays
        if demo:
            with open_desk(house, OPERATOR, reads=True) as desk:
                if desk.scalar("SELECT value FROM instance WHERE key = 'demo'") != "yes":
                    raise InvalidError(f"{settings.data_folder} holds a real installation, not a demo.",
                                       way_out="Start it with `kuangjian up`, or give another folder with --data.")
            accounts_of_demo(house, settings.data_folder)
    elif demo:
        sys.stdout.write("filling the demo province 正在生成演示省份 …\n")
        begin_demo(house)
        accounts_of_demo(house, settings.data_folder)
    else:
        begin(house)
    house.engine.dispose()


def _services(settings: Settings) -> list[Service]:
    """In the order of starting; stopping goes: runner, dispatcher, web, server."""
    env, data, python = for_children(settings), settings.data_folder, sys.executable
    (data / "ready").mkdir(exist_ok=True)

    def service(name: str, command: list[str], url: str | None) -> Service:
        mark = data / "ready" / name
        mark.unlink(missing_ok=True)
        return Service(name, [python, "-m", *command], {**env, "KUANGJIAN_READY_FILE": str(mark)}, ROOT,
                       data / "logs" / f"{name}.log", ready=(lambda: answers(url)) if url else mark.exists)

    server = ["deployments.server", "server", "start", "--host", "127.0.0.1", "--port", str(settings.prefect_port)]
    near = "127.0.0.1" if settings.web_host in ("0.0.0.0", "::") else settings.web_host
    return [
        service("server", server, f"http://127.0.0.1:{settings.prefect_port}/api/health"),
        service("web", web_command(settings), f"http://{near}:{settings.web_port}/readyz"),
        service("runner", ["deployments.runner"], None),
        service("dispatcher", ["deployments.dispatcher"], None),
    ]


def web_command(settings: Settings) -> list[str]:
    """How the web side is run: headers that name a client are taken from trusted proxies, and from nobody else."""
    trusted = settings.trusted_proxies.replace(" ", "")
    proxies = ["--proxy-headers", "--forwarded-allow-ips", trusted] if trusted else ["--no-proxy-headers"]
    return ["uvicorn", "--factory", "deployments.asgi:create", "--host", settings.web_host, "--port", str(settings.web_port),
            "--no-server-header", "--log-level", "warning", "--no-access-log", *proxies]


def _listen() -> list[int]:
    """A list that is filled when somebody asks to stop."""
    asked: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        asked.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, note)
    return asked


def _start(services: list[Service], stopping: list[int]) -> None:
    # The server must answer before the runner registers; the web side needs only our own database.
    for service in services:
        if stopping:
            return
        sys.stdout.write(f"starting {service.name} …\n")
        sys.stdout.flush()
        service.start()
        if service.name != "web":
            service.wait_until_ready()
    for service in services:
        if service.name == "web" and not stopping:
            service.wait_until_ready()


def _keep(services: list[Service], stopping: list[int]) -> None:
    while not stopping:
        time.sleep(LOOK_EVERY)
        for service in services:
            if not stopping and service.revive():
                sys.stdout.write(f"{service.name} had died and was started again ({service.restarts}); log: {service.log}\n")
                sys.stdout.flush()


def _stop(services: list[Service]) -> None:
    for name in ("runner", "dispatcher", "web", "server"):
        for service in services:
            if service.name == name:
                service.stop()
