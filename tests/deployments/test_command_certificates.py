"""`kuangjian certificate` as typed."""

import shutil
from pathlib import Path

from tests.deployments.shell import kuangjian, refused


def test_a_certificate_is_added_listed_and_ended(province: Path, tmp_path: Path) -> None:
    data = shutil.copytree(province, tmp_path / "data")
    officer = kuangjian("officer", "list", "--json", data=data).json[0]["number"]
    made = kuangjian("certificate", "add", officer, "吉执900001", "2020-01-01", "--json", data=data).json["certificate"]
    refused(kuangjian("certificate", "add", officer, "吉执900001", "2020-01-01", data=data), 5, "stands in the register")
    refused(kuangjian("certificate", "end", made, "2019-12-31", data=data), 2, "before it begins")
    assert kuangjian("certificate", "end", made, "2024-12-31", data=data).code == 0
    (line,) = [one for one in kuangjian("certificate", "list", "--json", data=data).json if one["number"] == "吉执900001"]
    assert (line["id"], line["officer_id"], line["first"], line["last"]) == (made, officer, "2020-01-01", "2024-12-31")
