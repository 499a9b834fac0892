"""What codes are called on pages; the catalogue has them in English."""

# Chinese by code. Each is looked up in the catalogue when it is shown.
LABELS: dict[str, dict[str, str]] = {
    "status": {"open": "未办结", "handed_in": "已报送，待审核", "suspended": "中止", "discharged": "已办结",
               "waived": "已免除", "closed": "已关闭", "lapsed": "已失效"},
    "move": {"duty.opened": "产生", "duty.counted": "记一次履职", "duty.discharged": "办结", "duty.handed_in": "报送",
             "duty.accepted": "审核通过", "duty.returned": "退回", "duty.suspended": "中止", "duty.resumed": "恢复",
             "duty.extended": "延期", "duty.waived": "免除", "duty.closed": "关闭", "duty.lapsed": "失效",
             "duty.reopened": "重新打开", "duty.brought_back": "恢复义务", "duty.projected": "重新推算日期"},
    "submission": {"handed_in": "待审核", "accepted": "已通过", "returned": "已退回"},
    "role": {"head": "主要领导", "deputy": "分管领导", "unit_head": "科室负责人", "handler": "承办人",
             "legal_reviewer": "法制审核", "inspector": "督察员", "patroller": "巡查员", "clerk": "受理员",
             "statistician": "统计员", "administrator": "管理员", "auditor": "审计员", "holder": "矿业权人"},
}
