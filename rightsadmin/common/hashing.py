"""Digests of what people approve and of what the ledger posts: canonical JSON, SHA-256."""

import hashlib
import json
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any


def _plain(value: Any) -> Any:
    """JSON for the few exact types a payload may hold; anything else is an error, never a guess."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else "0"
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"A digest cannot hold a {type(value).__name__}.")


def canonical(payload: Any) -> str:
    """The one text of a payload: sorted keys, no spaces, exact numbers as strings (1.50 and 1.5 are the same)."""
    return json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain)


def digest(payload: Any) -> str:
    """SHA-256, in hexadecimal, of the payload's canonical text."""
    return hashlib.sha256(canonical(payload).encode()).hexdigest()
