"""What cases, and what is done about them, are called in Chinese; stages, moves, offences are called as in the rulebook."""

HAPPENED = {"case.opened": "登记案件", "case.moved": "案件办理",
            "case.handed_on": "案件移交承办人", "case.exhibit": "证据附件",
            "case.numbered": "编立案号", "case.responsible": "明确案件责任人",
            "case.projected": "案件期限重新推算", "case.limit_missed": "登记案件逾期", "case.limit_explained": "说明逾期原因",
            "case.instalment_missed": "登记分期逾期", "case.report_sent": "上报案件",
            "case.report_supplemented": "补充上报材料", "case.report_confirmed": "确认上报案件",
            "case.report_returned": "退回上报案件",
            "case.document_prepared": "拟制文书", "case.document_written": "修改文书",
            "case.document_made_anew": "重新拟制文书", "case.document_replaced": "上传文书的Word文件",
            "case.document_signed": "签批文书", "case.document_sent_back": "退回文书",
            "case.document_issued": "签发文书", "case.document_registered": "录入文书原件", "case.document_void": "作废文书",
            "case.document_served": "登记送达", "case.exported": "导出案卷"}
ENTITIES = {"case": "案件"}
DETAILS = {"document": "文书编号", "version": "稿次", "place": "环节", "sha256": "SHA-256", "manifest": "清单SHA-256",
           "move": "办理事项", "case_stage": "案件阶段", "no": "序号", "offence": "违法行为", "case": "案件", "clue": "线索"}
ACTIONS = {
    "case.read": "查看案件", "case.open": "登记案件", "case.papers": "查看案卷材料", "case.handle": "办理案件",
    "case.unit": "以承办机构名义审核案件", "case.review": "审理案件", "case.legal": "对案件进行法制审核",
    "case.lead": "决定案件", "case.supervise": "以上级名义就案件下达要求",
    "case.watch": "监督案件期限", "case.prepare": "准备案件材料",
}
LABELS = {
    "case_wants": {"mine": "等我办理", "open": "未办结", "soon": "七日内到期", "late": "逾期", "closed": "已结案",
                   "unfiled": "不予立案或者已移送"},
    "case_limit": {"discharged": "已办结", "waived": "已免除", "closed": "不再需要", "lapsed": "期满未办",
                   "ended": "已结束", "over": "已届满"},
    "case_money": {"fine": "罚款", "gains": "违法所得", "surcharge": "加处罚款"},
    "case_source": {one: one for one in (
        "举报", "巡查发现", "督察发现", "卫片执法", "上级交办", "其他部门移送", "媒体反映", "其他")},
    "case_whose": {one: one for one in ("当事人", "有关机关")},  # whose time a limit is that no office owes
    "case_document": {"draft": "草稿", "issued": "已发出", "void": "已作废"},
    "case_place": {"handler": "承办人", "unit": "承办机构", "review": "审查", "legal": "法制审核", "leader": "主管领导",
                   "heads": "负责人集体讨论", "main_leader": "主要负责人"},
    "case_measure": {"stored": "先行登记保存", "sealed": "查封、扣押"},
    "case_stop": {"hearing": "听证", "appraisal": "鉴定", "police": "等待公安机关", "force-majeure": "中止调查"},
    "case_party": {"person": "个人", "entity": "法人或者其他组织"},
    "report": {"owed": "待上报", "sent": "已上报", "confirmed": "已确认", "returned": "已退回", "supplemented": "已补充"},
    "report_step": {"send": "上报", "supplement": "补充", "confirm": "确认", "return": "退回"},
    "case_part": {"investigator": "调查人员", "special_team": "专案组人员"},
}
