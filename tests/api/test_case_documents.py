"""Documents of a case by the API: added, written, signed by each in his place, issued, served, taken away."""

import json
from datetime import date
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZipFile

import pytest

from casework.account.api_tokens import ACTIONS, issue_for_officer
from casework.case.archive_checking import check
from documents.stamping import text_of
from tests.api.test_programs import client
from tests.casework.cases import a_bureau, filed
from tests.casework.papers import keeping
from tests.casework.town import at
from tests.files import samples

TITLE = "责令停止违法行为通知书"
VALUES = {"facts": "在东山北坡采矿", "law_breached": "矿产资源法第十七条", "order_text": "立即停止开采"}


@pytest.fixture
def house(house, tmp_path):
    return keeping(house, tmp_path)


@pytest.fixture
def office(house):
    return a_bureau(house, date(2025, 1, 1), date(2025, 8, 4))


@pytest.fixture
def asked(house, office):
    """Who asks with which token."""
    tokens = {}
    with at(house) as desk:
        for role in ("handler", "unit", "leader", "legal"):
            tokens[role] = issue_for_officer(desk, office.officer(role), "手机", actions=ACTIONS, days=9).token

    async def ask(role, method, path, **given):
        async with client(house, tokens[role]) as program:
            return await program.request(method, f"/api{path}", **given)
    return ask


async def sent(ask, name, body):
    answer = await ask("handler", "POST", "/files", files={"file": (name, body)})
    return answer.json()["file"]


async def test_a_document_goes_its_way_from_draft_to_service(house, office, asked):
    number = filed(house, office)
    made = await asked("handler", "POST", f"/cases/{number}/documents", json={"title": TITLE})
    assert made.status_code == 201 and made.json()["lacking"] == []
    one = f"/cases/{number}/documents/{made.json()['document']}"
    late = await asked("handler", "PATCH", one, json={"values": VALUES}, headers={"if-match": '"9"'})
    assert late.status_code == 412 and late.json()["detail"] == f'{TITLE} stands at version 1, not at "9".'
    written = await asked("handler", "PATCH", one, json={"values": VALUES}, headers={"if-match": '"1"'})
    told = written.json()
    assert (told["version"], told["turn"], told["lacking"], told["chain"]) == (2, "handler", [], ["handler", "unit", "leader"])
    one = f"/cases/{number}/documents/{told['document']}"
    assert (await asked("handler", "GET", one)).headers["etag"] == '"2"'
    assert (await asked("legal", "POST", f"{one}/signatures", json={"opinion": "同意"})).status_code == 403
    for role in ("handler", "unit", "leader"):
        told = (await asked(role, "POST", f"{one}/signatures", json={"opinion": "同意。"})).json()
    assert told["turn"] is None and [row["place"] for row in told["signatures"]] == ["handler", "unit", "leader"]
    issued = (await asked("handler", "POST", f"{one}/issue", headers={"if-match": '"2"'})).json()
    assert (issued["state"], issued["number"]) == ("issued", "永吉自然资停〔2025〕1号")
    again = await asked("handler", "POST", f"{one}/issue")
    assert again.status_code == 409 and again.json()["detail"] == f"{TITLE} was issued."
    file = await asked("handler", "GET", f"{one}/file")
    assert "永吉自然资停〔2025〕1号" in text_of(file.content)
    assert unquote(file.headers["content-disposition"]).endswith("责令停止违法行为通知书-永吉自然资停〔2025〕1号.docx")
    receipt = {"method": "直接送达", "served_on": "2025-08-04", "proof": {"recipient": "王某"},
               "file": await sent(asked, "回证.pdf", samples.PDF)}
    served = (await asked("handler", "POST", f"{one}/services", json=receipt)).json()["services"]
    assert served == [{"method": "直接送达", "served_on": "2025-08-04", "place": None, "proof": {"recipient": "王某"},
                       "by": f"officer:{office.officer('handler')}"}]
    archive = (await asked("handler", "GET", f"/cases/{number}/archive")).content
    with ZipFile(BytesIO(archive)) as given:
        assert given.read("receipts/001-回证.pdf") == samples.PDF
    assert check(BytesIO(archive)).faults == ()
    listed = (await asked("handler", "GET", f"/cases/{number}/documents")).json()
    assert [(row["title"], row["number"]) for row in listed["documents"]] == [(TITLE, "永吉自然资停〔2025〕1号")]
    assert listed["missing"] == ["立案呈批表"]


