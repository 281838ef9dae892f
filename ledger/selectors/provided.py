"""Which facts and acts of the Board a plan has a place for, by its terms through time."""

from typing import Any

from ledger.enums import ResolutionKind
from ledger.errors import RuleViolation
from ledger.models import Plan, PlanTerm
from ledger.rules.provisions import Provision, provisions
from ledger.rules.wire import KINDS
from ledger.selectors import board, terms

DEFERRALS: dict[str, Provision] = {"i": "deferral_i", "ii": "deferral_ii"}
# What an act of the Board needs one of; what is not here, every plan has.
_OF_RESOLUTIONS: dict[str, tuple[Provision, ...]] = {
    ResolutionKind.EXTENSION: tuple(DEFERRALS.values()),
    ResolutionKind.ADVERSE_PERSON: ("adverse_person",),
    ResolutionKind.PERMITTED_OFFER: ("permitted_offer",),
}


def provided(plan: Plan) -> frozenset[Provision] | None:
    """What the plan's terms provide for, or did at any time: a fact may be of before an amendment. None where the terms
    do not say yet, and everything may be told.
    """
    try:
        rows = terms.history(plan).rows
    except RuleViolation:
        return None
    found: set[Provision] = set().union(*(provisions(row) for _, row in rows))
    applied: Any = PlanTerm.objects.filter(plan=plan, key=board.APPLIES, value=True)
    return frozenset(found | ({"continuing_directors"} if applied.exists() else set()))


def has(found: frozenset[Provision] | None, provision: Provision) -> bool:
    """Whether the provision is one of those found."""
    return found is None or provision in found


def has_deferral(found: frozenset[Provision] | None, prong: str) -> bool:
    """Whether the Board may defer the prong."""
    return has(found, DEFERRALS[prong])


def has_fact(found: frozenset[Provision] | None, kind: str) -> bool:
    """Whether a fact of this kind can matter to a plan with these provisions."""
    needed = KINDS[kind].provision
    return needed is None or has(found, needed)


def has_resolution(found: frozenset[Provision] | None, kind: str) -> bool:
    """Whether the Board of a plan with these provisions has the power that the kind of resolution uses."""
    needed = _OF_RESOLUTIONS.get(kind)
    return needed is None or any(has(found, each) for each in needed)
