"""The chain of a certificate: the certificates its Rights came from, and where they went, generation by generation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from certificates.enums import Fate
from certificates.models import Certificate, Lineage

GENERATIONS = 3  # on each side
SHOWN = 8  # edges of a generation


@dataclass(frozen=True, kw_only=True)
class Link:
    """One edge of the chain: so many Rights from a certificate to another; `target` is None where they ended.

    `generation` is that of the end farther from the certificate in question: below zero for what it came from.
    """

    source: Certificate
    target: Certificate | None
    quantity: int
    generation: int
    fate: str = Fate.REISSUED


@dataclass(frozen=True, kw_only=True)
class Cut:
    """Edges of a generation that are not shown: how many, and the certificate whose own chain shows them."""

    generation: int
    count: int
    at: Certificate


@dataclass(frozen=True, kw_only=True)
class Chain:
    """What is shown of a certificate's family: `links` from the oldest to the latest, `cuts` for what is not."""

    certificate: Certificate
    links: tuple[Link, ...]
    cuts: tuple[Cut, ...]


def of_certificate(certificate: Certificate) -> Chain:
    """Up to GENERATIONS on each side, SHOWN edges of each; two queries a generation at most."""
    came, cuts_before = _walk(certificate, -1)
    went, cuts_after = _walk(certificate, +1)
    return Chain(
        certificate=certificate,
        links=(*reversed(came), *went),
        cuts=(*cuts_before, *cuts_after),
    )


def edges(certificate: Certificate) -> QuerySet[Lineage]:
    """All edges into and out of the certificate, for its list."""
    found = Lineage.objects.filter(Q(source=certificate) | Q(target=certificate))
    return _with_ends(found)


def _walk(certificate: Certificate, step: int) -> tuple[list[Link], list[Cut]]:
    """The links and cuts of one side: -1 towards the sources, +1 towards the targets."""
    frontier, seen = [certificate], {certificate.pk}
    links: list[Link] = []
    cuts: list[Cut] = []
    near: Callable[[Lineage], Certificate | None] = (
        (lambda edge: edge.target) if step < 0 else (lambda edge: edge.source)
    )
    far: Callable[[Lineage], Certificate | None] = (
        (lambda edge: edge.source) if step < 0 else (lambda edge: edge.target)
    )
    for generation in range(step, step * (GENERATIONS + 1), step):
        found = _of_frontier(frontier, step)
        rows = list(found[: SHOWN + 1])
        shown = rows[:SHOWN]
        links += [
            Link(
                source=edge.source,
                target=edge.target,
                quantity=edge.quantity,
                generation=generation,
                fate=edge.fate,
            )
            for edge in shown
        ]
        if len(rows) > SHOWN:
            at = near(rows[SHOWN]) or certificate
            cuts.append(Cut(generation=generation, count=found.count() - SHOWN, at=at))
        following = {each.pk: each for edge in shown if (each := far(edge)) is not None}
        frontier = [each for key, each in following.items() if key not in seen]
        seen |= following.keys()
        if not frontier:
            break
    else:
        cuts += _beyond(frontier, step)
    return links, cuts


def _beyond(frontier: Sequence[Certificate], step: int) -> list[Cut]:
    """The cut behind the last generation that is shown, where the chain goes on."""
    found = _of_frontier(frontier, step)
    first = found.first()
    if first is None:
        return []
    at = (first.target if step < 0 else first.source) or frontier[0]
    return [Cut(generation=step * (GENERATIONS + 1), count=found.count(), at=at)]


def _of_frontier(frontier: Sequence[Certificate], step: int) -> QuerySet[Lineage]:
    keys = [each.pk for each in frontier]
    if step < 0:
        return _with_ends(Lineage.objects.filter(target__in=keys)).order_by(
            "target__number", "source__number"
        )
    return _with_ends(Lineage.objects.filter(source__in=keys)).order_by("source__number", "fate", "pk")


def _with_ends(found: QuerySet[Lineage]) -> QuerySet[Lineage]:
    return found.select_related("source", "target").defer("source__content", "target__content")


def words(link: Link) -> str:
    """The link as a sentence, for readers by ear."""
    if link.target is None:
        return f"{link.quantity:,} Rights of {link.source.text} were {Fate(link.fate).label.lower()}."
    return f"{link.quantity:,} Rights of {link.source.text} went to {link.target.text}."
