"""What the rules say against an act, as the act's refusal."""

from collections.abc import Iterable

from ledger.errors import Held, RuleViolation
from ledger.rules.course.answers import Answer
from ledger.rules.findings import Finding, Severity


def require(answer: Answer, *, rule: str = "") -> None:
    """Refuses what the answer forbids or holds, with its citation; nothing where it is yes."""
    require_none_against(answer.findings, rule=rule, citation=answer.citation)


def require_none_against(findings: Iterable[Finding], *, rule: str = "", citation: str = "") -> None:
    """RuleViolation with every blocking sentence, else Held with every holding one; nothing where the act may go on.

    The error carries the rule of the first finding, or `rule` where the findings name a section instead, and the first
    act that one of them asks for.
    """
    known = list(findings)
    for severity, error in ((Severity.BLOCK, RuleViolation), (Severity.HOLD, Held)):
        if against := [finding for finding in known if finding.severity is severity]:
            raise error(
                " ".join(finding.sentence for finding in against),
                rule=rule or against[0].rule,
                next_act=next((finding.next_act for finding in against if finding.next_act), ""),
                citation=citation,
            )
