"""What an answer, a posting or a letter rests on: the sentence of this plan's own paper, and which paper that is (R9).

A plan's terms each cite the words they come from; what no term states is quoted from the Form 8-K of 1998 by the rule
that decides it, where the plan rests on that paper as filed. Nothing is quoted from the paper of another plan.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from ledger.models import Plan, PlanTerm, SourceDocument
from ledger.rules.clauses import clause
from ledger.rules.dates import date_text
from ledger.selectors import paper_places, plan_day
from ledger.selectors.terms import terms_as_of

# Where the words about each subject are looked for, in this order: a term of the plan by its key, or a rule by its
# number, whose words are those of the Form 8-K of 1998.
SUBJECTS: dict[str, tuple[str, ...]] = {
    "adoption": ("rights_per_share", "record_date"),
    "dividend": ("rights_per_share", "record_date"),
    "prong_i": ("distribution.stock_acquisition", "distribution.adverse_person"),
    "prong_ii": ("distribution.tender",),
    "prong_iii": ("distribution.immediate_pct",),
    "prong_iv": ("distribution.flip_over",),
    "extension": ("distribution.stock_acquisition", "distribution.tender"),
    "adverse_person": ("distribution.adverse_person", "adverse_person.criteria"),
    "permitted_offer": ("distribution.tender",),
    "exemption": ("distribution.stock_acquisition", "distribution.person_thresholds"),
    "redemption": ("redemption.window", "redemption.price"),
    "exchange": ("exchange.window", "exchange.ratio"),
    "amendment": ("amendment.window", "R54"),
    "expiration": ("expiration.final",),
    "separation": ("R25", "distribution.stock_acquisition", "distribution.tender"),
    "price": ("purchase_price.amount", "units_per_right"),
    "exercise": ("R23", "purchase_price.amount", "units_per_right"),
    "voiding": ("R32", "flip_in.limbs", "flip_in.multiple"),
    "flip_in": ("flip_in.multiple", "flip_in.limbs"),
    "flip_over": ("flip_over.multiple", "flip_over.limbs", "flip_over.asset_pct", "distribution.flip_over"),
    "substitute": ("R31", "flip_in.multiple"),
    "freeze": ("freeze.days", "continuing_directors"),
    "adjustment": ("adjustment.threshold_pct", "adjustment.split_family"),
    "other": (),
}


@dataclass(frozen=True, slots=True)
class Citation:
    """The `sentence` of the plan's own `paper`; the sentence is "" where only the paper is known."""

    paper: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.paper}: “{self.sentence}”" if self.sentence else self.paper


def of(plan: Plan, subject: str, on: date | None = None, known_at: datetime | None = None) -> Citation:
    """What the plan's paper says of the subject, by the terms in force on a day (None: its today); one of SUBJECTS.

    A term that says the plan has no such thing is quoted where no other speaks of the subject.
    """
    return several(plan, (subject,), on, known_at)[subject]


def several(
    plan: Plan, subjects: Iterable[str], on: date | None = None, known_at: datetime | None = None
) -> dict[str, Citation]:
    """Subject -> what the plan's paper says of it, as `of` has each; the terms are read once for all."""
    sources = {subject: SUBJECTS[subject] for subject in subjects}
    keys = {key for each in sources.values() for key in each}
    terms = terms_as_of(plan, on or plan_day.today(plan), known_at, keys) if keys else {}
    papers = _Papers(plan)
    return {subject: _by_terms(papers, terms, each) for subject, each in sources.items()}


def basis(plan: Plan, subject: str, *papers: SourceDocument | None) -> str:
    """The legal basis of an act: what the plan's paper says of the subject, then the papers the act itself rests on."""
    told = (f"{each.title}, {date_text(each.dated_on)}" for each in papers if each)
    return "; ".join((str(of(plan, subject)), *told))


def section(plan: Plan, named: str) -> str:
    """A clause as a rule names it, in this plan's paper: "Terms of the plan, Distribution Date, clause (i)"."""
    return ", ".join(filter(None, (paper(plan), clause(named))))


def paper(plan: Plan) -> str:
    """The title of the paper the plan was made by: the one its first terms cite, else its name."""
    rows = PlanTerm.objects.filter(plan=plan, document__isnull=False).order_by(
        "effective_on", "recorded_at", "pk"
    )
    first = rows.values_list("document__title", flat=True).first()
    return first or f"Rights Agreement of {plan.name}"


@dataclass
class _Papers:
    """The papers that are quoted where no term names its own, each looked for once."""

    plan: Plan

    @cached_property
    def title(self) -> str:
        """That of the paper the plan was made by."""
        return paper(self.plan)

    @cached_property
    def filed(self) -> SourceDocument | None:
        """The Form 8-K that the words of the rules are quoted from, where the plan rests on it."""
        return paper_places.filed(self.plan)


def _by_terms(papers: _Papers, terms: Mapping[str, PlanTerm], sources: tuple[str, ...]) -> Citation:
    for name in sources:
        if name in terms and terms[name].value not in (None, False):
            return _of_term(papers, terms[name])
        if quoted := _filed_words(papers, name):
            return quoted
    return next(
        (_of_term(papers, terms[name]) for name in sources if name in terms), Citation(papers.title, "")
    )


def _of_term(papers: _Papers, term: PlanTerm) -> Citation:
    title = term.document.title if term.document else papers.title
    words = term.citation.strip().strip("“”")
    return Citation(title, "" if words == title else words)


def _filed_words(papers: _Papers, number: str) -> Citation | None:
    """The words of a rule, where the plan rests on the Form 8-K that they are filed in."""
    words = paper_places.quoted(number)
    return Citation(papers.filed.title, "; ".join(words)) if words and papers.filed else None
