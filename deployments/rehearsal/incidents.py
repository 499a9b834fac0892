"""What befalls the province on its days: leaves, a county renamed, a township abolished, events, a decree."""

from collections.abc import Callable
from datetime import date, timedelta

from casework.act.acts import NewAct, record
from casework.desk import Desk
from casework.duty.populations import DEBTOR_STANDS, THERE_TODAY, population
from casework.record.absences import set_absence
from casework.record.holidays import import_notice
from casework.record.leaving import officer_leaves
from casework.record.offices import abolish_office, rename_office
from casework.record.people import add_officer
from deployments.demo_forms import filled_form
from deployments.rehearsal.addresses import mend_addresses, take_bounces
from deployments.rehearsal.decree import made_up_notice, publish
from deployments.rehearsal.intents import SUBJECT
from deployments.rehearsal.mail_host import MENDED
from deployments.rehearsal.mines import close_mines, open_mines
from deployments.rehearsal.stage import Stage
from regulation.terms import Cadence, Per

AWAY, UNREPRESENTED = 0.05, 0.2  # of the handlers each month, and of those
EVENTS = 3  # of each kind a month


def befall(desk: Desk, stage: Stage) -> set[str]:
    """Bring about what the script holds up to today, once; bounces come in, and addresses are mended. What it was."""
    befallen = set()
    for day, name in stage.script.incidents:
        if day <= desk.today and not desk.scalar("SELECT 1 FROM rehearsed_incident WHERE name = :name AND day = :day",
                                                 name=name, day=day):
            INCIDENTS[name](desk, stage)
            desk.run("INSERT INTO rehearsed_incident (name, day) VALUES (:name, :day)", name=name, day=day)
            befallen.add(name)
    take_bounces(desk, stage)
    mend_addresses(desk)
    return befallen


def _absences(desk: Desk, stage: Stage) -> None:
    for row in desk.rows("SELECT s.officer_id, o.name, q.code, (SELECT t.officer_id FROM post t WHERE t.office_id = s.office_id"
                         " AND t.role IN ('head', 'unit_head') AND t.valid_to IS NULL ORDER BY t.id LIMIT 1) AS stand_in"
                         " FROM post s JOIN officer o ON o.id = s.officer_id JOIN party q ON q.id = s.office_id"
                         " WHERE s.role = 'handler' AND s.valid_to IS NULL ORDER BY s.id"):
        about = (row.name, row.code, desk.today)
        if stage.chance.happens(AWAY, "away", *about):
            first = desk.today + timedelta(days=stage.chance.between(0, 20, "from", *about))
            alone = row.stand_in is None or stage.chance.happens(UNREPRESENTED, "alone", *about)
            set_absence(desk, row.officer_id, first=first, reason="休假", substitute_id=None if alone else row.stand_in,
                        last=first + timedelta(days=stage.chance.between(3, 20, "until", *about)))


def _events(desk: Desk, stage: Stage) -> None:
    """A few acts of every kind that opens duties; each at somebody who would owe what follows."""
    for rule in desk.rulebook.duties.values():
        kinds = [(kind, one) for kind in desk.rulebook.acts.values() for one in kind.raises if one.event == rule.event]
        if rule.cadence is not Cadence.EVENT or rule.value_on(desk.today) is None or not kinds:
            continue
        who = population(desk.rulebook, rule)
        rows = desk.rows(f"SELECT w.debtor_id, w.subject_kind, w.subject_id, {SUBJECT.format('w')} AS name, p.code"
                         f" FROM ({who.select}) w JOIN party p ON p.id = w.debtor_id WHERE {THERE_TODAY}"
                         f" AND {DEBTOR_STANDS}", today=desk.today, **who.values)
        kind, one = kinds[0]
        for row in stage.chosen(rows, EVENTS, "event", rule.code, desk.today):
            party = row.debtor_id if one.at == "party" else desk.scalar(
                "SELECT min(id) FROM party WHERE parent_id = :id AND level <> 'holder'", id=row.debtor_id)
            given = {one.field: one.among[0]} if one.field else {}
            about = ("self", 0) if rule.per is Per.SELF else (row.subject_kind, row.subject_id)
            if party is not None and not kind.reviewed:
                record(desk, NewAct(kind.kind, party, desk.today, about[0], about[1],
                                    fields=filled_form(kind, desk.today, **given)))


def _officers_leave(desk: Desk, stage: Stage) -> None:
    rows = desk.rows("SELECT s.officer_id, s.office_id, o.name, p.code FROM post s JOIN party p ON p.id = s.office_id"
                     " JOIN officer o ON o.id = s.officer_id WHERE s.role = 'handler' AND s.valid_to IS NULL"
                     " AND p.level IN ('county', 'township') ORDER BY s.id")
    for n, row in enumerate(stage.chosen(rows, max(1, len(rows) // 100), "leaves")):
        heir = add_officer(desk, office_id=row.office_id, role="clerk", name=f"接任{n}",
                           email=f"{MENDED}heir{n}@kuangjian.example") if n % 2 else None
        officer_leaves(desk, row.officer_id, since=desk.today, successor_id=heir, despite=True)


def _county_renamed(desk: Desk, stage: Stage) -> None:
    rows = desk.rows("SELECT code, name FROM party WHERE level = 'county' AND valid_to IS NULL ORDER BY code")
    for row in stage.chosen(rows, 1, "renamed"):
        rename_office(desk, row.code, f"新{row.name}")


def _township_abolished(desk: Desk, stage: Stage) -> None:
    rows = desk.rows("SELECT p.code, p.name, (SELECT min(q.code) FROM party q WHERE q.parent_id = p.parent_id AND q.id <> p.id"
                     " AND q.level = 'township' AND q.valid_to IS NULL) AS heir FROM party p WHERE p.level = 'township'"
                     " AND p.valid_to IS NULL ORDER BY p.code")
    for row in stage.chosen([row for row in rows if row.heir], 1, "abolished"):
        abolish_office(desk, row.code, desk.today - timedelta(days=1), row.heir)


def _decree(desk: Desk, stage: Stage) -> None:
    publish(stage.decrees, date(desk.today.year, 10, 1))


def _holidays(desk: Desk, stage: Stage) -> None:
    import_notice(desk, desk.today.year, made_up_notice(desk.today.year, stage.chance), "演练")


INCIDENTS: dict[str, Callable[[Desk, Stage], None]] = {
    "absences": _absences, "events": _events, "mines closed": close_mines, "mines opened": open_mines,
    "officers leave": _officers_leave, "county renamed": _county_renamed, "township abolished": _township_abolished,
    "decree": _decree, "holidays announced": _holidays}
