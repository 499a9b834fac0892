"""`kuangjian account` and `kuangjian token` as typed."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from deployments.telling import say_where
from foundation.settings import Settings
from tests.deployments.shell import kuangjian, refused


@pytest.fixture(scope="module")
def demo(province: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(province, tmp_path_factory.mktemp("accounts") / "data")


def test_the_first_administrator_comes_in_by_a_link(demo: Path) -> None:
    made = kuangjian("account", "first", "--name", "王五", "--login", "Wangwu", "--json", data=demo).json
    assert (made["name"], made["office"], made["login"]) == ("王五", "吉林省", "wangwu")
    assert made["link"].startswith("http://127.0.0.1:8000/password/")
    assert {"officer": made["officer"], "login": "wangwu", "name": "王五", "office": "吉林省", "role": "administrator",
            "state": "no password yet"} in kuangjian("account", "list", "--json", data=demo).json
    refused(kuangjian("account", "first", "--name", "王六", "--login", "WANGWU", data=demo), 5, "is taken")
    assert "王六" not in kuangjian("officer", "list", data=demo).out


def test_an_account_is_opened_given_a_new_link_and_closed(demo: Path) -> None:
    officer = kuangjian("officer", "list", "--json", data=demo).json[0]["number"]
    opened = kuangjian("account", "open", officer, "li.si", "--json", data=demo).json
    another = kuangjian("account", "link", officer, "--json", data=demo).json
    assert opened["login"] == another["login"] == "li.si" and opened["link"] != another["link"]
    assert kuangjian("account", "close", officer, data=demo).code == 0
    refused(kuangjian("account", "link", officer, data=demo), 5, "is closed")


def test_whose_post_has_not_begun_is_listed_and_whoever_is_meant_is_named(demo: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "officers.csv"
    sheet.write_text("机构代码,姓名,角色,任职起\n220221,孙未到,承办人,2199-01-01\n", encoding="utf-8")
    assert kuangjian("import", "officers", sheet, data=demo).code == 0
    (line,) = [one for one in kuangjian("officer", "list", "--json", data=demo).json if one["name"] == "孙未到"]
    assert (line["office"], line["role"], line["since"]) == ("永吉县", "handler", "2199-01-01")
    number, who = line["number"], {"officer": line["number"], "name": "孙未到", "office": "永吉县"}
    assert kuangjian("account", "open", number, "sun.wd", "--json", data=demo).json.items() >= who.items()
    assert kuangjian("account", "link", number, "--json", data=demo).json.items() >= who.items()
    assert kuangjian("account", "close", number, data=demo).out == f"officer: {number}\nname: 孙未到\noffice: 永吉县\n"


def test_with_a_mail_host_the_link_goes_by_letter_and_is_printed_only_if_asked_for(demo: Path) -> None:
    mail = {"KUANGJIAN_MAIL_HOST": "mail.example.cn"}
    first = kuangjian("account", "first", "--name", "赵六", "--login", "zhaoliu", "--email", "zhao@example.cn", "--json",
                      data=demo, settings=mail).json
    assert (first["letter_to"], first["link"]) == ("zhao@example.cn", None)
    assert "/password/" not in kuangjian("account", "link", first["officer"], data=demo, settings=mail).out
    printed = kuangjian("account", "link", first["officer"], "--print", "--json", data=demo, settings=mail).json
    assert printed["letter_to"] is None and "/password/" in printed["link"]
    # Without an address there is no other way.
    nobody = kuangjian("account", "first", "--name", "钱七", "--login", "qianqi", "--json", data=demo, settings=mail).json
    assert nobody["letter_to"] is None and "/password/" in nobody["link"]
    waiting = kuangjian("letters", "--state", "queued", "--json", data=demo).json
    assert [letter["kind"] for letter in waiting if letter["kind"] not in ("digest", "cases")] == [
        "account_opened"]


def test_up_says_how_the_first_account_is_opened_where_there_is_none(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with sqlite3.connect(data / "kuangjian.db") as book:
        book.execute("UPDATE account SET closed_at = '2012-03-07'")
    say_where(Settings(data_folder=data))
    assert f"kuangjian account first --name 姓名 --login 登录名 --email 邮箱 --data {data}\n" in capsys.readouterr().out
    kuangjian("account", "first", "--name", "王五", "--login", "wangwu", data=data)
    say_where(Settings(data_folder=data))
    assert "account first" not in capsys.readouterr().out


def test_gaps_are_asked_of_an_office_by_its_name_too(demo: Path) -> None:
    named, coded = (kuangjian("office", "gaps", one, "--json", data=demo) for one in ("九台区", "220113"))
    assert (named.code, named.json) == (0, coded.json)
    assert kuangjian("office", "gaps", "火星", "--json", data=demo).code != 0


def test_a_token_is_shown_once_listed_without_itself_and_revoked(demo: Path) -> None:
    issued = kuangjian("token", "issue", "视频平台", "--office", "吉林省", "--may", "duty.read", "--json", data=demo).json
    listed = kuangjian("token", "list", "--json", data=demo)
    assert issued["token"] not in listed.out and listed.json[0]["name"] == "视频平台"
    assert kuangjian("token", "revoke", issued["id"], data=demo).code == 0
    assert kuangjian("token", "list", "--json", data=demo).json[0]["revoked_at"] is not None
    refused(kuangjian("token", "issue", "x", "--may", "duty.read", data=demo), 2, "an officer's or an office's")
    refused(kuangjian("token", "issue", "x", "--office", "吉林省", "--may", "account.manage", data=demo), 2,
            "Unknown: account.manage")


def test_an_officer_who_manages_nobody_sees_and_opens_nothing(demo: Path) -> None:
    lines = kuangjian("officer", "list", "--json", data=demo).json
    handler = next(line["number"] for line in lines if line["role"] == "handler")
    assert kuangjian("account", "list", "--json", "--as", handler, data=demo).json == []
    refused(kuangjian("account", "open", lines[1]["number"], "x.y", "--as", handler, data=demo), 4, "may not manage accounts")
