"""The tables: facts and constraints, no decisions."""

from models.account import Account, ApiToken, CalendarFeed, Guess, OneTimeLink, SignIn
from models.act import Act, ActCredit, ActPlace, Submission
from models.draft import Draft, DraftFile
from models.duty import Duty, Extension, Reckoning, ReckoningRung, Suspension
from models.file import ActFile, KeptFile, Photo, SubmissionFile
from models.letter import Letter, LetterLine, Rung, WorkItem
from models.mining import Mine, Right
from models.party import Area, Party
from models.people import Absence, Officer, Post, Responsibility
from models.record import Answered, Bell, Holiday, HolidayNotice, Instance, Journal, JournalSeal, Lock, Run, Trigger
from models.tally import OfficeTally, RuleTally, TallyMark

__all__ = [
    "Absence", "Account", "Act", "ActCredit", "ActFile", "ActPlace", "Answered", "ApiToken", "Area", "Bell",
    "CalendarFeed", "Draft", "DraftFile", "Duty", "Extension", "Guess", "Holiday", "HolidayNotice", "Instance",
    "Journal", "JournalSeal", "KeptFile", "Letter", "LetterLine", "Lock", "Mine", "OfficeTally", "Officer",
    "OneTimeLink", "Party", "Photo", "Post", "Reckoning", "ReckoningRung", "Responsibility", "Right", "RuleTally",
    "Run", "Rung", "SignIn", "SignOn", "Submission", "SubmissionFile", "Suspension", "TallyMark", "Trigger",
    "WorkItem",
]
