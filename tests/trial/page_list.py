"""Every page of the console: who opens it, where, and what it is for; `docs/pages.md` tells the same."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Shown:
    """A page in one of its states: `{…}` in the path is a place of the demo, `fills` and `sends` are CSS selectors."""

    name: str
    route: str  # of console.app.ROUTERS; the error page has none
    who: str  # an account of the demo; nobody: not signed in
    path: str
    fills: dict[str, str] = field(default_factory=dict)
    sends: str = ""  # the button whose answer is the page
    status: int = 200  # with which its address answers


NOBODY = ""
# A year's notice, made up: the week of 2027-01-04 is not the plain one.
NOTICE = "\n".join((
    "2027-01-01 休 元旦", "2027-01-08 休 元旦", "2027-02-05 休 春节", "2027-04-05 休 清明节", "2027-05-03 休 劳动节",
    "2027-06-09 休 端午节", "2027-09-15 休 中秋节", "2027-10-01 休 国庆节"))
PAGES = (
    Shown("sign-in", "/sign-in", NOBODY, "/sign-in"),
    Shown("sign-in-wrong", "/sign-in", NOBODY, "/sign-in", {"#login": "nobody", "#password": "wrong"}, "main button"),
    Shown("forgotten", "/forgotten", NOBODY, "/forgotten"),
    Shown("password", "/password/{token}", NOBODY, "/password/{token}"),
    Shown("report", "/report", NOBODY, "/report"),
    Shown("report-wrong", "/report", NOBODY, "/report", {"#r-where": "乌有乡"}, "main form > button:last-of-type"),
    Shown("report-sent", "/report", NOBODY, "/report", {
        "#r-text": "东山北坡夜里有人采矿", "#r-offence": "mining_without_licence", "#r-where": "永吉县"},
          "main form > button:last-of-type"),
    Shown("report-watcher", "/report/by/{token}", NOBODY, "/report/by/{watcher}"),
    Shown("follow", "/report/follow", NOBODY, "/report/follow"),
    Shown("follow-wrong", "/report/follow", NOBODY, "/report/follow", {"#code": "0000-0000-0000"}, "main form button"),
    Shown("letter-link", "/duties/{duty_id}", NOBODY, "{link}"),
    Shown("today", "/", "city", "/"),
    Shown("today-mine", "/", "mine", "/"),
    Shown("overview", "/overview", "leader", "/overview"),
    Shown("duties", "/duties", "city", "/duties"),
    Shown("duties-none", "/duties", "city", "/duties?period=1999"),
    Shown("duty-overdue", "/duties/{duty_id}", "county", "/duties/{overdue}"),
    Shown("duty-steered", "/duties/{duty_id}", "leader", "/duties/{overdue}"),
    Shown("duty-returned", "/duties/{duty_id}", "city", "/duties/{returned}"),
    Shown("duty-review", "/duties/{duty_id}", "city", "/duties/{waiting}"),
    Shown("hand-in", "/duties/{duty_id}/hand-in", "city", "/duties/{returned}/hand-in"),
    Shown("hand-in-wrong", "/duties/{duty_id}/hand-in", "city", "/duties/{returned}/hand-in",
          {"main [name^='field.'][inputmode]": "many"}, "main form[enctype] button"),
    Shown("record", "/duties/{duty_id}/record", "township", "/duties/{patrol}/record"),
    Shown("record-draft", "/duties/{duty_id}/record", "township", "/duties/{patrol}/record",
          {"main textarea": "北山采区至南沟"}, "main button[value=draft]"),
    Shown("board", "/board", "province", "/board"),
    Shown("board-office", "/board/{code}", "city", "/board/{county}"),
    Shown("acts", "/acts", "township", "/acts"),
    Shown("act-kinds", "/acts/new", "township", "/acts/new"),
    Shown("act-subjects", "/acts/new", "city", "/acts/new?kind=mine_inspection"),
    Shown("act-new", "/acts/new", "township", "/acts/new?kind=patrol"),
    Shown("act", "/acts/{act_id}", "township", "/acts/{act}"),
    Shown("act-correct", "/acts/{act_id}/correct", "leader", "/acts/{act}/correct"),
    Shown("clues", "/clues", "county", "/clues"),
    Shown("clue-new", "/clues/new", "county", "/clues/new"),
    Shown("clue-alike", "/clues/new", "county", "/clues/new", {
        "#c-text": "东山北坡夜里有人用挖掘机采铁矿", "#c-longitude": "125.27", "#c-latitude": "43.92"},
          "main button[value=alike]"),
    Shown("clue-taken", "/clues/new", "county", "/clues/new", {
        "#c-text": "东山北坡夜里有人用挖掘机采铁矿", "#c-name": "李大山"}, "main form[enctype] button"),
    Shown("clue-map", "/clues/map", "leader", "/clues/map"),
    Shown("clue-import", "/clues/import", "county", "/clues/import"),
    Shown("clue", "/clues/{number}", "county", "/clues/{clue}"),
    Shown("cases", "/cases", "county", "/cases"),
    Shown("case-board", "/cases/board", "leader", "/cases/board"),
    Shown("case-new", "/cases/new", "county", "/cases/new"),
    Shown("case-new-wrong", "/cases/new", "county", "/cases/new", {
        "#c-cause": "王某无证采矿案", "#c-offence": "mining-without-right", "#c-party_name": "王某", "#c-licence": "C0"},
          "form[action='/cases/new'] button"),
    Shown("case", "/cases/{number}", "county", "/cases/{case}"),
    Shown("case-paper", "/cases/{number}/documents/{document}", "county", "/cases/{case}/documents/{paper}"),
    Shown("case-wrong", "/cases/{number}", "county", "/cases/{case}?on=2025-13-01", status=422),
    Shown("case-reports", "/cases/{number}/reports", "leader", "/cases/{case}/reports"),
    Shown("case-bulk", "/cases/bulk", "county", "/cases/bulk?stage=found&move=filing.establish"),
    Shown("calendar", "/calendar", "city", "/calendar"),
    Shown("calendar-month", "/calendar", "city", "/calendar?month=12"),
    Shown("offices", "/offices", "admin", "/offices"),
    Shown("office", "/offices/{code}", "admin", "/offices/{county}"),
    Shown("officer-new", "/offices/{code}/people/new", "admin", "/offices/{county}/people/new"),
    Shown("office-new", "/offices/{code}/below/new", "admin", "/offices/{county}/below/new"),
    Shown("office-abolish", "/offices/{code}/abolish", "admin", "/offices/{county}/abolish"),
    Shown("office-mines", "/offices/{code}/mines", "admin", "/offices/{mines_at}/mines"),
    Shown("office-gaps", "/offices/{code}/gaps", "admin", "/offices/{county}/gaps"),
    Shown("officer", "/officers/{officer_id}", "admin", "/officers/{officer}"),
    Shown("officer-account", "/officers/{officer_id}", "admin", "/officers/{clerk}"),
    Shown("officer-leave", "/officers/{officer_id}/leave", "admin", "/officers/{officer}/leave"),
    Shown("office-tokens", "/offices/{code}/tokens", "admin", "/offices/{county}/tokens?below=yes"),
    Shown("token-new", "/officers/{officer_id}/tokens/new", "admin", "/officers/{officer}/tokens/new"),
    Shown("token-issued", "/offices/{code}/tokens/new", "admin", "/offices/{county}/tokens/new", {
        "#token-name": "视频平台", "#token-days": "90", "input[name=may]": "yes"}, "main form button"),
    Shown("mine", "/mines/{mine_id}", "admin", "/mines/{mine}"),
    Shown("rules", "/rules", "city", "/rules"),
    Shown("rule", "/rules/{clause}", "city", "/rules/三（一）"),
    Shown("procedure", "/rules/procedure", "city", "/rules/procedure"),
    Shown("procedure-before", "/rules/procedure", "city", "/rules/procedure?on=2010-03-01"),
    Shown("procedure-stage", "/rules/procedure/stages/{stage}", "city", "/rules/procedure/stages/notified?on=2025-08-01"),
    Shown("procedure-wrong", "/rules/procedure", "city", "/rules/procedure?on=2024-02-30", status=422),
    Shown("limits", "/calculators/limits", "city", "/calculators/limits"),
    Shown("limit-reckoned", "/calculators/limits", "city", "/calculators/limits?step=decision&from=2025-07-07"),
    Shown("penalty", "/calculators/penalty", "city", "/calculators/penalty"),
    Shown("penalty-reckoned", "/calculators/penalty", "city", "/calculators/penalty?offence=mining-without-right&"
          "act_date=2025-05-20&decided_on=2025-08-15&illegal_gains=80000&ore_value=120000"),
    Shown("penalty-wrong", "/calculators/penalty", "city",
          "/calculators/penalty?offence=mining-without-right&act_date=2010-03-01", status=422),
    Shown("surcharge", "/calculators/surcharge", "city", "/calculators/surcharge"),
    Shown("surcharge-reckoned", "/calculators/surcharge", "city",
          "/calculators/surcharge?fine=10000&due=2026-03-02&on=2026-06-30"),
    Shown("fee", "/calculators/fee", "city", "/calculators/fee"),
    Shown("fee-reckoned", "/calculators/fee", "city", "/calculators/fee?mineral=%E7%85%A4&revenue=1000000&from=2013-01-01&"
          "to=2013-06-30&approved=80&actual=75&on=2013-08-10"),
    Shown("limit-wrong", "/calculators/limits", "city", "/calculators/limits?step=police-transfer&from=2025-07-07", status=422),
    Shown("value", "/values/{table}/{code}", "admin", "/values/duty/liaison_meeting"),
    Shown("value-ladder", "/values/{table}/{code}", "admin", "/values/ladder/report"),
    Shown("value-preview", "/values/{table}/{code}", "admin", "/values/duty/situation_report", {
        "#since": "2099-01-01", "#n": "15", "#source": "吉自然资发〔2026〕9号", "#reason": "年底集中"},
        "main form[action$='/preview'] button"),
    Shown("work", "/work", "admin", "/work"),
    Shown("watchers", "/watchers", "admin", "/watchers"),
    Shown("reporter-letters", "/letters/reporters", "admin", "/letters/reporters"),
    Shown("letters", "/letters", "admin", "/letters"),
    Shown("letter", "/letters/{letter_id}", "admin", "/letters/{letter}"),
    Shown("journal", "/journal", "admin", "/journal"),
    Shown("holidays", "/holidays", "admin", "/holidays"),
    Shown("holidays-wrong", "/holidays", "admin", "/holidays", {
        "#year": "2027", "#source": "国办发明电〔2026〕7号", "#days": "2027-01-01 休 元旦\n2027-01-02 班 元旦"},
        "main form[enctype] button"),
    Shown("holidays-preview", "/holidays", "admin", "/holidays", {
        "#year": "2027", "#source": "国办发明电〔2026〕7号", "#days": NOTICE}, "main form[enctype] button"),
    Shown("runs", "/runs", "admin", "/runs"),
    Shown("search", "/search", "province", "/search?q=白山"),
    Shown("search-none", "/search", "province", "/search?q=zzzz"),
    Shown("account", "/account", "city", "/account"),
    Shown("account-wrong", "/account", "city", "/account", {"#old": "wrong", "#password": "short", "#again": "other"},
          "form[action='/account/password'] button"),
    Shown("access", "/access", "city", "/access"),
    Shown("clue-register", "/clues/{number}/register", "county", "/clues/{clue}/register"),
    Shown("clue-register-wrong", "/clues/{number}/register", "county", "/clues/{clue}/register",
          {"#register-division": "999999"}, "main button[value=register]"),
    Shown("clue-assign", "/clues/{number}/assign", "leader", "/clues/{sealed_clue}/assign"),
    Shown("clue-transfer", "/clues/{number}/transfer", "leader", "/clues/{lifted_clue}/transfer"),
    Shown("clue-dispute", "/clues/{number}/dispute", "leader", "/clues/{lifted_clue}/dispute"),
    Shown("clue-designate", "/clues/{number}/designate", "leader", "/clues/{disputed_clue}/designate"),
    Shown("clue-link", "/clues/{number}/link", "county", "/clues/{clue}/link"),
    Shown("clues-set-aside", "/clues/set-aside", "leader", "/clues/set-aside"),
    Shown("clue-reveal", "/clues/{number}/reveal", "leader", "/clues/{sealed_clue}/reveal"),
    Shown("clue-redact", "/clues/{number}/redact", "leader", "/clues/{sealed_clue}/redact"),
    Shown("clues-mine", "/clues/mine", "county", "/clues/mine"),
    Shown("clue-team", "/clues/{number}/team", "county", "/clues/{clue_registered}/team"),
    Shown("clue-site", "/clues/{number}/site", "county", "/clues/{clue_verifying}/site"),
    Shown("clue-stop-notice", "/clues/{number}/stop-notice", "county", "/clues/{clue_verifying}/stop-notice"),
    Shown("clue-appraise", "/clues/{number}/appraise", "leader", "/clues/{clue_verifying}/appraise"),
    Shown("clue-conclude", "/clues/{number}/conclude", "county", "/clues/{clue_verifying}/conclude"),
    Shown("clue-dispose", "/clues/{number}/dispose", "leader", "/clues/{clue_proposed}/dispose"),
    Shown("clue-reply", "/clues/{number}/reply", "county", "/clues/{clue_filed}/reply"),
    Shown("clue-refer", "/clues/{number}/refer", "county", "/clues/{clue_verifying}/refer"),
    Shown("clue-ask", "/clues/{number}/ask", "county", "/clues/{clue_verifying}/ask"),
    Shown("clue-reward", "/clues/{number}/reward", "county", "/clues/{clue_filed}/reward"),
    Shown("rewards", "/rewards", "leader", "/rewards"),
    Shown("gates", "/gates", "leader", "/gates"),
    Shown("orders", "/oversight/orders", "leader", "/oversight/orders"),
    Shown("order", "/oversight/orders/{order_id}", "county", "/oversight/orders/1"),
    Shown("government-reports", "/oversight/reports", "county", "/oversight/reports"),
    Shown("case-checks", "/oversight/checks", "leader", "/oversight/checks"),
    Shown("case-check", "/oversight/checks/{check_id}", "leader", "/oversight/checks/1"),
    Shown("measures", "/oversight/measures", "leader", "/oversight/measures"),
    Shown("typical", "/oversight/typical", "county", "/oversight/typical"),
    Shown("typical-public", "/typical", NOBODY, "/typical"),
    Shown("decisions-public", "/decisions", NOBODY, "/decisions"),
    Shown("reward-pay", "/rewards/pay", "county", "/rewards/pay"),
    Shown("missing", "", "city", "/duties/999999", status=404),
)
# Answers that are no page: files, workbooks, feeds, a letter as it was sent, and ways that lead on to a page.
NO_PAGES = {"/sso", "/sso/callback", "/language/{language}", "/feeds/{token}.ics", "/files/{file_id}",
            "/files/{file_id}/preview",
            "/letters/{letter_id}/html", "/acts.xlsx", "/clues.xlsx", "/cases.xlsx", "/cases/{number}/evidence/{item}/file",
            "/clues/import.xlsx", "/duties.xlsx",
            "/journal.xlsx", "/rules/procedure.bpmn", "/board/{code}.xlsx"}
