"""Lists of payments, their lines and files, with the triggers that freeze them."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from rightsadmin.common.sql import run_sql

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0008_custody_guards"),
        ("ledger", "0006_life_after_separation"),
    ]

    operations = [
        migrations.CreateModel(
            name="PaymentList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("redemption", "Redemption"),
                            ("exchange", "Exchange"),
                            ("cash_in_lieu", "Cash in lieu of fractions"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("listed", "Listed"),
                            ("awaiting_release", "Waits for release"),
                            ("released", "Released"),
                        ],
                        default="listed",
                        max_length=20,
                    ),
                ),
                ("price", models.DecimalField(blank=True, decimal_places=10, max_digits=28, null=True)),
                (
                    "ratio",
                    models.DecimalField(
                        blank=True,
                        decimal_places=10,
                        help_text="Shares for a Right exchanged.",
                        max_digits=28,
                        null=True,
                    ),
                ),
                (
                    "rounding",
                    models.CharField(
                        choices=[("half_up", "half_up"), ("down", "down"), ("up", "up")], max_length=10
                    ),
                ),
                ("smallest_check", models.DecimalField(decimal_places=2, default=0, max_digits=12)),
                ("line_count", models.PositiveIntegerField(default=0)),
                (
                    "unpaid_count",
                    models.PositiveIntegerField(default=0, help_text="Lines for which nothing is paid."),
                ),
                (
                    "quantity",
                    models.DecimalField(decimal_places=10, default=0, help_text="Rights.", max_digits=28),
                ),
                ("shares", models.PositiveBigIntegerField(default=0, help_text="Whole shares delivered.")),
                ("exact", models.TextField(default="0", help_text="Dollars due, exact: a fraction.")),
                ("paid_cents", models.BigIntegerField(default=0)),
                ("digest", models.CharField(blank=True, help_text="SHA-256 of the lines.", max_length=64)),
                ("created_at", models.DateTimeField()),
                ("created_by", models.CharField(max_length=150)),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approval",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.approval",
                    ),
                ),
                (
                    "batch",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payment_list",
                        to="ledger.batch",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payment_lists",
                        to="ledger.plan",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="PaymentLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveIntegerField()),
                ("quantity", models.DecimalField(decimal_places=10, help_text="Rights.", max_digits=28)),
                ("exact", models.TextField()),
                ("paid_cents", models.PositiveBigIntegerField()),
                ("shares", models.PositiveBigIntegerField(default=0)),
                ("memo", models.CharField(blank=True, max_length=300)),
                ("source", models.CharField(blank=True, max_length=120)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("due", "Due"),
                            ("nothing", "Nothing to pay"),
                            ("paid", "Paid"),
                            ("returned", "Returned"),
                            ("uncashed", "Not cashed"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "reference",
                    models.CharField(blank=True, help_text="Check or transfer number.", max_length=60),
                ),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="ledger.holderaccount",
                    ),
                ),
                (
                    "payment_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="certificates.paymentlist",
                    ),
                ),
            ],
            options={
                "ordering": ["payment_list", "place"],
            },
        ),
        migrations.CreateModel(
            name="PaymentFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("copy", models.PositiveIntegerField()),
                ("storage_name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("stored_at", models.DateTimeField()),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                ("taken_by", models.CharField(blank=True, max_length=150)),
                (
                    "payment_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="certificates.paymentlist",
                    ),
                ),
            ],
            options={
                "ordering": ["payment_list", "copy"],
            },
        ),
        migrations.AddConstraint(
            model_name="paymentlist",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["redemption", "exchange", "cash_in_lieu"])),
                name="payment_list_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentlist",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["open", "listed", "awaiting_release", "released"])),
                name="payment_list_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentlist",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "cash_in_lieu"), ("batch__isnull", False), _connector="XOR"),
                name="payment_list_of_an_act_or_gathered",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentlist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status", "open"), models.Q(("digest", ""), _negated=True), _connector="XOR"
                ),
                name="payment_list_closed_by_digest",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentlist",
            constraint=models.CheckConstraint(
                condition=models.Q(("status", "released"), ("released_at__isnull", True), _connector="XOR"),
                name="payment_list_released_at_an_instant",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentlist",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "open")), fields=("plan",), name="payment_list_open_once_a_plan"
            ),
        ),
        migrations.AddIndex(
            model_name="paymentline",
            index=models.Index(fields=["account"], name="payment_of_an_account"),
        ),
        migrations.AddIndex(
            model_name="paymentline",
            index=models.Index(fields=["payment_list", "status"], name="payment_by_status"),
        ),
        migrations.AddConstraint(
            model_name="paymentline",
            constraint=models.UniqueConstraint(fields=("payment_list", "place"), name="payment_line_once"),
        ),
        migrations.AddConstraint(
            model_name="paymentline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("source", ""), _negated=True),
                fields=("account", "source"),
                name="payment_once_a_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentline",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["due", "nothing", "paid", "returned", "uncashed"])),
                name="payment_line_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentline",
            constraint=models.CheckConstraint(
                condition=models.Q(("status", "nothing"), ("paid_cents__gt", 0), _connector="XOR"),
                name="payment_line_pays",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentline",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gt", 0)), name="payment_line_quantity_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentfile",
            constraint=models.UniqueConstraint(
                fields=("payment_list", "copy"), name="payment_file_copy_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("copy__gte", 1), ("size__gte", 1)), name="payment_file_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("taken_at__isnull", True), models.Q(("taken_by", ""), _negated=True), _connector="XOR"
                ),
                name="payment_file_taken_by_somebody",
            ),
        ),
        run_sql(SQL, "payments"),
    ]
