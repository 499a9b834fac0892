"""What codes are called on pages; the catalogue has them in English."""

from console.journal_labels import DETAILS, ENTITIES, FLOWS, HAPPENED

# Chinese by code. Each is looked up in the catalogue when it is shown.
LABELS: dict[str, dict[str, str]] = {
    "status": {"open": "未办结", "handed_in": "已报送，待审核", "suspended": "中止", "discharged": "已办结",
               "waived": "已免除", "closed": "已关闭", "lapsed": "已失效"},
    "move": {"duty.opened": "产生", "duty.counted": "记一次履职", "duty.discharged": "办结", "duty.handed_in": "报送",
             "duty.accepted": "审核通过", "duty.returned": "退回", "duty.suspended": "中止", "duty.resumed": "恢复",
             "duty.extended": "延期", "duty.waived": "免除", "duty.closed": "关闭", "duty.lapsed": "失效",
             "duty.reopened": "重新打开", "duty.brought_back": "恢复义务", "duty.projected": "重新推算日期"},
    "submission": {"handed_in": "待审核", "accepted": "已通过", "returned": "已退回"},
    "letter": {"queued": "待发", "sending": "发送中", "sent": "已寄出", "kept": "留存未寄", "void": "作废", "refused": "拒收",
               "bounced": "退信", "dead": "停止重试"},
    "letter_kind": {"digest": "提醒信", "account_opened": "开通账号", "account_reset": "重置密码",
                    "account_forgotten": "忘记密码"},
    "audience": {"debtor": "义务主体", "superior": "直接上级", "superior2": "上两级", "superior3": "上三级"},
    "work": {"no-address": "无收信地址", "letter-refused": "信件被拒收", "letter-bounced": "信件被退回",
             "letter-dead": "信件停止重试", "run-missed": "定时运行未发生", "journal-broken": "日志封印链中断"},
    "act_state": {"standing": "有效", "corrected": "已更正", "withdrawn": "已撤回"},
    "act_move": {"act.recorded": "记入", "act.corrected": "已更正", "act.withdrawn": "已撤回"},
    "role": {"head": "主要领导", "deputy": "分管领导", "unit_head": "科室负责人", "handler": "承办人",
             "legal_reviewer": "法制审核", "inspector": "督察员", "patroller": "巡查员", "clerk": "受理员",
             "statistician": "统计员", "administrator": "管理员", "auditor": "审计员", "holder": "矿业权人",
             "connected_system": "接入系统", "system": "系统自动", "operator": "本机操作员"},
    "scope": {"own": "本级", "subtree": "本级和下级", "below": "仅下级", "all": "不分单位"},
    "action": {"duty.read": "查看义务", "duty.hand_in": "报送", "duty.review": "审核报送", "duty.suspend": "中止、恢复义务",
               "duty.extend": "准予延期", "duty.waive": "免除义务", "act.record": "记录履职", "act.read": "查看履职",
               "act.correct": "更正履职记录", "act.withdraw": "撤回履职记录", "letter.read": "查看信件",
               "letter.resend": "重发信件", "work.read": "查看待办", "work.settle": "办结待办", "account.manage": "管理账号",
               "records.change": "维护机构、人员和矿山", "journal.read": "查看日志", "run.read": "查看运行记录",
               "holidays.import": "导入放假安排", "duty.open": "产生义务", "duty.close": "关闭义务", "duty.lapse": "使义务失效",
               "duty.chase": "催办", "duty.project": "推算日期", "letter.deliver": "投递信件", "journal.seal": "封印日志",
               "tally.keep": "汇总义务", "run.keep": "登记运行", "trigger.ring": "触发运行"},
    "answer": {"yes": "是", "no": "否"},
    "flow": FLOWS,
    "entity": ENTITIES,
    "detail": DETAILS,
}
LABELS["happened"] = LABELS["move"] | HAPPENED
