"""What whoever acts next has to know where a case stands: an amount, a last day, the papers that are wanted."""

from casework.case.cases import CaseRow
from casework.case.owing import owed_on
from casework.desk import Desk
from regulation.case_facts import CaseFacts
from regulation.guards import GUARDS
from regulation.next_step import AGREED, REVIEWED, reviews_on
from regulation.stages import Stage
from regulation.yuan import told

# 行政强制法第五十五条; 自然资源行政处罚办法（2024年）第四十五条.
COURT_PACK = ("强制执行申请书（负责人签名、盖章、注明日期）", "行政处罚决定书及事实、理由和依据", "当事人的意见及催告情况",
              "申请强制执行标的情况")


def hint_of(desk: Desk, case: CaseRow, facts: CaseFacts) -> str:
    """It in a sentence, of the day; nothing where the stage says enough."""
    stage = Stage(case.stage)
    if stage is Stage.OVERDUE:
        return _demand(desk, case)
    if stage is Stage.DEMANDED:
        return _court(facts)
    if stage in AGREED and not facts.assessed:
        return "须先认定案件情节（是否重大、疑难、涉及重大公共利益等）"
    if stage in AGREED and reviews_on(desk.rulebook.procedure, facts.day) and GUARDS[REVIEWED](facts):
        return "须先提交法制审核，通过后再作决定" if stage is Stage.WEIGHED else "须提交法制审核，通过后再作决定；也可先行告知"
    if stage is Stage.ANNULLED and facts.published_on:
        return "已公开的处罚决定应当撤回并说明理由"
    if stage is Stage.DECIDED and facts.social_impact and not facts.published_on:
        return "具有一定社会影响，应当公开；公开前隐去个人信息"
    # One that was forgotten stays out for ever; once it is decided, no time waits for it and it can be withdrawn no more.
    out = facts.appraisals_out if "appraisal" in case.stopped_by.split(",") else 0
    return f"委托的鉴定还有{out}项未收到意见，办案期限停止计算；误录的委托应当撤回" if out else ""


def _demand(desk: Desk, case: CaseRow) -> str:
    owed = owed_on(desk, case, desk.today)
    if owed is None or owed.whole <= 0:
        return ""
    return f"催告金额{told(owed.whole)}，其中加处罚款{told(owed.unpaid['surcharge'])}，算至{desk.today}"


def _court(facts: CaseFacts) -> str:
    if facts.demand_until is None or facts.day <= facts.demand_until or facts.court_until is None:
        return ""
    if facts.day > facts.court_until:
        return f"申请法院强制执行的期限已于{facts.court_until}届满，逾期申请须说明理由"
    return f"可以申请法院强制执行，至{facts.court_until}止；材料：{'；'.join(COURT_PACK)}"