async def test_signatures_are_set_aside_only_by_whoever_knows_of_them_and_the_answer_names_them(house, office, asked):
    number = filed(house, office)
    made = (await asked("handler", "POST", f"/cases/{number}/documents", json={"title": TITLE})).json()
    one = f"/cases/{number}/documents/{made['document']}"
    first = (await asked("handler", "PATCH", one, json={"values": VALUES})).json()
    assert (first["version"], first["lapsed"]) == (2, [])
    for role in ("handler", "unit"):
        await asked(role, "POST", f"{one}/signatures", json={"opinion": "同意。"})
    names = [row["name"] for row in (await asked("handler", "GET", one)).json()["signatures"]]
    more = {"values": {"facts": "在东山南坡采矿"}}
    for tag in ({}, {"if-match": "*"}):
        refused = await asked("handler", "PATCH", one, json=more, headers=tag)
        assert refused.status_code == 409 and refused.json()["detail"] == (
            f"Version 2 of {TITLE} was signed by {'、'.join(names)}; another version would be signed from the beginning.")
    anew = await asked("handler", "POST", f"{one}/anew")  # has no reason to send
    assert anew.status_code == 409 and anew.json()["way_out"] == "If that is meant, send `If-Match` with the version."
    third = await asked("handler", "PATCH", one, json={**more, "reason": "地点写错"})
    told = third.json()
    assert (told["version"], told["turn"], told["signatures"]) == (3, "handler", [])
    assert [row["name"] for row in told["lapsed"]] == names
    await asked("handler", "POST", f"{one}/signatures", json={"opinion": "同意。"})
    assert (await asked("handler", "POST", f"{one}/anew", headers={"if-match": '"3"'})).json()["version"] == 4
    with at(house) as desk:
        said = desk.scalar("SELECT detail FROM journal WHERE action = 'case.document_written' ORDER BY id DESC LIMIT 1")
    assert json.loads(said)["reason"] == "地点写错"


async def test_an_original_is_entered_and_a_draft_struck_and_the_whole_file_taken_away(house, office, asked):
    number = filed(house, office)
    first, second = [(await asked("handler", "POST", f"/cases/{number}/documents", json={"title": TITLE})).json()["document"]
                     for _ in range(2)]
    file = await sent(asked, "原件.pdf", samples.PDF)
    old = {"file": file, "on": "2025-08-01", "number": "永吉国土资停〔2018〕3号"}
    entered = (await asked("handler", "POST", f"/cases/{number}/documents/{first}/original", json=old)).json()
    assert (entered["number"], entered["by_hand"], entered["issued_on"]) == ("永吉国土资停〔2018〕3号", True, "2025-08-01")
    strange = await asked("handler", "POST", f"/cases/{number}/documents/{second}/original", json={**old, "file": 999})
    assert strange.status_code == 422
    void = (await asked("handler", "POST", f"/cases/{number}/documents/{second}/void", json={"reason": "不需要"})).json()
    assert (void["state"], void["reason"], void["number"]) == ("void", "不需要", None)
    archive = await asked("handler", "GET", f"/cases/{number}/archive")
    assert archive.headers["content-type"] == "application/zip"
    with ZipFile(BytesIO(archive.content)) as given:
        assert given.read("documents/001-责令停止违法行为通知书.pdf") == samples.PDF
    assert check(BytesIO(archive.content)).faults == ()
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM journal WHERE action = 'case.exported'") == 1


async def test_a_word_file_that_was_sent_takes_the_forms_place(house, office, asked):
    number = filed(house, office)
    made = (await asked("handler", "POST", f"/cases/{number}/documents", json={"title": TITLE})).json()
    one = f"/cases/{number}/documents/{made['document']}"
    draft = (await asked("handler", "GET", f"{one}/file")).content
    put = await asked("handler", "POST", f"{one}/word", json={"file": await sent(asked, "改.docx", draft)})
    assert put.status_code == 200 and put.json()["version"] == 2
    wrong = await asked("handler", "POST", f"{one}/word", json={"file": await sent(asked, "改.pdf", samples.PDF)})
    assert wrong.status_code == 422  # by the number of its first version the latest one is meant; but this is no Word file
    latest = f"/cases/{number}/documents/{put.json()['document']}"
    wrong = await asked("handler", "POST", f"{latest}/word", json={"file": await sent(asked, "改.pdf", samples.PDF)})
    assert wrong.status_code == 422 and wrong.json()["detail"] == "“改.pdf” is no Word file."
    back = (await asked("handler", "POST", f"{latest}/anew")).json()
    assert back["version"] == 3


async def test_where_no_pdf_can_be_made_it_is_said(house, office, asked, monkeypatch):
    number = filed(house, office)
    one = (await asked("handler", "POST", f"/cases/{number}/documents", json={"title": TITLE})).json()["document"]
    monkeypatch.setenv("PATH", "")
    answer = await asked("handler", "GET", f"/cases/{number}/documents/{one}/file", params={"as": "pdf"})
    assert answer.status_code == 503 and answer.json()["detail"] == "No PDF can be made here: LibreOffice is not installed."


async def test_what_is_not_there_is_told_alike(house, office, asked):
    number = filed(house, office)
    for path in ("/documents/99", "/documents/99/file"):
        assert (await asked("handler", "GET", f"/cases/{number}{path}")).status_code == 404
    assert (await asked("handler", "GET", "/cases/AJ2099000001/archive")).status_code == 404
    assert (await asked("handler", "POST", f"/cases/{number}/documents", json={"title": "没有"})).status_code == 422
