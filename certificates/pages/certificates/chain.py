"""The chain of a certificate: its panel on the certificate's page, and all its edges as a list."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from certificates.enums import CertificateState, Fate
from certificates.models import Certificate, Lineage
from certificates.pages.certificates.chain_svg import Drawing, Edge, Node, drawing
from certificates.pages.certificates.tables import CERTIFICATE_TONES, LineageTable
from certificates.selectors import chain
from ledger.models import Plan
from ledger.pages.base import PlanPage
from rightsadmin.common import formatting
from rightsadmin.common.shells import Crumb, ListShell, Panel


def chain_panel(plan: Plan, certificate: Certificate) -> list[Panel]:
    """The drawing and the same as a list; nothing where no Right came to it or left it."""
    found = chain.of_certificate(certificate)
    if not found.links:
        return []
    return [
        Panel(
            title="Chain",
            note="Where its Rights came from and went.",
            template="drawings/chain.html",
            data={
                "drawing": _drawn(plan, found),
                "sentences": [
                    *map(chain.words, found.links),
                    *(f"{_more(cut)}: on the page of {cut.at.text}." for cut in found.cuts),
                ],
            },
            more_url=_url(plan, certificate, "certificate-chain"),
            more_label="All its links",
        )
    ]


def _url(plan: Plan, certificate: Certificate, name: str = "certificate") -> str:
    return reverse(f"certificates:{name}", args=[plan.slug, certificate.number])


def _more(cut: chain.Cut) -> str:
    return f"{cut.count:,} more"


def _drawn(plan: Plan, found: chain.Chain) -> Drawing:
    own = found.certificate
    nodes = {str(own.pk): _node(plan, own, 0, kind="self")}
    edges = []
    for place, link in enumerate(found.links):
        source, target = str(link.source.pk), f"end-{place}"
        if link.target is not None:
            target = str(link.target.pk)
            far = link.source if link.generation < 0 else link.target
            nodes.setdefault(str(far.pk), _node(plan, far, link.generation))
        else:
            words = (Fate(link.fate).label, formatting.plural(link.quantity, "Right"))
            nodes[target] = Node(key=target, generation=link.generation, words=words, kind="end")
        edges.append(Edge(source=source, target=target, words=f"{link.quantity:,}"))
    for cut in found.cuts:
        key = f"cut-{cut.generation}"
        url = _url(plan, cut.at, "certificate-chain")
        nodes[key] = Node(
            key=key, generation=cut.generation, words=(_more(cut), "All its links"), url=url, kind="end"
        )
    return drawing(list(nodes.values()), edges)


def _node(plan: Plan, certificate: Certificate, generation: int, *, kind: str = "") -> Node:
    tone = CERTIFICATE_TONES.get(CertificateState(certificate.state), "")
    return Node(
        key=str(certificate.pk),
        generation=generation,
        words=(
            certificate.text,
            formatting.plural(certificate.quantity, "Right"),
            certificate.get_state_display(),
        ),
        url="" if kind else _url(plan, certificate),
        kind=kind or ("bad" if tone == "bad" else ""),
    )


class CertificateChain(PlanPage, ListShell):
    """Every link of one certificate."""

    section = "certificates"
    table_class = LineageTable
    default_sort = "source"
    noun = "link"
    empty = "No Right came to this certificate from another, or left it."

    @cached_property
    def certificate(self) -> Certificate:
        number = min(int(self.kwargs["number"]), 2**31 - 1)
        return get_object_or_404(Certificate, plan=self.plan(), number=number)

    def title(self) -> str:
        return f"Chain of {self.certificate.text}"

    def crumbs(self) -> list[Crumb]:
        own = self.certificate
        return [
            *super().crumbs(),
            Crumb(label="Certificates", url=reverse("certificates:certificates", args=[self.plan().slug])),
            Crumb(label=own.text, url=_url(self.plan(), own)),
        ]

    def get_queryset(self) -> QuerySet[Lineage]:
        return chain.edges(self.certificate)

    @property
    def table_options(self) -> dict[str, Any]:  # type: ignore[override]
        return {"slug": self.plan().slug}
