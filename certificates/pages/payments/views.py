"""Lists of payments: totals with the remainder, the first lines, the release, the file."""

from django import forms
from django.db.models import Count, QuerySet, Sum
from django.http import HttpResponseBase
from django.urls import reverse

from certificates.enums import PaymentListStatus, PaymentStatus
from certificates.models import PaymentFile, PaymentLine, PaymentList
from certificates.models.payment import CENTS
from certificates.pages.payments.base import PaymentsPage
from certificates.pages.payments.forms import ReleaseForm
from certificates.pages.payments.tables import (
    LIST_TONES,
    PaymentFileTable,
    PaymentLineTable,
    PaymentListTable,
)
from certificates.services import payments
from certificates.services.payments.files import mark_of
from ledger.enums import Act
from ledger.models import Approval
from ledger.pages.approvals.views import page_of
from ledger.pages.base import history_panel
from ledger.rules.exact import exact_text
from rightsadmin.common import formatting, ranges
from rightsadmin.common.downloads import CSV
from rightsadmin.common.shells import (
    Action,
    Crumb,
    DetailShell,
    Fact,
    FactsPanel,
    FormShell,
    ListShell,
    Panel,
    TablePanel,
    TakeShell,
)

LINES_SHOWN = 25


class PaymentListList(PaymentsPage, ListShell):
    """The lists of payments of a plan."""

    table_class = PaymentListTable
    default_sort = "-created_at"
    noun = "list"
    empty = "Nothing is owed to holders: no redemption, exchange or fraction of a share was posted."

    def title(self) -> str:
        return "Payments"

    def lead(self) -> str:
        return (
            "What a redemption, an exchange or an exercise owes, to the cent, released by a second person and taken "
            "as a file once."
        )

    def get_queryset(self) -> QuerySet[PaymentList]:
        return PaymentList.objects.filter(plan=self.plan()).select_related("plan")


class PaymentListDetail(PaymentsPage, DetailShell):
    """One list: totals that reconcile, the first lines, its files, what became of the payments."""

    object: PaymentList

    def get_object(self) -> PaymentList:
        return self.listed

    def title(self) -> str:
        return str(self.listed)

    def crumbs(self) -> list[Crumb]:
        return super().crumbs()[:-1]

    def status(self) -> tuple[str, str]:
        listed = self.listed
        return listed.get_status_display(), LIST_TONES.get(PaymentListStatus(listed.status), "")

    def actions(self) -> list[Action]:
        listed = self.listed
        if listed.status in (PaymentListStatus.OPEN, PaymentListStatus.LISTED):
            return self.action_for(
                Act.PAYMENT, "Propose the release", self.here("payment-release", listed.pk), tone="primary"
            )
        if listed.status == PaymentListStatus.AWAITING_RELEASE:
            url = reverse("ledger:approval", args=[listed.approval_id])
            return [Action(label="The approval", url=url, tone="primary")]
        first = PaymentFile.objects.filter(payment_list=listed, taken_at__isnull=True).exists()
        label = "Take the payment file" if first else "Take a duplicate of the file"
        return self.action_for(
            Act.PAYMENT,
            label,
            self.here("payment-file", listed.pk),
            tone="primary" if first else "",
            method="post",
        )

    def panels(self, tab: str) -> list[Panel]:
        listed = self.listed
        lines = PaymentLine.objects.filter(payment_list=listed).select_related(
            "account", "payment_list__plan"
        )
        return [
            _totals(listed),
            TablePanel(
                title="Payments",
                table=PaymentLineTable(lines.order_by("place")[:LINES_SHOWN]),
                empty="No payment yet.",
                more_url=self.here("payment-lines", listed.pk),
                more_label="Every line",
            ),
            TablePanel(
                title="Payment files",
                note="Taken once; a second taking is a marked duplicate.",
                table=PaymentFileTable(PaymentFile.objects.filter(payment_list=listed).order_by("copy")),
                empty="Made at the release.",
            ),
            _followed(listed),
            history_panel(plan=self.plan(), object_type="paymentlist", object_id=listed.pk),
        ]


