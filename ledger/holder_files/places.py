"""City, state and ZIP code, apart or in one line, the ZIP code whole or in its two parts."""

import re

_IN_ONE = re.compile(r"(?P<city>.+?)[, ]+(?P<state>[A-Za-z]{2})\.?[, ]+(?P<code>[0-9]{5}(?:-?[0-9]{4})?)")


def place_of(city: str, state: str, code: str, four: str, in_one: str) -> dict[str, str]:
    """The three by the names of the layout. A line that cannot be told apart stands as the city: nothing is lost."""
    if four.strip("0") and code.isdecimal():
        code = f"{code.zfill(5)}-{four.zfill(4)}"
    if in_one and not city:
        found = _IN_ONE.fullmatch(in_one)
        if not found:
            return {"city": in_one, "state": state, "postal_code": code}
        city, state, code = found["city"].rstrip(" ,"), found["state"].upper(), found["code"]
    return {"city": city, "state": state, "postal_code": code}
