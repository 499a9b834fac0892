"""Finds in a report what tells who sent it, and masks it; an officer who receives it corrects what was missed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MASK = {"name": "〔姓名〕", "phone": "〔电话〕", "id": "〔证件号〕", "mail": "〔邮箱〕", "card": "〔账号〕",
        "account": "〔网络账号〕", "address": "〔住址〕", "plate": "〔车牌〕"}
SHORTEST = 2  # characters of a name that is masked wherever it stands
MAIL = re.compile(r"[\w.+-]+\s?[@＠]\s?[\w-]+(?:\s?[.．。]\s?[\w-]+)+", re.ASCII | re.IGNORECASE)
ID_CARD = re.compile(r"(?<!\d)\d{6}\s?(?:19|20)\d{2}\s?\d{4}\s?\d{3}[\dXxＸ](?!\d)|(?<!\d)\d{15}(?!\d)")
CARD = re.compile(r"(?<!\d)(?:\d[ -]?){15,18}\d(?!\d)")
ACCOUNT = re.compile(r"(?P<keep>(?:微信|QQ|qq|抖音|快手|VX|vx|wechat)(?:号|账号|id|ID)?(?:是|为|[:：])?\s*)[A-Za-z0-9_-]{4,}")
PLATE = re.compile(r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-HJ-NP-Z]\s?·?[A-HJ-NP-Z0-9]{5,6}")
# How somebody says who he is; what follows is a name only if it begins with a family name.
FAMILY = ("欧阳司马上官诸葛东方皇甫尉迟公孙慕容令狐", "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐"
          "许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢"
          "傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戚莫孔汤向常温康施牛葛柴乔翟殷穆庞管祝左涂聂庄辛耿关焦柳"
          "闫冷娄都隋鞠曲栾迟丛宫逄战安邢倪车季纪舒"
          "闵解童裴申舒艾鲁卜甘岳齐岑兰洪单池宁朴玄蔚权")
DOUBLE = re.compile("|".join(FAMILY[0][at:at + 2] for at in range(0, len(FAMILY[0]), 2)))
NAME = f"(?:{DOUBLE.pattern}|[{FAMILY[1]}])[\u4e00-\u9fff]{{1,2}}"
SAYS = re.compile(r"(?P<keep>(?:我叫|我的名字叫|本人叫|本人姓名|我是|本人|姓名|举报人|反映人|联系人|"
                  r"投诉人|署名|落款|报案人)(?:是|为|叫)?\s*[:：]?\s*)"
                  rf"(?P<name>{NAME})(?=$|[\s，。,.;；、：:（(）)0-9的是住家，]|电话|手机|联系)")
SIGNED = re.compile(rf"(?m)^(?P<keep>\s*(?:此致|敬礼)?\s*)(?P<name>{NAME})\s*$(?=\s*(?:\d{{4}}年|\Z))")
LIVES = re.compile(r"(?P<keep>(?:我家住(?:在)?|本人住(?:在)?|我住(?:在)?|"
                   r"家庭住址|住址|联系地址|通讯地址)(?:是|为|[:：])?\s*)[^\s，。；;,\n]{4,40}")
POSITION = re.compile(r"\d{1,3}\.\d{3,}")  # degrees are no telephone number
PHONE_LIKE = re.compile(r"[\d０-９]{3}")


@dataclass(frozen=True)
class Finding:
    """A part of a text that tells who sent it: from where to where, and what it is."""

    start: int
    end: int
    kind: str


def found_in(text: str, known: Iterable[str] = (), *, told: bool = True) -> list[Finding]:
    """What identifies somebody, in its order and without overlaps; `known` are words of which it is certain.

    Where nobody tells who he is, as where one says whom he complains of, a name is not taken for the teller's.
    """
    said = _said(text) if told else ()
    spans = sorted([*_known(text, known), *_numbers(text), *said], key=lambda one: (one.start, -one.end))
    kept: list[Finding] = []
    for one in spans:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def masked(text: str, known: Iterable[str] = (), *, told: bool = True) -> str:
    """The text with everything found masked by what it was."""
    said: list[str] = []
    last = 0
    for one in found_in(text, known, told=told):
        said += [text[last:one.start], MASK[one.kind]]
        last = one.end
    return "".join([*said, text[last:]])


def known_in(text: str, known: Iterable[str]) -> bool:
    """Whether one of the words of which it is certain stands in the text, however it is spaced or written."""
    return next(_known(text, known), None) is not None


def unnamed(text: str, known: Iterable[str]) -> str:
    """The text with only those words masked of which it is certain: what an office writes may name its own telephone."""
    said, last = [], 0
    for one in sorted(_known(text, known), key=lambda one: (one.start, -one.end)):
        if one.start >= last:
            said += [text[last:one.start], MASK[one.kind]]
            last = one.end
    return "".join([*said, text[last:]])


def _known(text: str, known: Iterable[str]) -> Iterator[Finding]:
    for word in {word.strip() for word in known}:
        if len(word) >= SHORTEST:
            digits = word.lstrip("+").replace("-", "").replace(" ", "")
            kind = "mail" if "@" in word else "phone" if digits.isdigit() else "name"
            # However it is spaced or written in other letters.
            pattern = r"\s*".join(re.escape(char) for char in word if not char.isspace())
            yield from (Finding(*at.span(), kind) for at in re.finditer(pattern, text, re.IGNORECASE))


def _numbers(text: str) -> Iterator[Finding]:
    yield from (Finding(*at.span(), "mail") for at in MAIL.finditer(text))
    if not PHONE_LIKE.search(text):
        return
    yield from (Finding(*at.span(), "id") for at in ID_CARD.finditer(text))
    yield from (Finding(*at.span(), "card") for at in CARD.finditer(text) if _luhn(at[0]))
    yield from (Finding(*at.span(), "plate") for at in PLATE.finditer(text))
    yield from _phones(text)


def _phones(text: str) -> Iterator[Finding]:
    from phonenumbers import Leniency, PhoneNumberMatcher
    # Full-width digits and gaps between groups are what people write to get past a filter.
    plain = "".join(chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else char for char in text)
    for one in PhoneNumberMatcher(plain, "CN", leniency=Leniency.VALID):
        if not POSITION.search(plain[max(one.start - 4, 0):one.end]):
            yield Finding(one.start, one.end, "phone")
    for at in re.finditer(r"(?<!\d)1[3-9](?:[\s.-]?\d){9}(?!\d)", plain):
        yield Finding(*at.span(), "phone")


def _said(text: str) -> Iterator[Finding]:
    for pattern, kind in ((SAYS, "name"), (SIGNED, "name"), (ACCOUNT, "account"), (LIVES, "address")):
        yield from (Finding(at.end("keep"), at.end(), kind) for at in pattern.finditer(text))


def _luhn(digits: str) -> bool:
    from stdnum import luhn
    return bool(luhn.is_valid(re.sub(r"\D", "", digits)))
