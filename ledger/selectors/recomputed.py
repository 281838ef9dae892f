"""What a second person sees beside the maker's figures: the same figures counted again."""

from ledger.models import Separation
from ledger.rules.separation import SeparationTotals, separate
from ledger.selectors.at_close import accounts_at_close
from rightsadmin.common.formatting import quantity


def separation_figures(separation: Separation) -> tuple[dict[str, str], dict[str, str]]:
    """The figures of a separation (as proposed, as the ledger gives them now), by label and in words."""
    totals = SeparationTotals()
    for line in separate(
        account for _, account in accounts_at_close(separation.plan, separation.distribution_date)
    ):
        totals.add(line)
    proposed = {
        "Accounts": quantity(separation.line_count),
        "Certificates": quantity(separation.certificate_count),
        "Rights outstanding": quantity(separation.rights_outstanding),
        "Rights in certificates": quantity(separation.certificate_rights),
        "Void Rights": quantity(separation.void_rights),
        "Withheld Rights": quantity(separation.withheld_rights),
        "Fractions": quantity(separation.fraction_rights),
    }
    figures = (
        totals.lines,
        totals.certificates,
        totals.rights,
        totals.certificate_rights,
        totals.void,
        totals.withheld,
        totals.fractions,
    )
    return proposed, dict(zip(proposed, (quantity(figure) for figure in figures), strict=True))
