"""What the public reads names nobody: parties by their surname, firms by their kind, addresses and numbers not at all."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casework.case.cases import CaseRow
from casework.clue.identities import MASK, masked
from casework.clue.known import known_of
from casework.desk import Desk

DOUBLE = ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容",
          "司徒", "夏侯", "令狐", "长孙", "宇文", "轩辕", "端木")
# The longest first: 某有限责任公司 is more than 某公司.
FIRMS = ("股份有限公司", "有限责任公司", "有限公司", "集团公司", "合作社", "公司", "集团", "采石场", "采砂场", "选矿厂",
         "砖厂", "煤矿", "铁矿", "金矿", "矿山", "矿场", "厂", "矿", "队", "部", "村民委员会", "村委会")
LICENCE = re.compile(r"[CTD][0-9]{13,22}(?![0-9])")
CODE = re.compile(r"(?<![0-9A-Z])(?=[0-9A-Z]*[0-9])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Z])")  # 统一社会信用代码
MASKS = {"place": "〔地址〕", "number": "〔证号〕"}
MORE = ("SELECT q.id_number, q.representative, q.address, q.phone, q.work_unit, q.post, h.name AS holder,"
        " h.code AS holder_code, r.licence_no, r.name AS right_name, m.name AS mine FROM enforcement_case c"
        " LEFT JOIN case_party q ON q.case_id = c.id"
        " LEFT JOIN mineral_right r ON r.id = c.right_id LEFT JOIN party h ON h.id = coalesce(q.holder_id, r.holder_id)"
        " LEFT JOIN mine m ON m.right_id = r.id WHERE c.id = :id")
STAFF = ("SELECT DISTINCT f.name FROM officer f WHERE f.id IN (SELECT officer_id FROM case_officer WHERE case_id = :id)"
         " OR f.id IN (SELECT officer_id FROM case_event WHERE case_id = :id AND officer_id IS NOT NULL)")


def person(name: str) -> str:
    """A person by his surname: 王某, 欧阳某."""
    plain = re.sub(r"\s", "", name)
    return f"{plain[:2] if plain[:2] in DOUBLE and len(plain) > 2 else plain[:1]}某"


def firm(name: str) -> str:
    """A firm by its kind alone: 某有限公司."""
    return f"某{next((kind for kind in FIRMS if name.strip().endswith(kind)), '单位')}"


@dataclass(frozen=True)
class Cover:
    """What stands for the words by which a case could be told."""

    words: Mapping[str, str]

    def over(self, text: str) -> str:
        """The text with every one of them, and every number that identifies somebody, covered."""
        found = text.strip()
        for word in sorted(self.words, key=len, reverse=True):
            # However it is spaced.
            pattern = r"\s{0,2}".join(re.escape(char) for char in word if not char.isspace())
            found = re.sub(pattern, lambda _, put=self.words[word]: put, found)  # type: ignore[misc]
        return masked(CODE.sub(MASKS["number"], LICENCE.sub(MASKS["number"], found)), told=False)


def cover_of(desk: Desk, case: CaseRow) -> Cover:
    """The words that tell who a case is about, who handled it and who reported it."""
    words: dict[str, str] = {}
    for row in desk.rows(MORE, id=case.id):  # a right has few mines
        words |= _told(row)
    words |= {row.name: person(row.name) for row in desk.rows(STAFF, id=case.id)}
    if case.clue_id is not None:
        words |= dict.fromkeys(known_of(desk, case.clue_id), "〔遮蔽〕")
    words[case.party_name] = person(case.party_name) if case.party_kind == "person" else firm(case.party_name)
    return Cover({word: put for word, put in words.items() if len(word.strip()) > 1})


def _told(row: Any) -> dict[str, str]:
    plain = {row.id_number: MASKS["number"], row.phone: MASK["phone"], row.licence_no: MASKS["number"],
             row.holder_code: MASKS["number"], row.address: MASKS["place"], row.work_unit: "某单位",
             row.representative: person(row.representative or "某"), row.holder: firm(row.holder or ""),
             row.right_name: "某矿", row.mine: "某矿"}
    return {word: put for word, put in plain.items() if word}