def _totals(listed: PaymentList) -> FactsPanel:
    is_open = listed.status == PaymentListStatus.OPEN
    facts = [
        Fact(label="Holders", value=formatting.quantity(listed.line_count)),
        Fact(label="Nothing to pay", value=formatting.quantity(listed.unpaid_count)),
        Fact(label="Rights", value=formatting.quantity(listed.quantity)),
        Fact(label="Due, exact", value=f"${exact_text(listed.due)}"),
        Fact(label="Paid", value=f"${listed.paid:,.2f}"),
        Fact(
            label="Remainder",
            value=f"${exact_text(listed.remainder)}",
            hint="Due less paid: what rounding and the smallest check leave with the company.",
        ),
        Fact(label="Whole shares", value=formatting.quantity(listed.shares)),
        Fact(
            label="Price",
            value=f"${exact_text(listed.price)}" if listed.price is not None else "of each line",
        ),
        Fact(label="Rounding", value=listed.rounding.replace("_", " "), hint="Once a holder, to the cent."),
        Fact(label="Smallest check", value=f"${listed.smallest_check:,.2f}"),
        Fact(label="Digest", value=formatting.short_digest(listed.digest) if listed.digest else "—"),
    ]
    note = "The list is open: its totals are those of the day it is proposed." if is_open else ""
    return FactsPanel(title="Totals", facts=facts, note=note)


def _followed(listed: PaymentList) -> FactsPanel:
    rows = (
        PaymentLine.objects.filter(payment_list=listed)
        .values_list("status")
        .annotate(count=Count("pk"), cents=Sum("paid_cents"))
        .order_by("status")
    )
    facts = [
        Fact(
            label=PaymentStatus(status).label,
            value=formatting.quantity(count),
            hint=f"${cents / CENTS:,.2f}" if cents else "",
        )
        for status, count, cents in rows
    ]
    return FactsPanel(title="What became of them", facts=facts, aside=True)


class Release(PaymentsPage, FormShell):
    """Proposes the release of a list to a second person."""

    act = Act.PAYMENT
    form_class = ReleaseForm
    submit_label = "Propose the release"

    def title(self) -> str:
        return f"Release list {self.listed.pk}"

    def lead(self) -> str:
        listed = self.listed
        if listed.status == PaymentListStatus.OPEN:
            return "The list is closed by this and takes no further payment."
        return (
            f"${listed.paid:,.2f} to {formatting.plural(listed.line_count - listed.unpaid_count, 'holder')}."
        )

    def perform(self, form: forms.Form) -> str:
        payments.propose_release(
            payment_list=self.listed, legal_basis=form.cleaned_data["legal_basis"], actor=self.actor
        )
        return "The release waits for a second person."

    def success_url(self) -> str:
        return self.here("payment-list", self.listed.pk)


@page_of("paymentlist")
def _page_of(approval: Approval) -> tuple[str, str]:
    """From the approval of a list to its page."""
    url = reverse("certificates:payment-list", args=[approval.plan_slug, approval.target_id])
    return "The list of payments", url


class FileTake(PaymentsPage, TakeShell):
    """The payment file, by POST since each taking is an act; a refusal leads back to the list."""

    act = Act.PAYMENT
    http_method_names = ["post"]
    post = TakeShell.get

    def take(self) -> HttpResponseBase:
        listed = self.listed
        taken, content = payments.take_file(payment_list=listed, actor=self.actor)
        mark = mark_of(taken.copy).lower().replace(" ", "-")
        return ranges.file_response(
            content,
            None,
            size=taken.size,
            etag=ranges.etag_of(taken.sha256),
            kind=CSV,
            name=f"payments-{listed.pk}-{mark}.csv",
        )

    def back(self) -> str:
        return self.here("payment-list", self.listed.pk)
