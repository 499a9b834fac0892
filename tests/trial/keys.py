"""Somebody who works by the keyboard alone: every stop of the tabulator is seen to be visible and in order."""

from dataclasses import dataclass
from pathlib import Path

from tests.trial.person import Person

STEPS = 150
STOP = """() => {
    const one = document.activeElement, look = getComputedStyle(one), box = one.getBoundingClientRect();
    return {
        words: one.labels?.length ? one.labels[0].innerText.trim() : (one.innerText ?? '').trim(),
        tag: one.tagName, kind: one.type ?? '', needed: !!one.required && !one.value, inside: !!one.closest('main'),
        top: box.top + scrollY, bottom: box.bottom + scrollY,
        // within a date the browser rings day, month, year and its button one by one
        ringed: one.type === 'date' || one.matches(':focus-visible') && look.outlineStyle !== 'none'
            && parseFloat(look.outlineWidth) >= 2,
        shown: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.left >= 0 && box.right <= innerWidth,
        forced: one.tabIndex > 0,
    }
}"""


@dataclass(frozen=True)
class Stop:
    """Where the focus is."""

    words: str
    tag: str
    kind: str
    needed: bool
    inside: bool
    top: float
    bottom: float


class Typist(Person):
    """Uses Tab, Enter, Space, arrows and letters, and nothing else."""

    day = "06302026"  # that is typed where a date is asked for: month, day, year

    def tab(self, before: Stop | None = None) -> Stop:
        """To the next stop: it is on the screen with a ring round it, and not above the one before."""
        self.page.keyboard.press("Tab")
        seen = self.page.evaluate(STOP)
        assert seen["tag"] != "BODY", "the end of the page"
        assert seen["ringed"] and seen["shown"] and not seen["forced"], seen
        stop = Stop(**{name: seen[name] for name in Stop.__dataclass_fields__})
        if before is not None and before.inside and stop.inside:
            assert stop.bottom > before.top, f"{stop.words} stands above {before.words}"
        return stop

    def reach(self, words: str, *, files: Path | None = None) -> None:
        """On to what is called so, filling in on the way whatever the form needs."""
        self.page.wait_for_load_state()
        stop: Stop | None = None
        for _ in range(STEPS):
            stop = self.tab(stop)
            if stop.inside and stop.words == words:
                return
            if files is not None and stop.needed:
                self._fill(stop, files)
        raise AssertionError(f"{words} is not reached by the keyboard")

    def _fill(self, stop: Stop, file: Path) -> None:
        keys = self.page.keyboard
        if stop.kind == "file":
            with self.page.expect_file_chooser() as chooser:
                keys.press("Space")
            chooser.value.set_files(file)
        elif stop.tag == "SELECT":
            keys.press("ArrowDown")
        elif stop.kind == "date":
            keys.type(self.day)
        else:
            keys.type("3")

    def enter(self, *, space: bool = False) -> str:
        """Press what has the focus; what the page says that comes then."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Space" if space else "Enter")
        return self.page.locator("main").inner_text()

    def come_in(self, login: str) -> None:
        """Sign in on the sign-in page, where the first field has the focus already."""
        self.page.keyboard.type(login)
        self.tab()
        self.page.keyboard.type(self.password)
        self.enter()

    def skip(self) -> None:
        """The first stop of a page leads past its head."""
        assert self.tab().words == "跳到正文"
        self.page.keyboard.press("Enter")
        assert self.tab().inside
