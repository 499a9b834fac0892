"""Conditions in SQL that something holds: a post, a right, an office on a day (first and last count); a duty still."""


def in_force(what: str, day: str = "today") -> str:
    """The row `what` of a query is in force on the day of this name."""
    return f"{what}.valid_from <= :{day} AND ({what}.valid_to IS NULL OR {what}.valid_to >= :{day})"


def standing(what: str, day: str = "today") -> str:
    """The same of what may have been there from the first, such as an office."""
    return (f"({what}.valid_from IS NULL OR {what}.valid_from <= :{day})"
            f" AND ({what}.valid_to IS NULL OR {what}.valid_to >= :{day})")


def running(duty: str = "duty") -> str:
    """The row `duty` of a query has not ended: it is open, waits for review or stands still."""
    return f"{duty}.status IN ('open', 'handed_in', 'suspended')"
