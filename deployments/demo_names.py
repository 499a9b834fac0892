"""Names for the demo province; every person, company and mine in it is made up."""

from dataclasses import dataclass
from random import Random

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡"
    "贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷"
    "钱汤尹黎易常武乔贺赖龚文朴"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红梅志国建平海波春生文斌雪松长山永吉立"
    "新德全学军占山振东继业晓光淑珍凤云宝林世杰成林"
)
STEMS = (
    "恒源", "宏达", "鑫盛", "长白", "松江", "金石", "兴业", "瑞丰", "天池", "吉顺",
    "永泰", "华盛", "昌源", "万通", "东升", "福临", "龙岗", "北岭", "通达", "盛源",
    "顺发", "磐石", "辉南", "佳和", "聚源", "双盛", "富强", "长岭", "大川", "白山",
)
FIRMS = ("矿业有限公司", "矿业有限责任公司", "建材有限公司", "石材有限公司",
         "矿产开发有限公司", "采石有限公司")


@dataclass(frozen=True)
class Mineral:
    """A mineral of the demo: how often it is met, how it is mined, and what its mines are called."""

    name: str
    weight: int
    methods: tuple[str, ...]
    mine: str


MINERALS = (
    Mineral("建筑用安山岩", 18, ("open_pit",), "采石场"),
    Mineral("建筑用花岗岩", 14, ("open_pit",), "采石场"),
    Mineral("砖瓦用粘土", 14, ("open_pit",), "砖厂"),
    Mineral("石灰岩", 9, ("open_pit",), "石灰石矿"),
    Mineral("煤", 9, ("underground",), "煤矿"),
    Mineral("铁矿", 7, ("underground", "open_pit", "both"), "铁矿"),
    Mineral("金矿", 6, ("underground",), "金矿"),
    Mineral("建筑用砂", 6, ("open_pit",), "采砂场"),
    Mineral("矿泉水", 4, ("underground",), "矿泉"),
    Mineral("硅藻土", 3, ("open_pit", "underground"), "硅藻土矿"),
    Mineral("饰面用花岗岩", 3, ("open_pit",), "石材矿"),
    Mineral("钼矿", 2, ("open_pit", "underground"), "钼矿"),
    Mineral("铜矿", 2, ("underground",), "铜矿"),
    Mineral("镍矿", 1, ("underground",), "镍矿"),
    Mineral("油页岩", 1, ("open_pit",), "油页岩矿"),
    Mineral("硅灰石", 1, ("underground",), "硅灰石矿"),
    Mineral("铀矿", 1, ("underground",), "铀矿"),
)


def person(rng: Random) -> str:
    """A name such as 王建国."""
    return rng.choice(SURNAMES) + "".join(rng.choices(GIVEN, k=rng.choice((1, 2, 2, 2))))


def firm(rng: Random, place: str) -> str:
    """A company's name, beginning with the place it is at home in."""
    return place + rng.choice(STEMS) + rng.choice(FIRMS)


def mineral(rng: Random) -> Mineral:
    """A mineral, the common ones more often."""
    return rng.choices(MINERALS, [one.weight for one in MINERALS])[0]
