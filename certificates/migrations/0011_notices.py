"""Notices, the runs that press their letters, and the triggers that freeze them."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from rightsadmin.common.sql import run_sql

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0010_inquiries"),
        ("ledger", "0011_inquiry_and_pack"),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
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
                            ("distribution", "Notice of the Distribution Date"),
                            ("summary", "Summary of Rights"),
                            ("redemption", "Notice of redemption"),
                            ("exchange", "Notice of exchange"),
                            ("proposed_action", "Notice of proposed action"),
                            ("adjustment", "Summary of an adjustment"),
                            ("void", "Letter to holders of void Rights"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("proposed", "Waits for a second person"),
                            ("approved", "Approved"),
                            ("mailed", "Mailed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("dated_on", models.DateField(help_text="The date it bears.")),
                ("details", models.JSONField(blank=True, default=dict)),
                ("context", models.JSONField()),
                ("context_sha256", models.CharField(max_length=64)),
                ("recipients", models.PositiveIntegerField()),
                ("list_sha256", models.CharField(max_length=64)),
                ("mail_by", models.DateField(blank=True, null=True)),
                ("mail_by_reason", models.TextField(blank=True)),
                ("mailed_on", models.DateField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                ("created_by", models.CharField(max_length=150)),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="run",
            name="run_kind_known",
        ),
        migrations.RemoveConstraint(
            model_name="run",
            name="run_released_by_approval",
        ),
        migrations.AlterField(
            model_name="run",
            name="face",
            field=models.JSONField(
                help_text="What is the same on every item: the terms on the face, a notice's context."
            ),
        ),
        migrations.AlterField(
            model_name="run",
            name="kind",
            field=models.CharField(
                choices=[
                    ("live", "Live"),
                    ("presentation", "Presentation"),
                    ("notice", "Notice"),
                    ("rehearsal", "Rehearsal"),
                    ("specimen", "Specimen"),
                ],
                max_length=15,
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["live", "presentation", "notice", "rehearsal", "specimen"])),
                name="run_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "released"), _negated=True),
                    models.Q(("approval__isnull", False), ("kind__in", ("live", "presentation", "notice"))),
                    _connector="OR",
                ),
                name="run_released_by_approval",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="adjustment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notices",
                to="ledger.adjustment",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="approval",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="ledger.approval",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="payment_list",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notices",
                to="certificates.paymentlist",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="ledger.plan"
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="run",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notice",
                to="certificates.run",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="template_version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notices",
                to="certificates.templateversion",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["plan", "kind"], name="notice_of_a_kind"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "distribution",
                            "summary",
                            "redemption",
                            "exchange",
                            "proposed_action",
                            "adjustment",
                            "void",
                        ],
                    )
                ),
                name="notice_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["draft", "proposed", "approved", "mailed", "withdrawn"])),
                name="notice_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ("redemption", "exchange")), ("payment_list__isnull", True), _connector="XOR"
                ),
                name="notice_of_what_is_paid_names_the_list",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "adjustment"), ("adjustment__isnull", True), _connector="XOR"),
                name="notice_of_an_adjustment_names_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("status", "mailed"), ("mailed_on__isnull", True), _connector="XOR"),
                name="notice_mailed_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ("approved", "mailed")), ("run__isnull", True), _connector="XOR"
                ),
                name="notice_approved_is_pressed",
            ),
        ),
        run_sql(SQL, "notices"),
    ]
