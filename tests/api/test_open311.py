"""Open311 GeoReport v2: reports are taken in and told as the standard has it, and nobody's data with them."""

import json
from dataclasses import replace
from datetime import date

import pytest

from casework.clue.intake import drain
from files.store import DiskStore
from regulation.clue import Offence
from tests.api.geo_report import MINED, V2, a_key, as_the_standard_has_it, codes
from tests.api.test_programs import client
from tests.casework.clues import taken_in
from tests.casework.test_clue_evidence import photograph
from tests.casework.town import at, go_to, settle_in

FORMS = ("json", "xml")
WRONG = (
    ({"service_code": ""}, 400, ["service_code was not provided. `GET services` lists the codes."]),
    ({"service_code": "potholes"}, 404, ["service_code was not found. `GET services` lists the codes."]),
    ({"jurisdiction_id": "city.gov"}, 404, ["jurisdiction_id was not found. It is kj.example.cn, or left out."]),
    ({"address_id": ""}, 400, ["lat and long, address_string or address_id: one of them is needed"]),
    ({"description": "山" * 4001}, 400, ["description: at most 4000 characters"]),
    ({"lat": "43.6"}, 400, ["lat and long come together"]),
    ({"lat": "126.5", "long": "43.6"}, 400, ["A latitude of 126.5° does not exist in China: the two are swapped."]),
    ({"address_id": "22", "attribute[no]": "1", "attribute[ongoing]": "perhaps"}, 400, [
        "attribute[no]: this service asks for no such thing", "attribute[ongoing]: one of yes, no",
        "address_id: the code of a division has 6 or 9 digits"]),
    ({"attribute[about]": "220221"}, 400, ["attribute[about]: this service asks for no such thing"]),
    ({"description": "\0"}, 400, ["A text holds a character that cannot be kept, such as NUL. Send it without."]),
)


@pytest.fixture
def town(house):
    return settle_in(house, date(2024, 3, 4))


async def sent(house, key, form="json", *, headers=None, files=None, **fields):
    async with client(house) as door:
        return await door.post(f"{V2}/requests.{form}", data={"api_key": key, **MINED, **fields}, headers=headers, files=files)


async def asked(house, path, key=None, **query):
    async with client(house, key) as door:
        return await door.get(f"/open311/{path}", params=query)


@pytest.mark.parametrize("form", FORMS)
async def test_services_and_what_each_asks_are_told_to_everybody(house, town, form):
    listed = as_the_standard_has_it(await asked(house, f"v2/services.{form}"), "services")
    listed = listed if form == "json" else listed["service"]
    assert [one["service_code"] for one in listed] == [one.value for one in Offence]
    assert (listed[0]["service_name"], listed[0]["type"]) == ("无证开采", "realtime")
    for one in listed:
        told = as_the_standard_has_it(await asked(house, f"v2/services/{one['service_code']}.{form}"), "service_definition")
        attributes = told["attributes"] if form == "json" else told["attributes"]["attribute"]
        about = ["about"] if one["service_code"] in ("unlawful_approval", "officer_conduct") else []
        assert [a["code"] for a in attributes] == ["accused", "happened", "ongoing", "licence", "division", *about]


@pytest.mark.parametrize("form", FORMS)
async def test_the_discovery_says_where_and_in_which_forms(house, town, form):
    told = as_the_standard_has_it(await asked(house, f"discovery.{form}"), "discovery")
    endpoint = told["endpoints"][0] if form == "json" else told["endpoints"]["endpoint"][0]
    assert (endpoint["specification"], endpoint["url"]) == (
        "http://wiki.open311.org/GeoReport_v2", "http://kj.example.cn/open311/v2")


@pytest.mark.parametrize("form", FORMS)
async def test_a_report_becomes_a_clue_whose_sender_is_sealed(house, town, form):
    answer = await sent(house, a_key(house, town.county), form, first_name="大山", last_name="李", phone="13812345678",
                        email="l@example.cn", device_id="A1B2C3D4E5", lat="43.6628", long="126.5213",
                        address_string="东山北坡", media_url="https://example.cn/1.jpg",
                        **{"attribute[accused]": "王老板", "attribute[ongoing]": "yes", "attribute[happened]": "最近一周"})
    assert answer.status_code == 201
    told = as_the_standard_has_it(answer, "taken")
    told = told[0] if form == "json" else told["request"][0]
    assert (told["service_request_id"], told["account_id"]) == ("XS2024000001", None)
    receipt = told["service_notice"].partition("查询码 ")[2][:14]
    with at(house) as desk:
        row = desk.rows("SELECT c.*, s.content, s.receipt FROM clue c JOIN clue_seal s ON s.clue_id = c.id")[0]
    assert row.text == "口前镇东山北坡夜里有人采矿。〔姓名〕 〔电话〕\n媒体链接：https://example.cn/1.jpg"
    assert (row.channel, row.received_by, row.taken_by_id, row.accused, row.place, row.happened, bool(row.ongoing)) == (
        "open311", "热线平台", town.county, "王老板", "东山北坡", "最近一周", True)
    assert (row.division_code, row.longitude, row.latitude, bool(row.named)) == ("220221100", 126.5213, 43.6628, True)
    original = json.loads(house.seal.open(bytes(row.content)))
    assert (original["reporter"]["name"], original["known"]) == ("李大山", ["大山", "A1B2C3D4E5"])
    assert as_the_standard_has_it(await asked(house, f"v2/tokens/{receipt}.json"), "token") == [
        {"service_request_id": "XS2024000001", "token": receipt}]


