"""The six ways a request can fail; each message says what is wrong and what to do next."""


class KuangjianError(Exception):
    """A request that cannot be done as asked; the message is for the person who asked, `problems` lists every fault."""

    def __init__(self, message: str, *, way_out: str = "", problems: tuple[str, ...] = ()) -> None:
        listed = "".join(f"\n  - {problem}" for problem in problems)
        super().__init__(f"{message}{listed}{chr(10) if listed else ' '}{way_out}".rstrip())
        self.message = message
        self.way_out = way_out
        self.problems = problems


class NotFoundError(KuangjianError):
    """The thing asked for does not exist."""


class RefusedError(KuangjianError):
    """The actor may not do this here."""


class ConflictError(KuangjianError):
    """The state of the thing forbids it, or somebody else was quicker."""


class InvalidError(KuangjianError):
    """What was given is not usable."""


class UnavailableError(KuangjianError):
    """Something outside (disk, mail host, database, port) does not answer; trying later may help."""


class BrokenError(KuangjianError):
    """What the system promises does not hold: a defect of its own."""
