"""What the journal's actions, subjects and details are called in Chinese."""

HAPPENED = {
    "duty.chased": "催办", "act.recorded": "记录履职", "act.corrected": "更正履职记录", "act.withdrawn": "撤回履职记录",
    "letter.refused": "信件被拒收", "letter.bounced": "信件被退回", "letter.dead": "信件停止重试",
    "letter.resent": "重新寄出信件", "letter.retried": "立即投递信件", "work.settled": "待办处理完毕",
    "account.opened": "开通账号", "account.link_given": "给出一次性链接", "account.password_set": "设置密码",
    "account.closed": "关闭账号", "account.signed_in": "登录", "account.guessed_at": "密码输错",
    "account.signed_out_everywhere": "退出所有设备", "account.link_asked": "申请重设密码",
    "account.bound": "绑定统一认证", "account.unbound": "解除统一认证绑定",
    "token.issued": "签发令牌", "token.revoked": "撤销令牌",
    "feed.made": "新建日历订阅", "feed.revoked": "撤销日历订阅", "divisions.import": "登记区划",
    "holders.import": "导入矿业权人", "officers.import": "导入人员", "holidays.import": "导入放假安排",
    "office.rename": "机构更名", "office.rich": "矿产资源丰富县名单", "office.make": "设立机构", "office.abolish": "撤销机构",
    "officer.add": "登记人员", "officer.address": "更改邮箱", "officer.absence": "登记不在岗", "officer.leave": "离任",
    "officer.rename": "更改姓名", "officer.back": "提前返回", "officer.takes_over": "接任", "post.end": "结束任职",
    "mine.inspector": "指定督察员", "mine.responsible": "指定矿山责任人", "party.responsible": "指定事项责任人",
    "mine.moved": "矿山变更所在地", "post.give": "任职",
    "rulebook.taken": "启用规则变更", "journal.verified": "校验日志", "journal.broken": "日志封印链中断",
    "run.died": "运行中断", "trigger.asked": "要求运行", "instance.begun": "系统启用", "demo.fill": "生成演示数据",
    "demo.played": "生成演示履职",
}
ENTITIES = {
    "duty": "义务事项", "act": "履职记录", "letter": "信件", "work_item": "待办", "account": "账号", "api_token": "令牌",
    "calendar_feed": "日历订阅", "division": "区划", "holder": "矿业权人", "officer": "人员", "post": "任职",
    "party": "机构或矿业权人", "mine": "矿山", "office": "机构",
    "holiday_notice": "放假安排", "instance": "系统", "journal": "日志", "run": "一次运行", "trigger": "触发", "rule": "规则",
}
DETAILS = {
    "rule": "事项", "rules": "事项", "period": "期间", "periods": "期间", "reason": "理由", "reasons": "理由",
    "because": "因为", "by": "因为", "approver": "批准人", "before": "原为", "after": "改为", "times_before": "原次数",
    "times_after": "现次数", "value_from": "数值自", "provisional": "暂定", "since": "自", "suspended_from": "中止自",
    "resumed_on": "恢复于", "n": "数量", "unit": "单位", "done": "完成", "late": "逾期", "on": "日期", "day": "日期",
    "days": "日期", "done_on": "日期", "events": "引起", "count": "件数", "submission": "报送", "kind": "种类",
    "findings": "发现情况", "corrects": "更正的记录", "reminded": "提醒事项", "passed_over": "越过的提醒", "letters": "信件",
    "undeliverable": "无法送达", "officer": "人员", "officers": "人员", "failures": "次数", "ended": "结束",
    "actions": "权限", "note": "说明", "offices": "机构", "areas": "片区", "posts": "任职", "changed": "变动",
    "source": "依据", "replaced": "替换原有", "old": "原为", "new": "改为", "rich": "列入", "code": "代码", "name": "名称",
    "last_day": "最后一日", "successor": "接任", "role": "职务", "first": "自", "last": "至", "substitute": "代理人",
    "runs": "运行", "flows": "流程", "stage": "流程", "in_service_from": "启用日期", "seal": "封印", "hash": "校验值",
    "holders": "矿业权人", "rights": "矿业权", "mines": "矿山", "contacts": "联系人", "rows": "行数", "state": "状态",
    "county": "县", "area": "乡镇代码", "old_county": "原县", "old_area": "原乡镇代码", "right_moved": "矿业权随迁",
    "duties_moved": "转移的义务", "inspector_freed": "免去督察员", "responsibilities_ended": "终止的责任",
    "posts_ended": "结束的任职", "mines_freed": "空缺的矿山", "mines_handed_over": "转交的矿山",
    "responsibilities_handed_over": "转交的责任", "substitutions_handed_over": "转交的代理",
    "absences_uncovered": "无人代理的外出",
    "reminders_handed_over": "转交的提醒", "drafts_handed_over": "转交的草稿",
    "tokens_revoked": "撤销的令牌", "feeds_revoked": "撤销的订阅",
    "account_closed": "关闭账号", "post": "任职", "taken_back": "收回",
}
FLOWS = {
    "duty_watch": "义务监督", "post_round": "信件投递", "holiday_projection": "节假日推算", "health_watch": "运行健康",
}
