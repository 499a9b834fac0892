"""Through the commands: what was done discharges duties, reports are reviewed, dates are moved, duties waived."""

import json

from tests.deployments.shell import TODAY, kuangjian, refused

FIELDS = {"area": "全镇"}


def duty(data, debtor, rule, period, today=TODAY):
    """The number of a duty, as the calendar gives it."""
    found = kuangjian("calendar", "--debtor", debtor, "--year", 2012, "--json", data=data, today=today).json
    (line,) = [line for line in found if (line["rule"], line["period"]) == (rule, period)]
    return line["duty"]


def told(data, number):
    return kuangjian("duty", "show", number, "--json", data=data).json


def patrol(data, day, **more):
    given = {"party": "220221100", "done_on": day, "fields": FIELDS, **more}
    return kuangjian("act", "record", "patrol", "--json", json.dumps(given), data=data, today=TODAY)


def do(data, *words, today=TODAY):
    return kuangjian(*words, data=data, today=today).json


def test_two_patrols_of_a_week_discharge_its_duty(data):
    week = duty(data, "220221100", "township_patrol", "2012-W10")
    assert patrol(data, "2012-03-05").json["counted_for"] == [week]
    assert (told(data, week)["status"], told(data, week)["done"]) == ("open", 1)
    assert patrol(data, "2012-03-06").json["counted_for"] == [week]
    now = told(data, week)
    assert (now["status"], now["done"], now["ended_on"]) == ("discharged", 2, "2012-03-06")
    assert [entry["action"] for entry in now["history"]] == ["duty.counted", "duty.discharged"]
    assert patrol(data, "2012-03-07").json["counted_for"] == []


def test_a_report_is_handed_in_returned_handed_in_again_and_accepted(data):
    number = duty(data, "220200", "work_summary_half", "2012")
    clerk = do(data, "officer", "add", "--office", "220200", "--role", "handler", "--name", "李四", "--json")["officer"]
    hand_in = ("act", "hand-in", number, "--json", '{"summary": "上半年工作"}', "--as", clerk)
    first = do(data, *hand_in, today="2012-06-20")["submission_id"]
    waiting = do(data, "due", "--review", "--debtor", "吉林市", "--by", "2012-12-31", "--json")
    assert [line["submission"] for line in waiting if line["duty"] == number] == [first]
    refused(kuangjian("act", "accept", first, "--as", clerk, data=data, today="2012-06-21"), 4, "李四 may not review")
    back = do(data, "act", "return", first, "--reasons", "缺少违法态势一节", today="2012-06-21")
    assert back["status"] == "open"
    second = do(data, *hand_in, today="2012-06-25")["submission_id"]
    assert do(data, "act", "accept", second, today="2012-07-03")["counted_for"] == [number]
    now = told(data, number)
    assert (now["status"], now["ended_on"]) == ("discharged", "2012-06-25")
    assert [(entry["actor"], entry["action"]) for entry in now["history"]] == [
        (f"officer:{clerk}", "duty.handed_in"), ("operator", "duty.returned"), (f"officer:{clerk}", "duty.handed_in"),
        ("operator", "duty.accepted"), ("operator", "duty.discharged")]


def test_a_date_is_suspended_resumed_and_extended_and_the_duty_waived(data):
    number = duty(data, "220200", "work_summary_half", "2012")
    assert do(data, "duty", "suspend", number, "--reason", "机构改革", "--json")["status"] == "suspended"
    resumed = do(data, "duty", "resume", number, "--json", today="2012-03-17")  # 03-07 to 03-16 are ten days
    assert (resumed["status"], resumed["due"]) == ("open", "2012-07-10")
    more = ("duty", "extend", number, 20, "day", "--reason", "汛情", "--approver", "王厅长", "--json")
    assert do(data, *more, today="2012-03-17")["due"] == "2012-07-30"
    assert "延长20日" in told(data, number)["explanation"]
    waived = do(data, "duty", "waive", number, "--reason", "辖区无矿山", "--approver", "王厅长", "--json", today="2012-04-01")
    assert (waived["status"], waived["ended_on"]) == ("waived", "2012-04-01")
    refused(kuangjian(*more, data=data, today="2012-04-02"), 5, f"Duty {number} has ended (waived on 2012-04-01)")


def test_an_act_is_corrected_and_withdrawn_only_with_a_reason(data):
    week = duty(data, "220221100", "township_patrol", "2012-W10")
    first, second = (patrol(data, day).json["act_id"] for day in ("2012-03-05", "2012-03-06"))
    refused(kuangjian("act", "withdraw", first, "--reason", " ", data=data, today=TODAY), 2, "reason")
    again = do(data, "act", "correct", second, "--reason", "区域录错", "--json", '{"area": "镇东"}')
    assert (again["counted_for"], told(data, week)["status"]) == ([week], "discharged")
    assert do(data, "act", "withdraw", first, "--reason", "重复录入") == {"reopened": [week]}
    assert (told(data, week)["status"], told(data, week)["done"]) == ("open", 1)
    listed = kuangjian("act", "list", "--debtor", "口前镇", "--limit", 3, "--json", data=data).json
    assert [(act["id"], act["state"], act["counted_for"]) for act in listed] == [
        (again["act_id"], "standing", 1), (second, "corrected", 0), (first, "withdrawn", 0)]


def test_where_two_periods_are_open_the_act_must_name_its_own_in_the_json(data):
    about = {"subject": "right:C2200002009052110000001"}
    for day in ("2012-03-05", "2012-03-06"):
        given = {"party": "220000", "done_on": day, "fields": {"papers": "方案"}, **about}
        assert kuangjian("act", "record", "plan_forwarded", "--json", json.dumps(given), data=data, today=TODAY).code == 0
    received = {"party": "220221", "fields": {"receiver": "李四"}, **about}
    said = kuangjian("act", "record", "plan_received", "--json", json.dumps(received), data=data, today=TODAY)
    refused(said, 2, "县局签收开发利用方案", "2012-03-05、2012-03-06", '"period"')
    named = json.dumps({**received, "period": "2012-03-05"})
    assert len(do(data, "act", "record", "plan_received", "--json", named)["counted_for"]) == 1
