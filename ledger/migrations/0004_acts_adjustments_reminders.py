"""Adjustments, amendments, ties of persons, reminders and feeds; an exchange of all Rights is a fact."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from rightsadmin.common.sql import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0003_roles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Adjustment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("rights_offering", "Rights or warrants below the market price (11(b))"),
                            ("distribution", "Distribution of debt, cash or assets (11(c))"),
                            ("split", "Dividend, split or combination of the common (11(a)(i), 11(p))"),
                            ("factor", "A factor that the certificate states"),
                            ("release", "Carried adjustments made at the longstop (11(e))"),
                        ],
                        max_length=20,
                    ),
                ),
                ("inputs", models.JSONField()),
                ("outstanding", models.TextField(help_text="Common outstanding just before, exact.")),
                ("price_before", models.TextField()),
                ("price_after", models.TextField()),
                ("units_before", models.TextField()),
                ("units_after", models.TextField()),
                ("rights_per_share_before", models.TextField()),
                ("rights_per_share_after", models.TextField()),
                ("exercise_amount_before", models.TextField()),
                ("exercise_amount_after", models.TextField()),
                ("carried_after", models.JSONField(default=list)),
                ("released", models.BooleanField()),
                ("worksheet", models.JSONField()),
                ("effective_at", models.DateTimeField()),
                ("actionable_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.CharField(max_length=150)),
            ],
            options={
                "ordering": ["plan", "number"],
            },
        ),
        migrations.CreateModel(
            name="Amendment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                (
                    "category",
                    models.CharField(
                        blank=True, help_text="What it may do after separation (R55).", max_length=20
                    ),
                ),
                ("changes", models.JSONField(default=list)),
                ("note", models.TextField(blank=True)),
                ("effective_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.CharField(max_length=150)),
            ],
            options={
                "ordering": ["plan", "number"],
            },
        ),
        migrations.CreateModel(
            name="DeadlineReminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rung", models.SmallIntegerField()),
                ("claimed_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("recipients", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["deadline", "-rung"],
            },
        ),
        migrations.CreateModel(
            name="FeedSecret",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("secret_hash", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PersonTie",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                ("basis", models.CharField(max_length=300)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.CharField(max_length=150)),
            ],
            options={
                "ordering": ["since", "pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="planevent",
            name="event_kind_known",
        ),
        migrations.AlterField(
            model_name="approval",
            name="act",
            field=models.CharField(
                choices=[
                    ("plan_load", "Load a plan and its terms"),
                    ("pin_day", "Pin a plan to a day"),
                    ("holder_import", "Load a holder file"),
                    ("holder_edit", "Edit a holder"),
                    ("control_book", "Change the control book"),
                    ("dividend", "Post the dividend of Rights"),
                    ("share_movement", "Post an issue or transfer of common"),
                    ("fact", "Record a fact"),
                    ("resolution", "Record a Board resolution"),
                    ("director", "Record a change of directors"),
                    ("quality", "Close a data-quality issue"),
                    ("trigger_case", "Confirm a Trigger Case"),
                    ("void_finding", "Record a void finding"),
                    ("voiding", "Void Rights"),
                    ("separation", "Separate the Rights"),
                    ("run", "Start and steer a certificate run"),
                    ("release", "Release printed certificates"),
                    ("correction", "Correct by reversal"),
                    ("calendar", "Change a calendar"),
                    ("redemption", "Redeem the Rights"),
                    ("exchange", "Exchange Rights"),
                    ("expiration", "Expire the Rights"),
                    ("adjustment", "Adjust price, Units or Rights"),
                    ("amendment", "Amend the terms"),
                    ("acknowledge", "Acknowledge a deadline"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="planevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("acquiring_person_announced", "Announcement that a person holds the percentage"),
                    ("became_acquiring_person", "A person became an Acquiring Person"),
                    ("adverse_person_declared", "The Board declared an Adverse Person"),
                    ("tender_offer", "Tender or exchange offer"),
                    ("board_extension", "Board fixed a later date"),
                    ("continuing_directors_lost_majority", "Continuing Directors lost their majority"),
                    ("flip_over_transaction_completed", "Flip-over transaction completed"),
                    ("merger_agreement_signed", "Merger agreement signed"),
                    ("redeemed", "Rights redeemed"),
                    ("exchanged", "All the Rights exchanged"),
                    ("officer_certificate", "Officer's certificate received"),
                    ("distribution_notice", "Company's written notice of the Distribution Date received"),
                    ("outstanding_reported", "Outstanding shares reported"),
                ],
                max_length=40,
            ),
        ),
        migrations.AddConstraint(
            model_name="planevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "acquiring_person_announced",
                            "became_acquiring_person",
                            "adverse_person_declared",
                            "tender_offer",
                            "board_extension",
                            "continuing_directors_lost_majority",
                            "flip_over_transaction_completed",
                            "merger_agreement_signed",
                            "redeemed",
                            "exchanged",
                            "officer_certificate",
                            "distribution_notice",
                            "outstanding_reported",
                        ],
                    )
                ),
                name="event_kind_known",
            ),
        ),
        migrations.AddField(
            model_name="adjustment",
            name="approval",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="adjustment", to="ledger.approval"
            ),
        ),
        migrations.AddField(
            model_name="adjustment",
            name="batch",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="adjustment",
                to="ledger.batch",
            ),
        ),
        migrations.AddField(
            model_name="adjustment",
            name="document",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="adjustments",
                to="ledger.sourcedocument",
            ),
        ),
        migrations.AddField(
            model_name="adjustment",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="adjustments", to="ledger.plan"
            ),
        ),
        migrations.AddField(
            model_name="amendment",
            name="approval",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="amendment",
                to="ledger.approval",
            ),
        ),
        migrations.AddField(
            model_name="amendment",
            name="certificate",
            field=models.ForeignKey(
                blank=True,
                help_text="The officer's certificate of compliance (section 27).",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="ledger.sourcedocument",
            ),
        ),
        migrations.AddField(
            model_name="amendment",
            name="document",
            field=models.ForeignKey(
                help_text="The signed amendment.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="amendments",
                to="ledger.sourcedocument",
            ),
        ),
        migrations.AddField(
            model_name="amendment",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="amendments", to="ledger.plan"
            ),
        ),
        migrations.AddField(
            model_name="amendment",
            name="resolution",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="amendment",
                to="ledger.resolution",
            ),
        ),
        migrations.AddField(
            model_name="deadlinereminder",
            name="deadline",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="reminders", to="ledger.deadline"
            ),
        ),
        migrations.AddField(
            model_name="feedsecret",
            name="user",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="feed_secret",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="persontie",
            name="document",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="ties", to="ledger.sourcedocument"
            ),
        ),
        migrations.AddField(
            model_name="persontie",
            name="one",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="ties_from", to="ledger.person"
            ),
        ),
        migrations.AddField(
            model_name="persontie",
            name="other",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="ties_to", to="ledger.person"
            ),
        ),
        migrations.AddField(
            model_name="persontie",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="ties", to="ledger.plan"
            ),
        ),
        migrations.AddConstraint(
            model_name="adjustment",
            constraint=models.UniqueConstraint(fields=("plan", "number"), name="adjustment_number_once"),
        ),
        migrations.AddConstraint(
            model_name="adjustment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["rights_offering", "distribution", "split", "factor", "release"])
                ),
                name="adjustment_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="adjustment",
            constraint=models.CheckConstraint(
                condition=models.Q(("actionable_at__gte", models.F("effective_at"))),
                name="adjustment_actionable_once_certified",
            ),
        ),
        migrations.AddConstraint(
            model_name="amendment",
            constraint=models.UniqueConstraint(fields=("plan", "number"), name="amendment_number_once"),
        ),
        migrations.AddConstraint(
            model_name="amendment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approval__isnull", True), ("resolution__isnull", True)),
                    models.Q(
                        ("approval__isnull", False),
                        ("certificate__isnull", False),
                        ("resolution__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="amendment_whole_or_history",
            ),
        ),
        migrations.AddConstraint(
            model_name="amendment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("changes", []), _negated=True),
                    models.Q(("note", ""), _negated=True),
                    _connector="OR",
                ),
                name="amendment_without_changes_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadlinereminder",
            constraint=models.UniqueConstraint(fields=("deadline", "rung"), name="reminder_once_a_rung"),
        ),
        migrations.AddConstraint(
            model_name="persontie",
            constraint=models.CheckConstraint(
                condition=models.Q(("one", models.F("other")), _negated=True), name="tie_of_two_persons"
            ),
        ),
        migrations.AddConstraint(
            model_name="persontie",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                ),
                name="tie_days_in_order",
            ),
        ),
        append_only("ledger_adjustment", "ledger_amendment", "ledger_persontie"),
    ]
