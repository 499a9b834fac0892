"""The services: what can be reported, and what is asked of each beside the text and the place."""

from dataclasses import dataclass
from typing import Any

from api.open311.documents import Document
from foundation.errors import InvalidError, NotFoundError
from regulation.clue import TO_THE_SUPERIOR, Offence
from regulation.clue_words import OFFENCES

FOCUS, BESIDE = "矿产资源违法行为", "其他"
SAID = {
    Offence.MINING_WITHOUT_LICENCE: "没有采矿许可证，或者许可证过期仍在采矿。",
    Offence.MINING_OUTSIDE_AREA: "有采矿许可证，但采到了批准的矿区范围以外。",
    Offence.ILLEGAL_TRANSFER: "买卖、出租或者以其他方式倒卖探矿权、采矿权。",
    Offence.UNLAWFUL_APPROVAL: "不该批准的批准了，不该发的许可证发了。",
    Offence.EXPLORING_WITHOUT_LICENCE: "没有勘查许可证进行钻探、坑探等勘查。",
    Offence.DESTRUCTIVE_MINING: "采富弃贫、乱采滥挖，破坏矿产资源。",
    Offence.ENVIRONMENT: "采矿造成地面塌陷、山体破坏、水土污染等。",
    Offence.OFFICER_CONDUCT: "自然资源机关或者其工作人员违法违纪。",
    Offence.OTHER: "与矿产资源勘查、开采有关的其他问题。",
}
KEYWORDS = {
    Offence.MINING_WITHOUT_LICENCE: "无证,盗采,偷采,私挖", Offence.MINING_OUTSIDE_AREA: "越界,越层,超深",
    Offence.ILLEGAL_TRANSFER: "倒卖,出租,转让", Offence.UNLAWFUL_APPROVAL: "违规发证,越权审批",
    Offence.EXPLORING_WITHOUT_LICENCE: "无证勘查,钻探", Offence.DESTRUCTIVE_MINING: "采富弃贫,乱采滥挖",
    Offence.ENVIRONMENT: "塌陷,污染,尾矿,植被", Offence.OFFICER_CONDUCT: "失职,渎职,收受好处", Offence.OTHER: "矿山,矿产",
}


@dataclass(frozen=True)
class Attribute:
    """What is asked beside the standard's own fields; `keys` are the values that can be chosen."""

    code: str
    description: str
    hint: str
    keys: tuple[tuple[str, str], ...] = ()


ATTRIBUTES = (
    Attribute("accused", "举报谁（单位、个人或者矿山）", "不超过200字"),
    Attribute("happened", "什么时候发生的", "例如：最近一周夜里"),
    Attribute("ongoing", "现在还在进行吗", "选一项", (("yes", "是"), ("no", "否"))),
    Attribute("licence", "许可证号", "写在标识牌上，没有可不填"),
    Attribute("division", "所在县或者乡镇的行政区划代码", "6位或者9位数字"),
)
ABOUT = Attribute("about", "举报哪个机关", "机关代码，例如220221；有几个的用逗号分开")


def asked_of(offence: Offence) -> tuple[Attribute, ...]:
    """What is asked of a service; which office is complained of is asked where it is about one."""
    return (*ATTRIBUTES, ABOUT) if offence in TO_THE_SUPERIOR else ATTRIBUTES


def service_of(code: str) -> Offence:
    """The service of a code."""
    if not code.strip():
        raise InvalidError("service_code was not provided.", way_out="`GET services` lists the codes.")
    try:
        return Offence(code.strip())
    except ValueError:
        raise NotFoundError("service_code was not found.", way_out="`GET services` lists the codes.") from None


def service_list() -> Document:
    """All that can be reported."""
    return Document("services", [
        {"service_code": one.value, "service_name": OFFENCES[one], "description": SAID[one], "metadata": True,
         "type": "realtime", "keywords": KEYWORDS[one], "group": BESIDE if one is Offence.OTHER else FOCUS} for one in Offence])


def service_definition(offence: Offence) -> Document:
    """What is asked of one service."""
    return Document("service_definition", {"service_code": offence.value, "attributes": [
        _told(order, one) for order, one in enumerate(asked_of(offence), 1)]})


def _told(order: int, one: Attribute) -> dict[str, Any]:
    told: dict[str, Any] = {
        "variable": True, "code": one.code, "datatype": "singlevaluelist" if one.keys else "string", "required": False,
        "datatype_description": one.hint, "order": order, "description": one.description}
    return told | ({"values": [{"key": key, "name": name} for key, name in one.keys]} if one.keys else {})
