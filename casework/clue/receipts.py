"""Receipt codes: what a reporter writes down to follow a clue without an account; kept only as a mark."""

import secrets

from foundation.errors import InvalidError

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: none looks like another
TAKEN_FOR = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
LENGTH, GROUP = 11, 4  # and one to check by: three groups of four


def new_code() -> str:
    """A code nobody guesses (55 bits), with a letter to check it by."""
    from stdnum.iso7064 import mod_37_36
    body = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return shown(body + str(mod_37_36.calc_check_digit(body, LETTERS)))


def shown(plain: str) -> str:
    """A code in groups, as it is written down."""
    return "-".join(plain[at:at + GROUP] for at in range(0, len(plain), GROUP))


def plain_code(given: str) -> str:
    """A code as it was meant, however it is spaced or which look-alikes were taken; a slip of the pen is told as such."""
    from stdnum.exceptions import ValidationError
    from stdnum.iso7064 import mod_37_36
    plain = "".join(given.upper().split()).replace("-", "").replace("—", "").translate(TAKEN_FOR)
    try:
        if len(plain) != LENGTH + 1 or set(plain) - set(LETTERS):
            raise ValidationError
        mod_37_36.validate(plain, LETTERS)
    except ValidationError:
        raise InvalidError("This is no receipt code: a letter or digit was misread.",
                           way_out="Look at it again; it has three groups of four.") from None
    return plain
