"""A data folder made once by the commands themselves: all real offices, sixty made-up mines, four rows of our own."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.deployments.shell import TODAY, kuangjian

TITLES = ("许可证号,权种,矿业权人,统一社会信用代码,矿山名称,矿山编号,开采矿种,开采方式,生产规模,所在县代码,乡镇代码,"
          "发证机关代码,有效期起")
ROWS = (
    "C2200002009052110000001,采矿权,永吉矿业有限公司,912202210000000011,口前铁矿,JL0001,铁矿,地下,小型,220221,220221100,220000",
    "C2200002009057120000002,采矿权,永吉矿业有限公司,912202210000000011,口前采石场,JL0002,石灰岩,露天,小型,220221,220221100,220221",
    "T22120090502000001,探矿权,永吉矿业有限公司,912202210000000011,口前铁矿普查,,铁矿,,,220221,220221100,220000",
    "C2200002009058110000003,采矿权,池北矿泉有限公司,91220000000000002X,池北矿泉,JL0003,矿泉水,地下,小型,22CBS,222426120,220000",
)


@pytest.fixture(scope="session")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """In service since 2012-01-01, seen on 2012-03-07; for reading only."""
    data = tmp_path_factory.mktemp("province")
    sheet = data / "holders.csv"
    sheet.write_text("\n".join([TITLES, *(f"{row},2009-05-01" for row in ROWS)]), encoding="utf-8")
    for words in (("init", "--in-service-from", "2012-01-01"), ("demo", "--mines", 60, "--clues", 0),
                  ("import", "holders", sheet)):
        said = kuangjian(*words, data=data, today=TODAY)
        assert said.code == 0, said.err
    assert kuangjian("office", "rich", "220221", data=data).code == 0
    with sqlite3.connect(data / "kuangjian.db") as book:
        book.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return data


@pytest.fixture
def data(province: Path, tmp_path: Path) -> Path:
    """A copy of the province, to be changed."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(province / "kuangjian.db", folder)
    return folder
