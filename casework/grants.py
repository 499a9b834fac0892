"""The table of access: which roles may do what, how far from their office, in which states; denied unless it stands here."""

from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    """Where a grant reaches, seen from the office at which the role is held."""

    OWN = "own"
    SUBTREE = "subtree"  # the office itself and all below it
    BELOW = "below"  # below it, the office itself left out: nobody grants himself time


LEADERS = ("head", "deputy")
STAFF = (*LEADERS, "unit_head", "handler")
FIELD = (*STAFF, "patroller", "inspector", "statistician", "clerk", "holder")
# What no program may with a token: no token makes another way in, opens a seal, pays, bars an area or publishes.
WAYS_IN = frozenset({"account.manage"})
NO_TOKEN = WAYS_IN | {"clue.reveal", "reward.pay", "measure.decide", "typical.approve"}
PROGRAM = "connected_system"  # 接入系统: what an office's own system may do with its token
READERS = (*FIELD, "legal_reviewer", "administrator", "auditor", PROGRAM)
OFFICIALS = tuple(role for role in READERS if role != "holder")


@dataclass(frozen=True)
class Grant:
    """Roles that may do an action within a scope."""

    action: str
    roles: tuple[str, ...]
    scope: Scope


GRANTS: tuple[Grant, ...] = (
    Grant("duty.read", READERS, Scope.SUBTREE),
    Grant("duty.hand_in", (*FIELD, PROGRAM), Scope.OWN),
    Grant("duty.review", STAFF, Scope.OWN),  # at the creditor's office
    Grant("duty.suspend", (*LEADERS, "unit_head"), Scope.BELOW),
    Grant("duty.extend", (*LEADERS, "unit_head"), Scope.BELOW),
    Grant("duty.waive", LEADERS, Scope.BELOW),
    Grant("act.record", (*FIELD, PROGRAM), Scope.OWN),
    Grant("act.read", READERS, Scope.SUBTREE),
    Grant("act.correct", (*LEADERS, "unit_head"), Scope.SUBTREE),
    Grant("act.withdraw", (*LEADERS, "unit_head"), Scope.SUBTREE),
    Grant("office.read", OFFICIALS, Scope.SUBTREE),  # who serves where; addresses are for whoever keeps the records
    Grant("letter.read", ("administrator", "auditor"), Scope.SUBTREE),
    Grant("letter.resend", ("administrator",), Scope.SUBTREE),
    Grant("work.read", READERS, Scope.SUBTREE),
    Grant("work.settle", (*STAFF, "administrator"), Scope.OWN),
    Grant("account.manage", ("administrator",), Scope.SUBTREE),
    Grant("records.change", ("administrator",), Scope.SUBTREE),
    Grant("journal.read", ("administrator", "auditor"), Scope.SUBTREE),
    # Of clues: what came in as it came is opened by few, with a reason; those named in one see nothing of it.
    Grant("clue.take", (*STAFF, "clerk", PROGRAM), Scope.OWN),
    Grant("clue.read", (*STAFF, "clerk", "legal_reviewer", "auditor", PROGRAM), Scope.SUBTREE),
    Grant("clue.redact", (*STAFF, "clerk"), Scope.OWN),
    Grant("clue.reveal", (*LEADERS, "clerk"), Scope.OWN),
    Grant("clue.assign", (*LEADERS, "unit_head"), Scope.SUBTREE),
    Grant("clue.designate", LEADERS, Scope.SUBTREE),
    Grant("clue.transfer", (*LEADERS, "unit_head"), Scope.OWN),
    Grant("clue.register", (*STAFF, "clerk"), Scope.OWN),
    Grant("clue.link", (*STAFF, "clerk"), Scope.SUBTREE),  # only above two offices are both of their clues seen
    Grant("clue.verify", STAFF, Scope.OWN),
    Grant("clue.approve", LEADERS, Scope.OWN),
    Grant("clue.retry", (*LEADERS, "administrator"), Scope.SUBTREE),
    # Of cases: whoever handles one, the unit, review, legal review, the leaders; the superior from above.
    Grant("case.read", (*STAFF, "legal_reviewer", "clerk", "statistician", "auditor", PROGRAM), Scope.SUBTREE),
    Grant("case.papers", (*STAFF, "legal_reviewer", "auditor"), Scope.SUBTREE),  # they name the party with all its numbers
    Grant("case.open", (*STAFF, "clerk"), Scope.OWN),
    Grant("case.handle", ("handler", "unit_head"), Scope.OWN),
    Grant("case.unit", ("unit_head", "deputy"), Scope.OWN),
    Grant("case.review", ("legal_reviewer", "unit_head", "deputy"), Scope.OWN),
    Grant("case.legal", ("legal_reviewer",), Scope.OWN),
    Grant("case.lead", LEADERS, Scope.OWN),
    Grant("case.supervise", LEADERS, Scope.BELOW),
    # Of oversight: orders answered, cases below checked, measures of the province, the gate, what the public is told.
    Grant("oversight.read", (*STAFF, "legal_reviewer", "auditor"), Scope.SUBTREE),
    Grant("oversight.answer", STAFF, Scope.OWN),
    Grant("oversight.check", (*LEADERS, "unit_head"), Scope.BELOW),
    Grant("oversight.find", STAFF, Scope.OWN),
    Grant("measure.read", (*STAFF, "legal_reviewer", "auditor"), Scope.SUBTREE),
    Grant("measure.propose", LEADERS, Scope.SUBTREE),
    Grant("measure.decide", ("head",), Scope.SUBTREE),  # of the province alone: it is of no office
    Grant("gate.check", (*STAFF, "clerk", PROGRAM), Scope.SUBTREE),
    Grant("typical.propose", STAFF, Scope.OWN),
    Grant("typical.approve", LEADERS, Scope.OWN),
    Grant("reward.propose", STAFF, Scope.OWN),
    Grant("reward.approve", LEADERS, Scope.OWN),
    Grant("reward.pay", ("statistician", "clerk"), Scope.OWN),
    Grant("watcher.keep", ("unit_head", "administrator"), Scope.SUBTREE),
    Grant("run.read", ("administrator", "auditor"), Scope.SUBTREE),
    Grant("holidays.import", ("administrator",), Scope.SUBTREE),
    Grant("rule.set", ("administrator",), Scope.SUBTREE),  # values that the order leaves to the province
)
# In which states of a duty, an act or a letter this can be done to it; of the other actions none stands in the way.
STATES: dict[str, tuple[str, ...]] = {
    "duty.hand_in": ("open", "suspended"), "duty.review": ("handed_in",), "duty.suspend": ("open", "suspended"),
    "duty.extend": ("open", "suspended", "handed_in"), "duty.waive": ("open", "suspended", "handed_in"),
    "act.correct": ("standing",), "act.withdraw": ("standing",),
    "letter.resend": ("queued", "sent", "kept", "refused", "bounced", "dead"),
}
# How an action is called in a sentence.
IN_WORDS: dict[str, str] = {
    "duty.read": "read duties", "duty.hand_in": "hand in reports", "duty.review": "review reports",
    "duty.suspend": "suspend or resume duties", "duty.extend": "extend duties", "duty.waive": "waive duties",
    "act.record": "record acts", "act.read": "read acts", "act.correct": "correct acts", "act.withdraw": "withdraw acts",
    "letter.read": "read letters", "letter.resend": "send letters again", "work.read": "read work items",
    "work.settle": "settle work items", "office.read": "see offices and officers", "account.manage": "manage accounts",
    "records.change": "change offices, officers and holders", "journal.read": "read the journal", "run.read": "read runs",
    "rule.set": "set the province's values", "holidays.import": "import holidays", "duty.open": "open duties",
    "duty.close": "close duties", "duty.lapse": "let duties lapse", "duty.chase": "chase duties",
    "duty.project": "project duties anew", "letter.deliver": "deliver letters", "journal.seal": "seal the journal",
    "clue.take": "take in clues", "clue.send": "send clues", "clue.intake": "process clues",
    "clue.follow": "follow up clues", "clue.read": "read clues",
    "clue.redact": "correct what is masked", "clue.reveal": "open what is sealed", "clue.assign": "assign clues",
    "clue.designate": "designate competence", "clue.transfer": "transfer clues", "clue.register": "register clues",
    "clue.link": "link clues", "clue.verify": "verify clues", "clue.approve": "approve what becomes of clues",
    "clue.retry": "retry clues set aside",
    "case.read": "read cases", "case.open": "open cases", "case.papers": "read the papers of cases",
    "case.handle": "handle cases",
    "case.unit": "agree to cases as the unit",
    "case.review": "review cases", "case.legal": "review the law of cases", "case.lead": "decide on cases",
    "case.supervise": "order in cases from above", "case.watch": "watch the limits of cases", "case.prepare": "prepare cases",
    "oversight.read": "read checks of cases", "oversight.answer": "answer orders", "oversight.check": "check cases below",
    "oversight.find": "record findings of checks", "measure.read": "read measures", "measure.propose": "propose measures",
    "measure.decide": "decide on measures", "gate.check": "ask the gate", "typical.propose": "choose typical cases",
    "typical.approve": "approve typical cases",
    "reward.propose": "propose rewards", "reward.approve": "approve rewards", "reward.pay": "pay rewards",
    "watcher.keep": "keep the register of watchers",
    "seal.keep": "keep the keys of seals",
    "run.keep": "keep the books of runs", "tally.keep": "keep the tallies", "trigger.ring": "ring for a stage",
}
OF_ACTION = {action: tuple(one for one in GRANTS if one.action == action) for action in {one.action for one in GRANTS}}
# Not even whoever keeps the machine opens these from its shell.
SEALED = frozenset({"clue.reveal"})
# What runs by itself, and what whoever keeps the machine may do from its shell.
STANDING: dict[str, frozenset[str]] = {
    "system": frozenset({"duty.open", "duty.close", "duty.lapse", "duty.chase", "duty.project", "letter.deliver",
                         "letter.read", "duty.read", "journal.seal", "run.keep", "trigger.ring", "work.read", "tally.keep",
                         "clue.intake", "clue.follow", "clue.send", "case.read", "case.watch", "case.prepare",
                         "measure.propose"}),
    "public": frozenset({"clue.send"}),
    "operator": frozenset({g.action for g in GRANTS}
                          | {"duty.open", "duty.close", "duty.lapse", "duty.chase", "duty.project", "letter.deliver",
                             "journal.seal", "run.keep", "trigger.ring", "tally.keep", "clue.intake", "clue.follow",
                             "clue.send", "seal.keep", "case.watch", "case.prepare"}
                          - SEALED),
}
