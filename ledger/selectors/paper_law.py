"""The paper beside the law: each sentence of a kept paper with what rests on it, and the sentences that nothing claims.

Everything is computed from what is stored: a term cites its words, a question is about terms and quotes words, a
deadline is counted by rules, and a rule has its words (of the Form 8-K of 1998, where the plan rests on that paper) or
serves terms that cite theirs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ledger.enums import DeadlineStatus
from ledger.models import DataQualityIssue, Deadline, Plan, PlanTerm, SourceDocument
from ledger.plan_files import editing
from ledger.plan_files.papers import Indexed, indexed
from ledger.selectors import drafts, paper_places, plan_day, rule_book
from ledger.selectors.terms import terms_as_of
from ledger.terms import REGISTRY, in_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ledger.models import PlanDraft

Kind = Literal["term", "rule", "question", "deadline"]
_QUOTED = re.compile("“([^”]+)”")
_RULE_NUMBER = re.compile(r"R(\d+)(?:[-–]R?(\d+))?")
_FEWEST_WORDS = 2  # a single word in quotation marks is a name, not a quotation


@dataclass(frozen=True)
class Claim:
    """Something that rests on words of the paper: a term by its key, a rule by its number, a question by its code, a
    deadline by its number in the ledger; as a page names it, and what it says.
    """

    kind: Kind
    key: str
    title: str
    told: str = ""


@dataclass(frozen=True)
class Stretch:
    """Words of a sentence, all of which something rests on, or none."""

    words: str
    is_claimed: bool


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence of the paper by its number, and what rests on it; `why_not`: why nothing has to."""

    number: int
    stretches: tuple[Stretch, ...]
    claims: tuple[Claim, ...]
    why_not: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nothing claims it, and nobody says why."""
        return not self.claims and not self.why_not


@dataclass(frozen=True, kw_only=True)
class Beside:
    """A paper beside the law; `unfound` are the claims whose words do not stand in it."""

    sentences: tuple[Sentence, ...]
    unfound: tuple[Claim, ...]

    @property
    def open(self) -> tuple[Sentence, ...]:
        """The sentences that nothing claims."""
        return tuple(each for each in self.sentences if each.is_open)


@dataclass(frozen=True)
class Cited:
    """A claim and the words it rests on; one that need not stand in this paper is not missed where they do not."""

    claim: Claim
    words: tuple[str, ...]
    is_due: bool = True


@dataclass
class _Marked:
    """Where claims stand in the paper, by characters of its words."""

    paper: Indexed
    spans: list[tuple[int, int, Claim | None, str]] = field(default_factory=list)

    def add(self, cited: Cited) -> bool:
        """Whether any of the words stand in the paper."""
        found = [span for words in cited.words for span in self.paper.find(words)]
        self.spans += [(start, end, cited.claim, "") for start, end in found]
        return bool(found)


def of_plan(plan: Plan, document: SourceDocument, text: str) -> Beside:
    """A kept paper of the plan, of this text, beside what rests on it now."""
    terms = list(PlanTerm.objects.filter(plan=plan, document=document))
    now = {row.pk for row in terms_as_of(plan, max(plan_day.today(plan), plan.agreement_date)).values()}
    cited = [
        Cited(_term(row.key, row.value, "" if row.pk in now else "not in force today"), (row.citation,))
        for row in terms
    ]
    words_of_term = _words_of({row.key: row.citation for row in terms})
    is_filed = document.sha256 == paper_places.digest()
    issues = DataQualityIssue.objects.filter(plan=plan)
    cited += [
        _question(each.code, each.title, f"{each.inconsistency} {each.title}", each.term_keys, words_of_term)
        for each in issues
    ]
    cited += _rules(words_of_term, is_filed=is_filed)
    current = Deadline.objects.filter(plan=plan, status=DeadlineStatus.CURRENT).order_by("date", "pk")
    cited += [
        Cited(
            Claim("deadline", str(row.pk), row.title), _words_of_deadline(row, words_of_term, is_filed), False
        )
        for row in current
    ]
    return _beside(text, cited, paper_places.no_behaviour() if is_filed else ())


def of_draft(draft: PlanDraft) -> Beside:
    """The paper of a draft beside what the draft says."""
    data = editing.parsed(draft.content)
    stated = editing.stated(data)
    cited = [
        Cited(_term(key, row.get("value"), ""), (str(row.get("citation") or ""),))
        for key, row in stated.items()
        if row.get("citation")
    ]
    words_of_term = _words_of({key: str(row.get("citation") or "") for key, row in stated.items()})
    for row in editing.rows_of(data, "issues"):
        code, title = str(row.get("code") or ""), str(row.get("title") or "")
        keys = row.get("term_keys")
        cited.append(
            _question(
                code,
                title,
                f"{row.get('inconsistency') or ''} {title}",
                keys if isinstance(keys, list) else [],
                words_of_term,
            )
        )
    return _beside(drafts.paper_text(data), [*cited, *_rules(words_of_term, is_filed=False)], ())


def of_deadline(deadline: Deadline) -> tuple[tuple[SourceDocument, str], ...]:
    """The papers and their words that a deadline is counted by: of the terms in force that serve its rules, and of a
    rule that no term serves, where the plan rests on the Form 8-K of 1998.
    """
    plan, numbers = deadline.plan, _numbers(deadline)
    terms = terms_as_of(plan, max(plan_day.today(plan), plan.agreement_date))
    serving = [row for key, row in terms.items() if set(numbers) & set(REGISTRY[key].rules)]
    found = [(row.document, row.citation) for row in serving if row.document]
    served = {number for row in serving for number in REGISTRY[row.key].rules}
    if unserved := [number for number in numbers if number not in served]:
        filed = paper_places.filed(plan)
        quoted = [words for number in unserved for words in paper_places.quoted(number)]
        found += [(filed, words) for words in quoted if filed]
    return tuple(dict.fromkeys(found))


def rule_numbers(section: str) -> Iterator[str]:
    """The rule numbers a section cites, ranges told one by one: "R12-R14" is R12, R13, R14."""
    for first, last in _RULE_NUMBER.findall(section):
        for number in range(int(first), int(last or first) + 1):
            yield f"R{number}"


def _numbers(deadline: Deadline) -> tuple[str, ...]:
    named = tuple(rule_numbers(deadline.section))
    function = rule_book.functions().get(deadline.rule)
    return named or (function.rules if function else ())


def _words_of_deadline(
    deadline: Deadline, words_of_term: Mapping[str, str], is_filed: bool
) -> tuple[str, ...]:
    numbers = _numbers(deadline)
    if is_filed:
        return tuple(words for number in numbers for words in paper_places.quoted(number))
    return tuple(words for key, words in words_of_term.items() if set(numbers) & set(REGISTRY[key].rules))


def _words_of(citations: Mapping[str, str]) -> dict[str, str]:
    return {key: words for key, words in citations.items() if words and key in REGISTRY}


def _term(key: str, value: object, remark: str) -> Claim:
    told = in_one_line(key, value)
    return Claim("term", key, REGISTRY[key].label, f"{told}; {remark}" if remark else told)


def _question(
    code: str, title: str, said: str, term_keys: Iterable[str], words_of_term: Mapping[str, str]
) -> Cited:
    quoted = (part for words in _QUOTED.findall(said) for part in words.split("…"))
    phrases = [each.strip(" ,.") for each in quoted if len(each.split()) >= _FEWEST_WORDS]
    # A sentence about the paper may begin with its words: “Ten-day period”.
    words = [word for each in phrases for word in (each, each[:1].lower() + each[1:])]
    words += [words_of_term[key] for key in term_keys if isinstance(key, str) and key in words_of_term]
    return Cited(Claim("question", code, code, title), tuple(words), False)


def _rules(words_of_term: Mapping[str, str], *, is_filed: bool) -> list[Cited]:
    """Each rule with its words in the Form 8-K of 1998; in another paper, with those of the terms that serve it."""
    if is_filed:
        return [
            Cited(Claim("rule", rule.number, rule.about), paper_places.quoted(rule.number))
            for rule in rule_book.rules()
        ]
    return [
        Cited(
            Claim("rule", rule.number, rule.about),
            tuple(words for key, words in words_of_term.items() if rule.number in REGISTRY[key].rules),
            False,
        )
        for rule in rule_book.rules()
    ]


def _beside(text: str, cited: Iterable[Cited], silent: Iterable[paper_places.NoBehaviour]) -> Beside:
    marked = _Marked(indexed(text))
    unfound = [each.claim for each in cited if not marked.add(each) and each.is_due]
    paper = marked.paper
    for each in silent:
        for start in _every(paper.words, each.begins):
            end = (
                paper.words.find(each.ends, start) + len(each.ends) if each.ends else start + len(each.begins)
            )
            marked.spans.append((start, end, None, each.why))
    rows: list[list[tuple[int, int, Claim | None, str]]] = [[] for _ in paper.sentences]
    for span in marked.spans:
        for number in paper.numbers(span[0], span[1]):
            rows[number - 1].append(span)
    sentences = (
        _sentence(number, words, paper.starts[number - 1], rows[number - 1])
        for number, words in enumerate(paper.sentences, start=1)
    )
    return Beside(sentences=tuple(sentences), unfound=tuple(unfound))


def _every(words: str, part: str) -> Iterator[int]:
    at = words.find(part)
    while at >= 0:
        yield at
        at = words.find(part, at + 1)


def _sentence(
    number: int, words: str, begins: int, spans: list[tuple[int, int, Claim | None, str]]
) -> Sentence:
    covered = bytearray(len(words))
    for start, end, *_ in spans:
        first, last = max(start - begins, 0), min(end - begins, len(words))
        covered[first:last] = b"\x01" * max(last - first, 0)
    if spans:
        _trim(words, covered)
    claims = dict.fromkeys(claim for _, _, claim, _ in spans if claim)
    return Sentence(
        number=number,
        stretches=tuple(_stretches(words, covered)),
        claims=tuple(claims),
        why_not="" if claims else next((why for _, _, _, why in spans), ""),
    )


def _trim(words: str, covered: bytearray) -> None:
    """Spaces and stops at the ends of words that nothing claims are no part of them."""
    for gap in re.finditer(rb"\x00+", covered):
        told = re.search(r"\w(?:.*\w)?", words[gap.start() : gap.end()])
        first, last = (gap.start() + at for at in (told.span() if told else (0, 0)))
        for start, end in ((gap.start(), first), (last, gap.end())):
            covered[start:end] = b"\x01" * (end - start)


def _stretches(words: str, covered: bytearray) -> Iterator[Stretch]:
    """The words, cut where what something rests on begins and ends."""
    for piece in re.finditer(rb"\x01+|\x00+", covered):
        yield Stretch(words[piece.start() : piece.end()], piece.group()[:1] == b"\x01")
