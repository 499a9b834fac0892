"""What cases, and what is done about them, are called in Chinese; stages, moves, offences are called as in the rulebook."""

HAPPENED = {"case.opened": "登记案件", "case.moved": "案件办理",
            "case.handed_on": "案件移交承办人", "case.exhibit": "证据附件"}
ENTITIES = {"case": "案件"}
DETAILS = {"move": "办理事项", "case_stage": "案件阶段", "no": "序号", "offence": "违法行为", "case": "案件", "clue": "线索"}
ACTIONS = {
    "case.read": "查看案件", "case.open": "登记案件", "case.handle": "办理案件",
    "case.unit": "以承办机构名义审核案件", "case.review": "审理案件", "case.legal": "对案件进行法制审核",
    "case.lead": "决定案件", "case.supervise": "以上级名义就案件下达要求",
    "case.watch": "监督案件期限", "case.prepare": "准备案件材料",
}
