"""The tables: facts and constraints, no decisions."""

from models.account import Account, ApiToken, CalendarFeed, Guess, OneTimeLink, SignIn, SignOn
from models.act import Act, ActCredit, ActPlace, Submission
from models.case import CaseEvent, CaseOfficer, CaseParty, CasePeriod, CaseTodo, EnforcementCase
from models.case_evidence import CaseCustody, CaseEvidence
from models.case_flow import CaseMissed, CaseRange, CaseReport, CaseReportStep, LetterCase
from models.case_money import CaseInstalment, CasePause, CasePayment, CasePaymentCorrection, CasePenalty
from models.case_paper import CaseDocument, CaseService, DocumentSignature
from models.clue import Clue, ClueFault, ClueFile, ClueLink, ClueMessage, ClueMove, ClueNamed, ClueSeal, NumberSeries
from models.clue_steps import ClueAppraisal, ClueDisposal, ClueReferral
from models.clue_work import (
    Certificate,
    ClueSheet,
    ClueVerifier,
    DivisionBoundary,
    LetterClue,
    MailTaken,
    ReporterLetter,
    Reward,
    RightBoundary,
    SavedFilter,
    Watcher,
)
from models.draft import Draft, DraftFile
from models.duty import Duty, Extension, Reckoning, ReckoningRung, Suspension
from models.file import ActFile, KeptFile, Photo, SubmissionFile
from models.letter import Letter, LetterLine, Rung, WorkItem
from models.mining import Mine, Right
from models.oversight import (
    AreaMeasure,
    CaseCheck,
    CheckedCase,
    GovernmentReport,
    SupervisionOrder,
    SupervisionReply,
)
from models.party import Area, Party
from models.people import Absence, Officer, Post, Responsibility
from models.publicity import PublishedDecision, TypicalCase
from models.record import Answered, Bell, Holiday, HolidayNotice, Instance, Journal, JournalSeal, Lock, Run, Trigger
from models.tally import OfficeTally, RuleTally, TallyMark

__all__ = [
    "Absence", "Account", "Act", "ActCredit", "ActFile", "ActPlace", "Answered", "ApiToken", "Area", "AreaMeasure", "Bell",
    "CalendarFeed", "CaseCheck", "CaseCustody", "CaseDocument", "CaseEvent", "CaseEvidence", "CaseInstalment", "CaseMissed",
    "CaseOfficer", "CaseParty", "CasePause", "CasePayment", "CasePaymentCorrection",
    "CasePenalty", "CasePeriod", "CaseRange", "CaseReport",
    "CaseReportStep", "CaseService", "CaseTodo", "Certificate", "CheckedCase", "Clue", "ClueAppraisal", "ClueDisposal",
    "ClueFault", "ClueFile", "ClueLink", "ClueMessage", "ClueMove", "ClueNamed", "ClueReferral", "ClueSeal", "ClueSheet",
    "ClueVerifier", "DivisionBoundary", "DocumentSignature", "Draft", "DraftFile", "Duty", "EnforcementCase", "Extension",
    "GovernmentReport", "Guess", "Holiday", "HolidayNotice", "Instance", "Journal", "JournalSeal", "KeptFile", "Letter",
    "LetterCase", "LetterClue", "LetterLine", "Lock", "MailTaken", "Mine", "NumberSeries", "OfficeTally", "Officer",
    "OneTimeLink", "Party", "Photo", "Post", "PublishedDecision", "Reckoning", "ReckoningRung", "ReporterLetter",
    "Responsibility", "Reward", "Right", "RightBoundary", "RuleTally", "Run", "Rung", "SavedFilter", "SignIn", "SignOn",
    "Submission", "SubmissionFile", "SupervisionOrder", "SupervisionReply", "Suspension", "TallyMark", "Trigger", "TypicalCase",
    "Watcher", "WorkItem",
]
