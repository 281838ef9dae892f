"""What staff typed, before it is kept."""

from ledger.errors import RuleViolation
from ledger.holder_files.text import fault


def required(text: str, sentence: str, *, where: str) -> str:
    """The text without blanks around it; RuleViolation with the sentence where it is empty."""
    text = text.strip()
    if not text:
        raise RuleViolation(sentence, where=where)
    if wrong := fault(text):
        raise RuleViolation(f"“{text[:40]}” cannot be kept. {wrong}", where=where)
    return text
