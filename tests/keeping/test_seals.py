"""Keys of seals: made, renewed batch by batch, checked; without them an installation says so at once."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary
from sqlmodel import SQLModel

import models  # noqa: F401  all tables
from casework.access import PUBLIC
from casework.bulk import add_rows
from casework.clue.clues import clue_of
from casework.clue.evidence import attach, original, seal_file
from casework.clue.originals import original_of
from casework.clue.renewing import COLUMNS, Seals, check_seals, renew_seals
from casework.desk import House
from casework.once import once
from casework.record.officers import actor_of
from deployments.keeping.seals import ensure_keys
from files.store import DiskStore
from foundation.errors import RefusedError, UnavailableError
from foundation.sealing import Keys, Seal, read_keys
from models import ClueMessage
from tests.casework.clues import TOLD, WHO, a_clue, taken_in
from tests.casework.test_clue_intake import MONDAY
from tests.casework.town import at, settle_in
from tests.deployments.shell import kuangjian, refused
from tests.keeping.installations import house_at, lived_in, settings


def with_seals(house: House) -> int:
    """A clue, a message, a file, a letter and an answer, all sealed; the clue's id."""
    made = taken_in(house)
    with at(house) as desk:
        add_rows(desk, ClueMessage, [{"clue_id": made.clue_id, "side": "reporter", "at": desk.now, "text": "〔姓名〕",
                                      "sealed": house.seal.shut("我是李大山".encode())}])
        attach(desk, made.clue_id, [seal_file(house, "李大山.pdf", BytesIO(b"%PDF-1.4 x"))])
    with at(house, PUBLIC) as desk:
        assert once(desk, "k", {"text": "x"}, lambda: {"receipt": "r"}, sealed=True) == {"receipt": "r"}
        once(desk, "plain", {}, lambda: {"plain": 1})
    return made.clue_id


def test_every_sealed_column_of_the_tables_is_gone_through() -> None:
    sealed = {(table.name, column.name) for table in SQLModel.metadata.tables.values() for column in table.columns
              if isinstance(column.type, LargeBinary)}
    assert {(one.table, one.name) for one in COLUMNS} == sealed | {("answered", "answer")}


def test_everything_is_sealed_anew_and_says_the_same_under_the_new_key_alone(house: House, tmp_path: Path) -> None:
    house, _ = replace(house, files=DiskStore(tmp_path)), settle_in(house, MONDAY)
    clue = with_seals(house)
    old_files = set(house.files.names())
    keys = house.seal.keys.with_new()
    done = renew_seals(replace(house, seal=Seal(keys)))
    assert (done.values, done.files, done.renewed) == (5, 1, 6)  # clue, message, name of a file, letter, answer; a file
    after = replace(house, seal=Seal(keys.newest_alone()))
    assert (dict(check_seals(after).by_key), check_seals(after).broken) == ({0: 6}, [])
    assert not old_files & set(house.files.names())
    with at(after) as desk:
        row = next(iter(desk.rows("SELECT number FROM clue WHERE id = :id", id=clue)))
        found = original_of(desk, clue_of(desk, row.number))
        assert (found.reporter, found.said["text"], list(found.said.values())[-1]) == (WHO, TOLD.text, "我是李大山")
        assert original(desk, found.files[0].id) == ("李大山.pdf", "application/pdf", b"%PDF-1.4 x")
    with at(after, PUBLIC) as desk:
        assert once(desk, "k", {"text": "x"}, lambda: {"receipt": "another"}, sealed=True) == {"receipt": "r"}
    assert renew_seals(after).renewed == 0


class Killed(BaseException):
    """The process ends here."""


def test_a_rotation_that_was_killed_goes_on_where_it_was(house: House, tmp_path: Path) -> None:
    house, _ = replace(house, files=DiskStore(tmp_path)), settle_in(house, MONDAY)
    with_seals(house)
    house = replace(house, seal=Seal(house.seal.keys.with_new()))

    def killed(done: Seals) -> None:
        if done.values == 2:
            raise Killed
    with pytest.raises(Killed):
        renew_seals(house, told=killed)
    assert dict(check_seals(house).by_key) == {0: 2, 1: 4}
    assert renew_seals(house).renewed == 4
    assert dict(check_seals(house).by_key) == {0: 6}


def test_what_none_of_the_keys_opens_is_told_by_its_place_alone(house: House, tmp_path: Path) -> None:
    house, _ = replace(house, files=DiskStore(tmp_path)), settle_in(house, MONDAY)
    made = a_clue(house)
    lost = replace(house, seal=Seal(Keys.made()))
    assert check_seals(lost).broken == [f"clue_seal {made.clue_id}"]


def test_only_whoever_keeps_the_machine_goes_through_the_seals(house: House) -> None:
    town = settle_in(house, MONDAY)
    with at(house) as desk:
        head = actor_of(desk, town.officer(town.province, "administrator"))
    with pytest.raises(RefusedError), at(house, head) as desk:
        desk.permit("seal.keep")


def test_the_commands_make_rotate_check_and_drop(tmp_path: Path) -> None:
    one = settings(tmp_path / "data")
    house = lived_in(one)
    made = kuangjian("seal", "new", "--json", data=one.data_folder).json
    assert made["keys"] == list(one.seal().keys.prints()) and (one.keys_file().stat().st_mode & 0o777) == 0o600
    refused(kuangjian("seal", "new", data=one.data_folder), 5, "holds keys already")
    house = replace(house_at(one), seal=one.seal())
    clue = a_clue(house)
    house.engine.dispose()
    rotated = kuangjian("seal", "rotate", "--json", data=one.data_folder).json
    assert (rotated["values"], rotated["renewed"], rotated["keys"][1:]) == (1, 1, made["keys"])
    checked = kuangjian("seal", "check", "--json", data=one.data_folder).json
    assert [(key["seals"], key["needed"]) for key in checked["keys"]] == [(1, True), (0, False)]
    dropped = kuangjian("seal", "rotate", "--drop-old", "--json", data=one.data_folder).json
    assert (dropped["renewed"], dropped["keys"]) == (0, rotated["keys"][:1])
    keys = one.keys_file().read_text("ascii")
    assert read_keys(keys, "x").mark == house.seal.keys.mark  # or no receipt code would be known again
    one.keys_file().write_text(Keys.made().written())
    broken = kuangjian("seal", "check", data=one.data_folder)
    assert broken.code == 7 and f"clue_seal {clue.clue_id}" in broken.err
    one.keys_file().unlink()
    with pytest.raises(UnavailableError, match="keys are not in"):
        ensure_keys(one)
    assert json.dumps(made).count(keys.split()[1]) == 0
    house.engine.dispose()


def test_keys_that_stand_in_the_environment_are_neither_made_nor_dropped_here(tmp_path: Path) -> None:
    given = Keys.made()
    held = {"KUANGJIAN_SEAL_KEYS": given.seals[0], "KUANGJIAN_SEAL_MARK_KEY": given.mark}
    lived_in(settings(tmp_path / "data")).engine.dispose()
    refused(kuangjian("seal", "new", data=tmp_path / "data", settings=held), 2, "KUANGJIAN_SEAL_KEYS")
    refused(kuangjian("seal", "rotate", "--drop-old", data=tmp_path / "data", settings=held), 2, "KUANGJIAN_SEAL_KEYS")
