"""What a plan's terms provide for: of what its paper has none, nobody is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ledger.rules.plan_terms import PlanTerms

Provision = Literal[
    "adverse_person",
    "permitted_offer",
    "continuing_directors",
    "flip_over",
    "self_dealing",
    "increase",
    "deferral_i",
    "deferral_ii",
]


def provisions(terms: PlanTerms) -> frozenset[Provision]:
    """What the terms provide for: persons whom the Board may declare, offers it may permit, directors whose majority
    counts, the limbs of the flips that a fact of their own sets off, and the prongs that the Board may defer.
    """
    acquisition, tender = terms.stock_acquisition, terms.tender
    told: dict[Provision, bool] = {
        "adverse_person": terms.adverse_person is not None,
        "permitted_offer": tender is not None and tender.permitted_offer,
        "continuing_directors": terms.freeze_days > 0,
        "flip_over": terms.flip_over or bool(terms.flip_over_limbs),
        "self_dealing": "self_dealing" in terms.flip_in_limbs,
        "increase": "increase" in terms.flip_in_limbs,
        "deferral_i": acquisition is not None and acquisition.extendable != "no",
        "deferral_ii": tender is not None and tender.extendable != "no",
    }
    return frozenset(name for name, is_told in told.items() if is_told)