async def test_photographs_come_along_as_parts_of_the_form_and_are_sealed(house, town, tmp_path):
    house = replace(house, files=DiskStore(tmp_path))
    answer = await sent(house, a_key(house, town.county), files=[("media", (f"{n}.jpg", photograph(), "image/jpeg"))
                                                                for n in range(2)])
    assert answer.status_code == 201
    with at(house) as desk:
        rows = desk.rows("SELECT media_type, clean_id FROM clue_file")
    assert [row.media_type for row in rows] == ["image/jpeg"] * 2 and all(row.clean_id for row in rows)
    kept = len(list(tmp_path.rglob("*")))
    key, again = a_key(house, town.county), {"idempotency-key": "k-2"}
    first, second = [await sent(house, key, headers=again, files=[("media", ("1.jpg", photograph(), "image/jpeg"))])
                     for _ in range(2)]
    assert first.json() == second.json()
    # The sealed one and its folder; what comes again leaves nothing behind, and the clean one is there already.
    assert len(list(tmp_path.rglob("*"))) - kept <= 2
    assert codes(await sent(house, a_key(house, town.county), files=[("media", ("a.exe", b"MZ", "image/jpeg"))]))[0] == 400


async def test_a_report_sent_twice_under_its_key_is_taken_once(house, town):
    key, again = a_key(house, town.county), {"idempotency-key": "k-1"}
    first, second = [await sent(house, key, headers=again) for _ in range(2)]
    assert first.status_code == 201 and first.json() == second.json()
    assert codes(await sent(house, key, headers=again, description="别的"))[0] == 400
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM clue") == 1


async def test_without_a_key_that_may_nothing_is_taken(house, town):
    assert codes(await sent(house, "")) == (403, [
        "api_key was not provided. Whoever manages the accounts of your office issues one."])
    for key in ("made up", a_key(house, town.county, "clue.read")):
        assert codes(await sent(house, key))[0] == 403
    async with client(house, a_key(house, town.county)) as door:  # as a bearer's token it opens as well
        assert (await door.post(f"{V2}/requests.json", data=MINED)).status_code == 201
    as_the_standard_has_it(await sent(house, "", "xml"), "errors")


async def test_what_is_wrong_with_a_report_is_told_as_the_standard_has_it(house, town):
    key = a_key(house, town.county)
    for fields, status, said in WRONG:
        assert codes(await sent(house, key, **fields)) == (status, said)
        told = as_the_standard_has_it(await sent(house, key, "xml", **fields), "errors")
        assert [one["description"] for one in told["error"]] == said
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM clue") == 0


async def test_everybody_sees_where_and_what_became_of_it_and_no_word_of_what_was_said(house, town):
    made = taken_in(house, longitude=126.5213, latitude=43.6628)
    for form in FORMS:
        answer = await asked(house, f"v2/requests/{made.number}.{form}")
        told = as_the_standard_has_it(answer, "requests")
        told = told[0] if form == "json" else told["request"][0]
        assert {name: value for name, value in told.items() if value is not None} == {
            "service_request_id": made.number, "status": "open", "service_name": "无证开采",
            "service_code": "mining_without_licence", "agency_responsible": "永吉县", "address": "永吉县",
            "requested_datetime": "2024-03-04T08:00:00+08:00", "updated_datetime": "2024-03-04T08:00:00+08:00"}
    with at(house) as desk:
        desk.run("UPDATE clue SET stage = 'closed', ended_on = :day WHERE id = :id", day=date(2024, 3, 8), id=made.clue_id)
    told = (await asked(house, f"v2/requests/{made.number}.json")).json()[0]
    assert (told["status"], told["updated_datetime"]) == ("closed", "2024-03-08T00:00:00+08:00")


