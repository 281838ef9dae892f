"""The life of a Rights Certificate: which state may follow which (rules part C).

STOCK -> ALLOCATED -> PRINTED -> COUNTERSIGNED -> MAILED -> {RETURNED, STOPPED, LOST, REPLACED} -> SURRENDERED
-> CANCELLED -> DESTROYED. A number that was allotted and never issued ends as VOIDED and is never used again.
"""

FOLLOWING: dict[str, frozenset[str]] = {
    "stock": frozenset({"allocated", "voided"}),
    "allocated": frozenset({"printed", "voided"}),
    "printed": frozenset({"countersigned", "stopped", "lost", "cancelled"}),
    "countersigned": frozenset({"mailed", "stopped", "lost", "cancelled"}),
    "mailed": frozenset({"returned", "stopped", "lost", "replaced", "surrendered"}),
    "returned": frozenset({"mailed", "stopped", "lost", "replaced", "surrendered"}),
    # A stop that is lifted leaves the certificate as it found it.
    "stopped": frozenset({"printed", "countersigned", "mailed", "returned", "replaced", "surrendered"}),
    "lost": frozenset({"printed", "countersigned", "mailed", "returned", "replaced", "surrendered"}),
    "replaced": frozenset({"surrendered", "cancelled"}),
    "surrendered": frozenset({"cancelled"}),
    "cancelled": frozenset({"destroyed"}),
    "destroyed": frozenset(),
    "voided": frozenset(),
}

# The certificate evidences its Rights (invariant I3): they are counted once, on this certificate.
OUTSTANDING = frozenset({"allocated", "printed", "countersigned", "mailed", "returned", "stopped", "lost"})
# Where a certificate may go while a stop is in force on it; to anywhere else it comes by the stop's lifting alone.
UNDER_STOP = frozenset({"stopped", "lost"})
# Nothing of it may leave the house before a second person has released its run (R25).
BEFORE_RELEASE = frozenset({"stock", "allocated", "voided"})


def may_become(state: str, following: str) -> bool:
    """Whether a certificate in `state` may come into the state `following` next."""
    return following in FOLLOWING[state]


def why_not(number: str, state: str, following: str) -> str:
    """The sentence for staff that refuses the step; names what may follow instead."""
    allowed = ", ".join(sorted(FOLLOWING[state])) or "nothing"
    return f"Certificate {number} is {state} and cannot become {following}: what may follow is {allowed}."
