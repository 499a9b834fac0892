"""How sanctions, bases and circumstances are called in Chinese."""

from regulation.offence_table import Basis, Circumstance, Measure, Sanction

BASES = {
    Basis.FIXED: "固定金额", Basis.GAINS: "违法所得", Basis.ORE: "违法采出的矿产品市场价值", Basis.LOSS: "矿产资源损失价值",
    Basis.COST: "矿区生态修复所需费用", Basis.FEE: "应当缴纳的补偿费",
}
CIRCUMSTANCES = {
    Circumstance.PLAIN: "一般情形", Circumstance.REFUSES: "拒不停止、拒不改正或者逾期不改正", Circumstance.SERIOUS: "情节严重",
    Circumstance.REFUSES_SERIOUS: "拒不停止、拒不改正且情节严重", Circumstance.KNOWINGLY_FALSE: "故意报送虚假报告",
    Circumstance.PERSON: "个人拒不改正",
}
MEASURES = {
    Measure.STOP: "责令停止违法行为", Measure.CORRECT: "责令改正", Measure.RESTORE: "责令限期恢复",
    Measure.COMPENSATE: "责令赔偿损失",
    Measure.WARN: "警告", Measure.CONFISCATE_GAINS: "没收违法所得", Measure.CONFISCATE_ORE: "没收违法采出的矿产品",
    Measure.CONFISCATE_TOOLS: "没收直接用于违法行为的工具、设备", Measure.SUSPEND_BUSINESS: "责令停业（停产）整顿",
    Measure.REVOKE_LICENCE: "吊销许可证", Measure.TAKE_BACK_RIGHT: "收回矿业权",
    Measure.SUBSTITUTE: "由他人代为履行，费用由当事人承担",
    Measure.LATE_FEE: "加收滞纳金", Measure.DISCIPLINE: "对责任人员给予处分", Measure.ANNUL_LICENCE: "撤销违法颁发的许可证",
}


def sanction_told(one: Sanction) -> str:
    """A sanction in words, with when it follows and whether it must."""
    when = "" if one.when is Circumstance.PLAIN else f"{CIRCUMSTANCES[one.when]}的，"
    return f"{when}{'可以' if one.may else ''}{MEASURES[one.what]}"
