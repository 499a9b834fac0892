"""How what clues are about, came by and came to is called in Chinese."""

CHANNELS = {
    "hotline": "举报电话", "letter": "举报信件", "email": "举报电子邮件", "leader": "领导批办", "report": "下级上报",
    "media": "媒体反映", "web": "网上举报", "patrol": "巡查发现", "inspection": "督察发现",
    "system": "其他系统", "open311": "Open311",
    "supervisor": "社会监督员",
}
OFFENCES = {
    "mining_without_licence": "无证开采", "mining_outside_area": "越界开采", "illegal_transfer": "非法转让矿业权",
    "unlawful_approval": "违法审批发证", "exploring_without_licence": "无证勘查", "destructive_mining": "破坏性开采",
    "environment": "破坏矿山地质环境", "officer_conduct": "工作人员违法违纪", "other": "其他",
}
STAGES = {
    "received": "已接收", "set_aside": "已搁置", "unrouted": "待确定承办单位", "routed": "待登记", "disputed": "管辖争议",
    "registered": "已受理", "verifying": "核查中", "verified": "已核查", "closed": "已办结", "declined": "不予受理",
}
OUTCOMES = {"true": "属实", "partly": "部分属实", "untrue": "不属实", "not_ours": "不属本机关管辖"}
DISPOSALS = {"file": "立案", "refer": "移送", "close": "办结"}
