"""The words of a mail for the register: shortened, without receipt codes; and what in it tells who sent it."""

import re
from collections.abc import Iterator

from casework.clue.accepting import LONGEST
from casework.clue.receipts import plain_code
from foundation.errors import InvalidError
from notifications.mail_text import fresh
from notifications.received import Received

NO_WORDS, SHORTENED, CODE_MASK = "（邮件无正文）", "\n（以下略，全文见密封原件）", "〔回执码〕"
CODE = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{4}(?:[-—\s]?[0-9A-Za-z]{4}){2}(?![0-9A-Za-z])")
CLOSING = re.compile(r"(?:--|—{1,2}|此致|敬礼|谢谢|感谢|祝好|顺祝|顺颂"
                     r"|(?:举报|反映|投诉|联系|署名)人?\s*[:：]|姓名\s*[:：]|电话\s*[:：])")
DAY = re.compile(r"(?:\d{4}\s*[-年./]\s*)?\d{1,2}\s*[-月./]\s*\d{1,2}\s*日?")
PARTS = re.compile(r"[\s:：,，;；|/、（）()<>]+")
# What a signature is made of, and tells nobody.
LABELS = frozenset((
    "此致", "敬礼", "敬礼！", "谢谢", "谢谢！", "感谢", "祝好", "电话", "手机", "手机号", "姓名", "地址", "住址", "邮箱",
    "单位", "联系人", "举报人", "反映人", "投诉人", "联系电话", "联系方式", "署名", "邮编", "发自我的iPhone"))
SIGNATURE, LONGEST_WORD, TAIL = 8, 40, 1000  # lines; characters


def report_of(mail: Received) -> str:
    """What a mail reports: its subject and its words."""
    return _fit("\n\n".join(part for part in (mail.subject.strip(), mail.text.strip()) if part)) or NO_WORDS


def addition_of(mail: Received) -> str:
    """What an answer says itself: what it quotes is left out, unless it says nothing else."""
    return _fit(fresh(mail.text).strip())


def _fit(text: str) -> str:
    said = CODE.sub(lambda at: CODE_MASK if _is_code(at[0]) else at[0], text)
    if len(said) <= LONGEST:
        return said
    cut = said[:LONGEST - len(SHORTENED)]
    # Where a line or a sentence ends: half a telephone number would not be known as one.
    end = max(cut.rfind(mark, len(cut) - TAIL) for mark in "\n。！？；")
    return (cut[:end + 1] if end > 0 else cut) + SHORTENED


def _is_code(said: str) -> bool:
    try:
        return not plain_code(said).isdigit()
    except InvalidError:
        return False


def words_of(mail: Received) -> tuple[str, ...]:
    """What tells who sent a mail: names and addresses in its head, and the words with which it is signed."""
    accounts = [address.partition("@")[0] for address in mail.people if "@" in address]
    return tuple(dict.fromkeys([*mail.people, *(one for one in accounts if len(one) > 4), *_signature(fresh(mail.text))]))


def _signature(text: str) -> Iterator[str]:
    """The words after the last closing among the last lines; days and labels left out."""
    lines = [line.strip() for line in text.split("\n") if line.strip()][-SIGNATURE:]
    begins = next((at for at in range(len(lines) - 1, -1, -1) if CLOSING.match(lines[at])), None)
    if begins is None:
        return
    while begins > 0 and CLOSING.match(lines[begins - 1]):
        begins -= 1
    for line in lines[begins:]:
        for word in PARTS.split(CLOSING.sub("", DAY.sub(" ", line), count=1)):
            if 1 < len(word) <= LONGEST_WORD and word not in LABELS:
                yield word
