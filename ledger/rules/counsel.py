"""Counsel's word: given by a person with that role, on a paper that is kept and can be opened (section 20)."""

from ledger.rules.findings import Finding, block

COUNSELS_PAPER = "opinion"


def word_findings(
    what: str, rule: str, *, by_counsel: bool, paper_kind: str, is_kept: bool
) -> tuple[Finding, ...]:
    """What is lacking for `what` to be counsel's word: who gives it, the kind of its paper, and the paper itself."""
    findings = []
    if not by_counsel:
        findings.append(
            block(
                rule,
                f"{what} is counsel's to give: a person with that role proposes it, on counsel's paper.",
            )
        )
    if paper_kind != COUNSELS_PAPER:
        findings.append(block(rule, f"{what} is given in an opinion of counsel: add that paper."))
    if not is_kept:
        findings.append(
            block(
                rule, f"{what} is given on a paper that is kept: add the opinion itself, not its title alone."
            )
        )
    return tuple(findings)