async def test_of_a_clue_about_an_office_or_its_people_nobody_learns_that_it_exists(house, town):
    hidden = [taken_in(house, offence=one) for one in (Offence.OFFICER_CONDUCT, Offence.UNLAWFUL_APPROVAL)]
    hidden.append(taken_in(house, about=("220221",)))
    county, province = (a_key(house, office, "clue.read") for office in (town.county, town.province))
    for made in hidden:
        for key in (None, county):  # the county is what it is about
            assert codes(await asked(house, f"v2/requests/{made.number}.json", key)) == (
                404, ["service_request_id was not found. Look at it again."])
        assert (await asked(house, f"v2/requests/{made.number}.json", province)).status_code == 200
    assert (await asked(house, "v2/requests.json")).json() == []
    assert len((await asked(house, "v2/requests.json", province)).json()) == 3


async def test_who_may_read_clues_reads_the_masked_text_of_those_in_its_reach(house, town):
    made = taken_in(house, longitude=126.5213, latitude=43.6628)
    told = (await asked(house, f"v2/requests/{made.number}.json", a_key(house, town.county, "clue.read"))).json()[0]
    assert (told["description"], told["address"], told["address_id"], told["lat"], told["long"], told["status_notes"]) == (
        "口前镇东山北坡有人夜里用挖掘机采铁矿。〔姓名〕 〔电话〕", "东山北坡", "220221100", 43.6628, 126.5213, "待登记")
    for office, action in ((town.township, "clue.read"), (town.county, "clue.take")):
        told = (await asked(house, "v2/requests.json", a_key(house, office, action))).json()[0]
        assert (told["description"], told["lat"], told["address"]) == (None, None, "永吉县")


async def test_the_list_is_narrowed_by_numbers_service_status_and_days(house, town):
    old = taken_in(house)
    go_to(house, date(2024, 6, 10))
    new, other = taken_in(house), taken_in(house, offence=Offence.ENVIRONMENT)
    with at(house) as desk:
        desk.run("UPDATE clue SET stage = 'closed', ended_on = :day WHERE id = :id", day=date(2024, 6, 10), id=new.clue_id)

    async def numbers(**query):
        answer = await asked(house, "v2/requests.json", **query)
        return [one["service_request_id"] for one in as_the_standard_has_it(answer, "requests")]
    assert await numbers() == [other.number, new.number]  # of the last 90 days
    assert await numbers(service_request_id=f"{old.number}, {new.number}", status="open") == [new.number, old.number]
    assert await numbers(service_code="environment,other") == [other.number]
    assert await numbers(status="closed") == [new.number]
    assert await numbers(status="open,closed") == [other.number, new.number]
    assert await numbers(start_date="2024-03-01T00:00:00Z") == [old.number]
    assert await numbers(end_date="2024-03-31T00:00:00+08:00") == [old.number]
    assert await numbers(start_date="2024-06-10T00:00:00Z", end_date="2024-06-10T00:00:00Z", jurisdiction_id="") == [
        other.number, new.number]
    for wrong in ({"start_date": "2024-01-01T00:00:00Z", "end_date": "2024-04-01T00:00:00Z"}, {"status": "lost"},
                  {"start_date": "2024-03-01"}, {"end_date": "9999-12-31T23:59:59-12:00"},
                  {"service_request_id": ",".join(str(n) for n in range(101))}):
        assert codes(await asked(house, "v2/requests.json", **wrong))[0] == 400, wrong
    assert codes(await asked(house, "v2/requests.json", service_code="potholes"))[0] == 404


async def test_a_receipt_code_that_is_none_tells_nothing(house, town):
    answers = [codes(await asked(house, f"v2/tokens/{code}.json")) for code in ("DP7J-8JYZ-5YTS", "x", "DP7J8JYZ5YTT")]
    assert answers == [(404, ["token was not found. Look at it again."])] * 3
    made = taken_in(house)
    for _ in range(8):  # with those before, more than ten: even the right one has to wait
        await asked(house, "v2/tokens/DP7J8JYZ5YTS.json")
    assert codes(await asked(house, f"v2/tokens/{made.receipt}.json"))[0] == 403


async def test_what_no_route_takes_is_told_as_the_standard_has_it_too(house, town):
    for form in FORMS:
        assert as_the_standard_has_it(await asked(house, f"v2/nothing.{form}"), "errors")
    assert (await asked(house, "v2/services.html")).status_code == 400
    async with client(house) as door:
        large = await door.post(f"{V2}/requests.json", content=b"x", headers={"content-length": "33000000"})
        assert codes(large)[0] == 413
        assert codes(await door.post(f"{V2}/requests.json", json=MINED))[0] == 400
        chinese = await door.get(f"{V2}/services/potholes.json", headers={"accept-language": "zh-CN"})
        assert codes(chinese) == (404, ["没有这个service_code。 代码见GET services。"])


async def test_a_report_goes_its_way_like_any_clue(house, town):
    await sent(house, a_key(house, town.county))
    drain(house)
    told = (await asked(house, "v2/requests/XS2024000001.json")).json()[0]
    assert told["agency_responsible"] == "永吉县"
