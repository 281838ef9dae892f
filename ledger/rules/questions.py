"""Who may close an open question, on what, and with which reading (rules part B; DQ1, DQ15)."""

from collections.abc import Collection

from ledger.rules.findings import Finding, block

# The terms that freeze the Board and say who of it may act: a Board does not decide of them itself (DQ15).
OF_THE_BOARD_ITSELF = frozenset({"freeze.days", "continuing_directors"})
_OF_THE_BOARD: frozenset[str] = frozenset({"resolution", "amendment"})


def closing_findings(
    code: str,
    *,
    basis: str,
    term_keys: Collection[str],
    read_keys: Collection[str],
    has_candidates: bool,
    by_counsel: bool,
) -> tuple[Finding, ...]:
    """What forbids closing the question `code`, which is about `term_keys`, on this `basis`.

    Counsel's confirmation is counsel's own act (`by_counsel`). A question that freezes the Board is closed by no act of
    the Board. Where readings are on file, closing it says which one governs: `read_keys` are the terms that are read.
    """
    findings = []
    if basis == "counsel" and not by_counsel:
        findings.append(
            block(
                code,
                "Counsel's confirmation is given by counsel: a person with that role proposes it, on counsel's paper.",
            )
        )
    if basis in _OF_THE_BOARD and OF_THE_BOARD_ITSELF & set(term_keys):
        findings.append(
            block(
                code,
                f"{code} decides what the Board itself may do: no act of the Board closes it, counsel's confirmation "
                "does.",
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
