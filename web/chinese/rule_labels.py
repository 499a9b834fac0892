"""What the terms of a rule are called: who owes to whom about what how often, and for which time a report is."""

from web.chinese.labels import LABELS

TERMS: dict[str, dict[str, str]] = {
    "debtor": LABELS["level"] | {
        "bureau": "各级国土资源主管部门", "local_bureau": "市、县两级主管部门", "local_office": "市、县、乡三级",
        "rich_county": "矿产资源丰富的县（市）", "registrar": "采矿权登记管理机关", "mining_holder": "采矿权人",
        "exploration_holder": "探矿权人", "clue_office": "线索所在单位",
        "case_office": "案件承办单位", "case_superior": "承办单位的上级"},
    "creditor": LABELS["level"] | {"superior": "上级", "self": LABELS["subject"]["self"]},
    "per": LABELS["subject"],
    "cadence": {"week": "每周", "month": "每月", "quarter": "每季度", "half_year": "每半年", "year": "每年", "once": "一次性",
                "event": "有事件时", "rolling": "自上次履职起滚动"},
    "reports_on": {"previous_year": "上一年度", "this_year": "本年度", "first_half": "上半年", "same_period": "本期",
                   "previous_period": "上一期"},
    "confidence": {"V": "已确认", "P": "未确认", "R": "未确认", "D": "未确认"},
}
