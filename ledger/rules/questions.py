"""Who may close an open question, on what, and with which reading (rules part B; DQ1, DQ15)."""

from collections.abc import Collection
from typing import Literal, get_args

from ledger.rules.findings import Finding, block

Closer = Literal["counsel", "resolution", "amendment", "agreement"]
CLOSERS: tuple[Closer, ...] = get_args(Closer)
# The terms that freeze the Board and say who of it may act, and when the Rights end: no Board decides of itself, and
# nobody but counsel says what a paper means that contradicts itself there (DQ1, DQ15).
COUNSELS_ALONE = frozenset({"freeze.days", "continuing_directors", "expiration.final", "expiration.rolls"})
# The terms asked about where the paper gives two dates: while a question about one is open, the act waits where
# its condition holds.
FLOOR, CALENDAR = "distribution.record_date_floor", "business_day.calendar"
HELD_WHERE: dict[str, tuple[str, str]] = {
    FLOOR: ("issue", "where the Distribution Date lies before the Record Date"),
    CALENDAR: ("issue", "where the strict reading of the calendar gives another Distribution Date"),
}
_WORDS: dict[str, str] = {
    "counsel": "counsel's confirmation",
    "resolution": "a Board resolution",
    "amendment": "an amendment",
    "agreement": "the Agreement itself",
}


def closers(term_keys: Collection[str], told: Collection[str] = CLOSERS) -> tuple[Closer, ...]:
    """On what a question about these terms may be closed: what its plan file `told`, counsel alone where the law says
    so.
    """
    if COUNSELS_ALONE & set(term_keys):
        return ("counsel",)
    return tuple(each for each in CLOSERS if each in told)


def held_words(holds: Collection[str], term_keys: Collection[str], *, is_hold: bool) -> str:
    """What a question holds while it is open, in words: the acts that it names, and what waits on its terms where
    the paper gives two dates. One that only warns holds nothing.
    """
    if not is_hold:
        return "nothing: it warns"
    told = [each.replace("_", " ") for each in holds]
    told += [
        f"{act} {where}" for key, (act, where) in HELD_WHERE.items() if key in term_keys and act not in holds
    ]
    return ", ".join(told) or "nothing"


def closers_words(closed_by: Collection[str]) -> str:
    """The bases in words: "counsel's confirmation or a Board resolution"."""
    return " or ".join(_WORDS[each] for each in CLOSERS if each in closed_by)


def closing_findings(
    code: str,
    *,
    basis: str,
    closed_by: Collection[str],
    term_keys: Collection[str],
    read_keys: Collection[str],
    has_candidates: bool,
) -> tuple[Finding, ...]:
    """What forbids closing the question `code`, which is about `term_keys`, on this `basis`.

    It is closed on one of `closed_by`; what counsel alone closes, no act of the Board does. Where readings are on file,
    closing it says which one governs: `read_keys` are the terms that are read.
    """
    findings = []
    if basis not in closed_by:
        findings.append(
            block(
                code,
                f"{code} is closed on {closers_words(closed_by)} alone: “{_WORDS[basis]}” does not close it.",
            )
        )
    if foreign := [key for key in read_keys if key not in term_keys]:
        findings.append(block(code, f"{code} is not about the term {foreign[0]}."))
    if has_candidates and term_keys and not set(read_keys) & set(term_keys):
        findings.append(
            block(
                code,
                f"{code} has readings on file: say which one the paper confirms, so that it governs from then on.",
            )
        )
    return tuple(findings)
