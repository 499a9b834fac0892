"""Numbers of a party: identity card, unified social credit code, telephone; a slip is told before it stands in papers.

GB 11643-1999 (公民身份号码) and GB 32100-2015 (统一社会信用代码) end in a check character; of older and foreign
papers only the length is looked at.
"""

import re
from datetime import date

OLD_IDENTITY = re.compile(r"[0-9]{15}")  # until 1999: year of birth with two digits, no check digit
# Passports (some begin with digits), permits of Hong Kong, Macao and Taiwan residents, residence cards of foreigners.
# Letters alone are a name, not a number.
ABROAD = re.compile(r"(?=[A-Z]+[0-9])[A-Z]{1,3}[0-9A-Z]{5,17}|(?=[0-9]+[A-Z])[0-9A-Z]{6,12}|[0-9]{8,9}")
# Until 2015: number of the business licence (15 digits, 13 in the old register), code of the organisation.
OLD_ENTITY = re.compile(r"[0-9]{15}|[0-9]{13}|[0-9A-Z]{8}-?[0-9X]")
CODE = re.compile(r"[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}")
IDENTITY = re.compile(r"[0-9]{17}[0-9X]")
FOREIGNERS = "9"  # permanent residence cards since 2023 have such a number, too (R)
BETWEEN = re.compile(r"[、，,;；/]+")
INSIDE = re.compile(r"\s*(?:转|ext\.?)\s*")


def plain(number: str) -> str:
    """A number as it is kept: without blanks, with capital letters."""
    return re.sub(r"\s+", "", number).upper()


def number_faults(kind: str, number: str, today: date) -> list[str]:
    """What is wrong with the number of a party of this kind (person, entity); nothing where it may be right, or is empty."""
    if not plain(number):
        return []
    given = plain(number)
    return _of_person(given, today) if kind == "person" else _of_entity(given)


def kind_meant(number: str, today: date) -> str:
    """Whose number a mistyped one was to be: of a person where a day of birth stands in it, of an entity otherwise."""
    given = plain(number)
    return "person" if IDENTITY.fullmatch(given) and not _birthday_fault(given, given[6:14], today) else "entity"


def number_name(kind: str, number: str | None) -> str | None:
    """What documents call the number of a party of this kind; none where there is no number.

    A number of eight or nine digits may be of a passport or of a permit, so that it is told as what both are.
    """
    given = plain(number or "")
    if not given:
        return None
    if kind == "person":
        card = IDENTITY.fullmatch(given) and not given.startswith(FOREIGNERS) and _checked_as_identity(given)
        return "公民身份号码" if card or OLD_IDENTITY.fullmatch(given) else "身份证件号码"
    if CODE.fullmatch(given) and _checked_as_code(given):
        return "统一社会信用代码"
    if OLD_ENTITY.fullmatch(given):
        return "营业执照注册号" if len(given) in (13, 15) else "组织机构代码"
    return "证件号码"


def _of_person(given: str, today: date) -> list[str]:
    if IDENTITY.fullmatch(given):
        if _checked_as_identity(given):
            return _birthday_fault(given, given[6:14], today)
        if _checked_as_code(given):
            return [f"{given} is a unified social credit code: the party is an entity, or its number another"]
        return [f"{given} is no identity number: its check digit is not right, so one of the 18 characters is wrong"]
    if OLD_IDENTITY.fullmatch(given):
        return _birthday_fault(given, f"19{given[6:12]}", today)
    if ABROAD.fullmatch(given) and len(given) != 18:
        return []
    if CODE.fullmatch(given):
        return [f"{given} is a unified social credit code: the party is an entity, or its number another"]
    return [f"{given} is no number of a person: an identity number has 18 characters, an old one 15 digits, a passport or"
            " permit 8 or 9 digits, or letters with digits"]


def _of_entity(given: str) -> list[str]:
    if (CODE.fullmatch(given) and _checked_as_code(given)) or OLD_ENTITY.fullmatch(given):
        return []
    if IDENTITY.fullmatch(given) and _checked_as_identity(given):
        return [f"{given} is an identity number: the party is a person, or its number another"]
    if len(given) == 18:
        return [f"{given} is no unified social credit code: its check character is not right, so one of the 18 characters is"
                " wrong (I, O, S, V and Z do not occur)"]
    return [f"{given} is no number of an entity: a unified social credit code has 18 characters, an old number of a licence 15"
            " or 13 digits, an old code of an organisation 9 characters"]


def _checked_as_identity(given: str) -> bool:
    from stdnum.cn.ric import calc_check_digit
    return bool(calc_check_digit(given) == given[-1])


def _checked_as_code(given: str) -> bool:
    from stdnum.cn.uscc import calc_check_digit
    return bool(calc_check_digit(given[:-1]) == given[-1])


def _birthday_fault(given: str, written: str, today: date) -> list[str]:
    try:
        born = date(int(written[:4]), int(written[4:6]), int(written[6:]))
    except ValueError:
        born = None
    if born is not None and date(1850, 1, 1) < born <= today:
        return []
    return [f"{given} is no identity number: {written} in it is no day of birth"]


def phone_faults(phone: str) -> list[str]:
    """What is wrong with one telephone number or several; nothing where each may be one."""
    numbers = [one.strip() for one in BETWEEN.split(phone) if one.strip()]
    return [f"{one} is no telephone number: a mobile one has 11 digits, another is written with its area code, as"
            " 0432-63210000, one from abroad with +" for one in numbers if not _is_phone(one)]


def _is_phone(given: str) -> bool:
    from phonenumbers import NumberParseException, is_valid_number, parse
    try:
        return is_valid_number(parse(INSIDE.sub(" ext. ", given), "CN"))
    except NumberParseException:
        return False
