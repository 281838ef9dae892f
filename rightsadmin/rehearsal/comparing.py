"""Whether an answer is what a step expects: an expectation is a part of the answer."""

import json
from decimal import Decimal, InvalidOperation
from typing import Any

_CONTAINS, _LACKS = "contains", "lacks"


def agrees(expected: Any, got: Any) -> bool:
    """Objects are compared by the keys that are expected, lists item by item, numbers by value, an instant by its
    beginning; “contains” and “lacks” are asked of the answer's whole text.
    """
    if isinstance(expected, dict):
        return all(_key_agrees(key, value, got) for key, value in expected.items())
    if isinstance(expected, list):
        return isinstance(got, list) and len(got) == len(expected) and all(map(agrees, expected, got))
    if isinstance(expected, bool) or expected is None:
        return expected is got
    if isinstance(got, str) and isinstance(expected, str) and "T" in expected and "T" in got:
        return got.startswith(expected)
    try:
        return _number(expected) == _number(got)
    except InvalidOperation:
        return str(expected) == str(got)


def _key_agrees(key: str, value: Any, got: Any) -> bool:
    if key in (_CONTAINS, _LACKS):
        text = "" if got is None else json.dumps(got, ensure_ascii=False)
        return all((part in text) is (key == _CONTAINS) for part in value)
    return isinstance(got, dict) and agrees(value, got.get(key))


def _number(value: Any) -> Decimal:
    return Decimal(str(value).replace(",", ""))
