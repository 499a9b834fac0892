"""A house is opened on a database of this version, with the province's own decrees; what is wrong is named (README)."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from casework.desk import House
from casework.house import instance_id, open_house, open_rulebook, prepare, remember
from foundation.clock import SetClock, SystemClock
from foundation.errors import ConflictError, InvalidError, UnavailableError
from foundation.settings import Settings
from models.schema import check, head
from tests.casework.town import at
from tests.conftest import the_rulebook

FIGURE = """[[figure_value]]
figure = "opening_horizon"
from = 2027-01-01
value = 45
source = "吉自然资发〔2026〕1号"
confidence = "V"
"""
PATROLS = """[[duty_value]]
duty = "township_patrol"
from = 2027-01-01
times = 3
due = { at = "period_end" }
roll = false
reports_on = "none"
confidence = "V"
source = "吉自然资发〔2026〕2号"
"""
# Every mistake has its test in tests/regulation; here: whatever it is, whoever starts the house is told the file.
BROKEN = {
    "no TOML": "[[figure_value]\nfigure =",
    "not UTF-8": FIGURE.encode("gb18030"),
    "one bracket too few": FIGURE.replace("[[figure_value]]", "[figure_value]"),
    "an unknown duty": PATROLS.replace("township_patrol", "township_patrols"),
    "too small a value": FIGURE.replace("45", "0"),
}


def settings(folder: Path, engine: Engine | None = None, **more: object) -> Settings:
    url = engine.url.render_as_string(hide_password=False) if engine is not None else None
    return Settings(_env_file=None, data_folder=folder, database_url=url, **more)  # type: ignore[call-arg,arg-type]


def decree(folder: Path, content: str | bytes, name: str = "jilin-2027/own.toml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def stamp(engine: Engine, version: str) -> None:
    with engine.connect() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
        connection.commit()


def test_a_house_opens_with_the_machines_clock_and_its_own_address(house: House, tmp_path: Path) -> None:
    opened = open_house(settings(tmp_path, house.engine, base_url="https://kj.jl.example.cn/"))
    assert (opened.base_url, type(opened.clock), opened.rulebook) == ("https://kj.jl.example.cn", SystemClock, the_rulebook())
    opened.engine.dispose()
    clock = SetClock.at(date(2024, 3, 4))
    again = open_house(settings(tmp_path, house.engine, web_port=8123), clock=clock)
    assert (again.base_url, again.clock) == ("http://127.0.0.1:8123", clock)
    again.engine.dispose()


def test_a_database_of_another_version_is_refused_and_named(house: House, tmp_path: Path) -> None:
    for version, said in (
            ("0001", rf"The database is older than version {head()} of this Kuangjian\. Run `kuangjian init`"),
            ("9999", rf"stands at version 9999; this Kuangjian knows versions up to {head()}\. It was written by a newer")):
        stamp(house.engine, version)
        with pytest.raises(ConflictError, match=said):
            open_house(settings(tmp_path, house.engine))


def test_an_empty_database_is_named_and_made_ready_by_preparing_it(tmp_path: Path) -> None:
    asked = settings(tmp_path / "new" / "data")
    with pytest.raises(ConflictError, match=r"has no tables yet\. Run `kuangjian init`"):
        open_house(asked)
    unready = open_house(asked, ready=False)
    with pytest.raises(UnavailableError, match=r"has no tables yet"), at(unready) as desk:
        desk.rows("SELECT * FROM duty")
    prepare(unready)
    prepare(unready)
    assert check(unready.engine) == "current"
    unready.engine.dispose()
    open_house(asked).engine.dispose()


def test_what_an_installation_is_is_remembered_once(house: House) -> None:
    with at(house) as desk:
        assert [remember(desk, "demo", word) for word in ("yes", "no")] == ["yes", "yes"]
        name = instance_id(desk)
    with at(house) as desk:
        assert (instance_id(desk), len(name)) == (name, 16)


def test_the_decrees_of_the_data_folder_or_of_another_come_on_top(sqlite_house: House, tmp_path: Path) -> None:
    data, elsewhere = tmp_path / "data", tmp_path / "elsewhere"
    decree(data / "decrees", FIGURE)
    decree(elsewhere, PATROLS, "patrols.toml")
    by_default = open_house(settings(data, sqlite_house.engine))
    named = open_house(settings(data, sqlite_house.engine, decrees_folder=elsewhere))
    days = (date(2026, 12, 31), date(2027, 1, 1))
    assert [[one.rulebook.figures["opening_horizon"].on(day) for day in days] for one in (by_default, named)] == [
        [31, 45], [31, 31]]
    values = [[one.rulebook.duties["township_patrol"].value_on(day) for day in days] for one in (by_default, named)]
    assert [[value.times for value in pair if value] for pair in values] == [[2, 2], [2, 3]]
    assert len({one.rulebook.fingerprint for one in (by_default, named, sqlite_house)}) == 3
    for one in (by_default, named):
        one.engine.dispose()


@pytest.mark.parametrize("mistake", BROKEN)
def test_a_broken_decree_is_named_with_its_file(tmp_path: Path, mistake: str) -> None:
    decree(tmp_path, PATROLS, "good.toml")
    broken = decree(tmp_path, BROKEN[mistake])
    with pytest.raises(InvalidError) as caught:
        open_rulebook(tmp_path)
    assert str(broken) in str(caught.value) and "good.toml" not in str(caught.value).replace(str(broken), "")
    assert "Mend the file named, then start again." in str(caught.value)


def test_every_broken_decree_is_named_at_once(tmp_path: Path) -> None:
    broken = [decree(tmp_path, BROKEN[mistake], f"{mistake}.toml") for mistake in ("an unknown duty", "one bracket too few")]
    with pytest.raises(InvalidError) as caught:
        open_rulebook(tmp_path)
    assert [str(path) in str(caught.value) for path in broken] == [True, True]
