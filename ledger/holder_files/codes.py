"""Yes and no as agents write them where a code is not the house's own; the codes of a profile come first."""

_NO = {"", "N", "NO", "0", "F", "FALSE"}
_YES = {"Y", "YES", "1", "X", "T", "TRUE"}
_KNOWN = {
    # A yes says that mail goes out in one agent's column, and in another's that the address is bad: it is asked for.
    "mail_code": dict.fromkeys(("", "GOOD", "MAIL", "OK"), "mail")
    | dict.fromkeys(("BAD", "RPO", "UNDELIVERABLE", "LOST"), "bad")
    | {"HOLD": "hold"},
    "stop": dict.fromkeys(_NO | {"NONE"}, "") | dict.fromkeys(_YES | {"S", "STOP"}, "stop"),
    "nominee": dict.fromkeys(_NO, "N") | dict.fromkeys(_YES, "Y"),
}


def meaning_of(column: str, code: str) -> str | None:
    """What the code stands for in that column, None where it is not known."""
    return _KNOWN.get(column, {}).get(code.upper())
