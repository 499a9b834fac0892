"""What oversight, and what is done in it, is called in Chinese."""

HAPPENED = {
    "order.given": "下达督办", "order.progress": "报告督办进展", "order.answer": "答复督办",
    "order.accepted": "认可督办答复", "order.returned": "退回督办答复", "check.planned": "安排案件检查",
    "check.drawn": "随机抽取案件", "check.added": "列入检查的案件", "check.named": "指定检查人员",
    "check.found": "记录检查结论", "check.answered": "答复检查结论", "check.reopened": "责令纠正错案",
    "check.done": "检查完成", "government.answered": "记录政府答复", "measure.proposed": "提出地区措施",
    "measure.decided": "决定地区措施", "measure.refused": "不采取地区措施", "measure.lifted": "解除地区措施",
    "gate.checked": "查询审批闸门", "decision.published": "公开处罚决定", "decision.withdrawn": "撤回公开的处罚决定",
    "typical.proposed": "推荐典型案例", "typical.published": "公布典型案例", "typical.refused": "不公布典型案例",
    "typical.withdrawn": "撤下典型案例",
}
ENTITIES = {
    "supervision_order": "督办", "case_check": "案件检查", "government_report": "向政府的报告", "area_measure": "地区措施",
    "gate": "审批闸门", "published_decision": "公开的处罚决定", "typical_case": "典型案例",
}
DETAILS = {
    "case": "案件", "cases": "案件", "deadline": "期限", "allowed": "准予", "gates": "闸门", "holder": "矿业权人",
    "right": "许可证", "for_right": "新设矿业权", "below": "被检查单位", "size": "抽取件数", "seed": "随机种子",
    "finding": "结论", "frame": "抽样范围件数", "decided_on": "决定日期", "decided_by": "决定人", "refused_on": "决定日期",
    "lifted_on": "解除日期", "lifted_by": "解除人", "lift_reason": "解除理由", "wrong": "错案",
}
ACTIONS = {
    "oversight.read": "查看案件检查", "oversight.answer": "答复督办和检查", "oversight.check": "检查下级案件",
    "oversight.find": "记录检查结论", "measure.read": "查看地区措施", "measure.propose": "提出地区措施",
    "measure.decide": "决定地区措施", "gate.check": "查询审批闸门", "typical.propose": "推荐典型案例",
    "typical.approve": "审批典型案例",
}
LABELS = {
    "oversight": {
        "orders": "督办", "checks": "检查和抽查", "reports": "向政府报告", "measures": "地区措施", "typical": "典型案例",
        "decisions": "处罚决定公示",
    },
    "gate_kind": {
        "new": "新立", "renewal": "延续", "change": "变更", "transfer": "转让", "approval": "其他审批",
    },
    "order": {
        "open": "待答复", "answered": "已答复，待认可", "accepted": "已认可",
    },
    "order_reply": {
        "progress": "进展", "answer": "答复", "accepted": "认可", "returned": "退回",
    },
    "check": {
        "handling": "案件检查", "sample": "办结案件抽查",
    },
    "check_state": {
        "open": "进行中", "done": "已完成",
    },
    "check_finding": {
        "none": "未作结论", "right": "正确", "flawed": "有瑕疵", "wrong": "错案",
    },
    "measure": {
        "circular": "全省通报", "suspension": "暂停审批",
    },
    "measure_state": {
        "proposed": "待决定", "decided": "已决定", "refused": "不采取", "lifted": "已解除",
    },
    "typical": {
        "proposed": "待审批", "published": "已公布", "refused": "不公布", "withdrawn": "已撤下",
    },
}
MORE = {
    "work": {"measure-proposed": "地区措施待决定", "gate-withheld": "闸门结果须另行告知"},
    "action": ACTIONS, "entity": ENTITIES, "detail": DETAILS, "happened": HAPPENED,
}
