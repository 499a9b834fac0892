"""What clues, and what is done about them, are called in Chinese."""

from regulation.clue_words import CHANNELS, DISPOSALS, OFFENCES, OUTCOMES, STAGES

HAPPENED = {
    "mail.set_aside": "搁置来信",
    "clue.received": "接收线索", "clue.routed": "分办线索", "clue.set_aside": "搁置线索", "clue.retried": "重试处理线索",
    "clue.assigned": "交办线索", "clue.transferred": "移送线索", "clue.disputed": "提出管辖争议", "clue.designated": "指定管辖",
    "clue.corrected": "更正线索", "clue.ended": "随主线索办结",
    "clue.registered": "受理线索", "clue.declined": "不予受理线索", "clue.team": "确定核查人员",
    "clue.recused": "核查人员回避", "clue.site": "现场核查",
    "clue.stopped": "责令停止违法行为", "clue.appraised": "委托鉴定", "clue.resumed": "鉴定结束",
    "clue.concluded": "作出核查结论",
    "clue.proposed": "提出处理意见", "clue.sent_back": "退回处理意见",
    "clue.disposed": "办结线索", "clue.replied": "答复举报人", "clue.asked": "请举报人补充", "clue.added": "举报人补充",
    "clue.referred": "转送其他机关", "clue.linked": "并案办理", "clue.unlinked": "撤销并案", "clue.dismissed": "认定不是重复",
    "clue.redacted": "修正遮蔽内容", "clue.revealed": "查看密封内容", "clue.named": "标明被举报单位或人员",
    "reward.proposed": "提出奖励", "reward.approved": "批准奖励", "reward.refused": "不予奖励", "reward.paid": "发放奖励",
    "watcher.added": "登记社会监督员", "watcher.ended": "社会监督员终止", "watcher.area": "变更社会监督员负责区域",
    "watcher.link": "发放社会监督员链接",
    "certificate.added": "登记执法证", "certificate.ended": "执法证终止", "seal.rotated": "更换密封密钥",
    "boundaries.import": "导入界线", "clues.import": "导入线索",
}
ENTITIES = {"clue": "线索", "mail": "来信",
            "reward": "举报奖励", "watcher": "社会监督员", "certificate": "执法证", "boundary": "界线",
            "seal": "密封"}
DETAILS = {"channel": "来源", "how": "分办依据", "error": "错误", "number": "编号", "outcome": "核查结果",
           "disposal": "办理结果",
           "values": "密封内容数", "files": "密封文件数", "renewed": "重新密封数",
           "team": "核查人员", "amount": "金额", "other": "另一线索", "to": "接收单位", "from": "原单位", "way": "方式",
           "changed": "更正项目"}
ACTIONS = {
    "seal.keep": "保管密封密钥",
    "clue.take": "接收线索", "clue.send": "提交线索", "clue.intake": "处理线索",
    "clue.follow": "办理线索后续", "clue.read": "查看线索",
    "clue.redact": "修正遮蔽内容",
    "clue.reveal": "查看密封内容", "clue.assign": "交办线索", "clue.designate": "指定管辖", "clue.transfer": "移送线索",
    "clue.link": "合并办理线索", "clue.register": "登记线索", "clue.verify": "核查线索", "clue.approve": "审批线索处理意见",
    "clue.retry": "重试被搁置的线索",
    "reward.propose": "提出奖励", "reward.approve": "审批奖励", "reward.pay": "发放奖励", "watcher.keep": "管理社会监督员名册",
}
WAYS = {
    "clue.register": "登记受理", "clue.decline": "决定不予受理", "clue.assign": "交由下级办理",
    "clue.transfer": "移送有管辖权的单位", "clue.dispute": "提请指定管辖", "clue.designate": "作出管辖指定",
    "clue.link": "并案处理", "clue.team": "安排核查人员", "clue.site": "记录现场核查", "clue.stop_notice": "发出停止通知",
    "clue.appraise": "委托技术鉴定", "clue.conclude": "填写核查结论", "clue.dispose": "提出处理意见",
    "clue.reply": "填写答复", "clue.refer": "转送其他单位", "clue.ask": "向举报人提问", "clue.redact": "调整遮蔽内容",
    "clue.reveal": "查看原始内容", "reward.propose": "申请奖励",
}
LABELS = {
    "clue_way": WAYS,
    "channel": CHANNELS, "offence": OFFENCES, "stage": STAGES, "outcome": OUTCOMES, "disposal": DISPOSALS,
    "reward": {"proposed": "待审批", "approved": "待发放", "refused": "不予奖励", "paid": "已发放"},
    "watcher": {"supervisor": "监察专员", "assistant": "协管员", "informant": "信息员", "volunteer": "青年志愿者"},
    "clue_wants": {"retry": "已搁置", "assign": "待指派", "register": "待登记", "verify": "待核查", "decide": "待处理",
                   "soon": "七日内到期", "late": "逾期"},
    "reporter_letter": {"received": "收件告知", "question": "补充询问", "outcome": "办理结果"},
    "clue_link": {"suggested": "疑似重复", "linked": "并案", "dismissed": "不是重复"},
    "clue_move": {"routed": "自动分办", "assigned": "交办", "transferred": "移送", "disputed": "管辖争议",
                  "designated": "指定管辖"},
    "followed": {"received": "已收到", "registered": "已受理", "verifying": "核查中", "verified": "核查完毕",
                 "closed": "已办结", "declined": "不予受理"},
    "followed_long": {"received": "已收到，正在确定承办单位并决定是否受理", "registered": "已受理，正在安排核查人员",
                      "verifying": "核查人员正在核查",
                      "verified": "核查完毕，正在决定如何处理", "closed": "已办结", "declined": "不予受理"},
}
