"""The tables of the ledger, with what the database itself refuses, and the five groups of the staff."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models
from django.db.models.expressions import CombinedExpression

from rightsadmin.common.sql import DropFunctions, Load
from rightsadmin.common.together import CreateModels

ROLES = ["clerk", "supervisor", "counsel", "examiner", "administrator"]


def create_roles(apps, schema_editor):
    group = apps.get_model("auth", "Group")
    for name in ROLES:
        group.objects.get_or_create(name=name)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        DropFunctions(),
        CreateModels(
            [
                migrations.CreateModel(
                    name="HistoricalPlan",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("slug", models.SlugField()),
                        ("name", models.CharField(max_length=120)),
                        ("agreement_date", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("adopted", "Adopted"),
                                    ("attached", "Rights attached"),
                                    ("trigger_pending", "Trigger pending"),
                                    ("separated", "Separated"),
                                    ("redeemed", "Redeemed"),
                                    ("exchanged", "Exchanged"),
                                    ("expired", "Expired"),
                                ],
                                default="draft",
                                max_length=20,
                            ),
                        ),
                        ("pinned_on", models.DateField(blank=True, null=True)),
                        (
                            "distribution_date",
                            models.DateField(
                                blank=True, help_text="Frozen when the separation is posted.", null=True
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical plan",
                        "verbose_name_plural": "historical plans",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Plan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slug", models.SlugField(unique=True)),
                        ("name", models.CharField(max_length=120)),
                        ("agreement_date", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("adopted", "Adopted"),
                                    ("attached", "Rights attached"),
                                    ("trigger_pending", "Trigger pending"),
                                    ("separated", "Separated"),
                                    ("redeemed", "Redeemed"),
                                    ("exchanged", "Exchanged"),
                                    ("expired", "Expired"),
                                ],
                                default="draft",
                                max_length=20,
                            ),
                        ),
                        ("pinned_on", models.DateField(blank=True, null=True)),
                        (
                            "distribution_date",
                            models.DateField(
                                blank=True, help_text="Frozen when the separation is posted.", null=True
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "draft",
                                            "adopted",
                                            "attached",
                                            "trigger_pending",
                                            "separated",
                                            "redeemed",
                                            "exchanged",
                                            "expired",
                                        ],
                                    )
                                ),
                                name="plan_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "separated"), _negated=True),
                                    ("distribution_date__isnull", False),
                                    _connector="OR",
                                ),
                                name="plan_separated_has_distribution_date",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SourceDocument",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="documents",
                                to="ledger.plan",
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("kind", models.CharField(max_length=40)),
                        ("dated_on", models.DateField(help_text="The date the paper bears.")),
                        ("filed_on", models.DateField(blank=True, null=True)),
                        ("excerpt", models.TextField(blank=True)),
                        ("storage_name", models.CharField(blank=True, max_length=200)),
                        ("sha256", models.CharField(blank=True, max_length=64)),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=150)),
                    ],
                    options={
                        "ordering": ["dated_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalPlanTerm",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=60)),
                        ("value", models.JSONField(null=True)),
                        (
                            "citation",
                            models.TextField(help_text="The sentence, or the section, that says so."),
                        ),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("seed", "Form 8-K"),
                                    ("agreement", "Rights Agreement"),
                                    ("amendment", "Amendment"),
                                    ("resolution", "Board resolution"),
                                    ("counsel", "Counsel confirmation"),
                                    ("adjustment", "Adjustment"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("basis_reference", models.CharField(blank=True, max_length=200)),
                        ("effective_on", models.DateField()),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=150)),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="ledger.plan",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical plan term",
                        "verbose_name_plural": "historical plan terms",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="PlanTerm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="terms",
                                to="ledger.plan",
                            ),
                        ),
                        ("key", models.CharField(max_length=60)),
                        ("value", models.JSONField(null=True)),
                        (
                            "citation",
                            models.TextField(help_text="The sentence, or the section, that says so."),
                        ),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("seed", "Form 8-K"),
                                    ("agreement", "Rights Agreement"),
                                    ("amendment", "Amendment"),
                                    ("resolution", "Board resolution"),
                                    ("counsel", "Counsel confirmation"),
                                    ("adjustment", "Adjustment"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("basis_reference", models.CharField(blank=True, max_length=200)),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="terms",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        ("effective_on", models.DateField()),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=150)),
                    ],
                    options={
                        "ordering": ["key", "effective_on", "recorded_at"],
                        "indexes": [
                            models.Index(
                                fields=["plan", "key", "effective_on", "recorded_at"], name="term_as_of"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "basis__in",
                                        [
                                            "seed",
                                            "agreement",
                                            "amendment",
                                            "resolution",
                                            "counsel",
                                            "adjustment",
                                        ],
                                    )
                                ),
                                name="term_basis_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ControlBookEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="control_book",
                                to="ledger.plan",
                            ),
                        ),
                        ("as_of", models.DateField()),
                        ("outstanding", models.DecimalField(decimal_places=10, max_digits=28)),
                        ("treasury", models.DecimalField(decimal_places=10, max_digits=28)),
                        ("reserved", models.DecimalField(decimal_places=10, max_digits=28)),
                        (
                            "authorized",
                            models.DecimalField(blank=True, decimal_places=10, max_digits=28, null=True),
                        ),
                        (
                            "units_reserved",
                            models.DecimalField(
                                blank=True,
                                decimal_places=10,
                                help_text="Units of preferred reserved for the exercise of the Rights (section 9).",
                                max_digits=28,
                                null=True,
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="control_book_entries",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=150)),
                    ],
                    options={
                        "verbose_name_plural": "control book entries",
                        "ordering": ["as_of", "recorded_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outstanding__gte", 0), ("treasury__gte", 0), ("reserved__gte", 0)
                                ),
                                name="control_book_not_negative",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalSignatory",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "party",
                            models.CharField(
                                choices=[
                                    ("issuer", "Issuer"),
                                    ("agent", "Rights Agent"),
                                    ("counsel", "Counsel of record"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("name", models.CharField(max_length=150)),
                        ("title", models.CharField(max_length=150)),
                        (
                            "email",
                            models.EmailField(
                                blank=True,
                                help_text="Where copies of certificates may be sent.",
                                max_length=254,
                            ),
                        ),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField(blank=True, null=True)),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="ledger.plan",
                            ),
                        ),
                        (
                            "incumbency",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="ledger.incumbencycertificate",
                            ),
                        ),
                        (
                            "specimen",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The paper that bears the specimen of the signature.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical signatory",
                        "verbose_name_plural": "historical signatories",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Signatory",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatories",
                                to="ledger.plan",
                            ),
                        ),
                        (
                            "party",
                            models.CharField(
                                choices=[
                                    ("issuer", "Issuer"),
                                    ("agent", "Rights Agent"),
                                    ("counsel", "Counsel of record"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("name", models.CharField(max_length=150)),
                        ("title", models.CharField(max_length=150)),
                        (
                            "email",
                            models.EmailField(
                                blank=True,
                                help_text="Where copies of certificates may be sent.",
                                max_length=254,
                            ),
                        ),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField(blank=True, null=True)),
                        (
                            "incumbency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatories",
                                to="ledger.incumbencycertificate",
                            ),
                        ),
                        (
                            "specimen",
                            models.ForeignKey(
                                blank=True,
                                help_text="The paper that bears the specimen of the signature.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.sourcedocument",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "signatories",
                        "ordering": ["party", "name"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_on__isnull", True),
                                    ("until_on__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="signatory_days_in_order",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Approval",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="approvals",
                                to="ledger.plan",
                            ),
                        ),
                        (
                            "act",
                            models.CharField(
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
                                    ("entitlement", "Fix what a Right buys"),
                                    ("presentation", "Work a presentation of certificates"),
                                    ("stop", "Place or lift a stop on a certificate"),
                                    ("returned_mail", "Record returned mail and searches"),
                                    ("destruction", "Destroy cancelled certificates"),
                                    ("payment", "Release a list of payments"),
                                    ("notice", "Issue notices and letters"),
                                    ("instruction", "Record a written instruction"),
                                    ("agent_change", "Change the Rights Agent"),
                                    ("handover", "Hand the records over or take them in"),
                                    ("reconciliation", "Prove the identities and own the breaks"),
                                    ("inquiry", "Record and answer written inquiries"),
                                    ("examiner_pack", "Take the examiner pack"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("subject", models.CharField(max_length=200)),
                        ("target_type", models.CharField(max_length=40)),
                        ("target_id", models.BigIntegerField()),
                        ("payload", models.JSONField()),
                        ("digest", models.CharField(max_length=64)),
                        ("legal_basis", models.TextField()),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("pending", "Waits for a second person"),
                                    ("approved", "Approved"),
                                    ("rejected", "Rejected"),
                                ],
                                default="pending",
                                max_length=10,
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("proposed_by_name", models.CharField(max_length=150)),
                        ("proposed_at", models.DateTimeField()),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_by_name", models.CharField(blank=True, max_length=150)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("decision_reason", models.TextField(blank=True)),
                    ],
                    options={
                        "ordering": ["-proposed_at", "-pk"],
                        "indexes": [models.Index(fields=["status", "-proposed_at"], name="approval_inbox")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="approval_by_a_second_person",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at__isnull", True),
                                        ("decided_by__isnull", True),
                                        ("status", "pending"),
                                    ),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        ("status__in", ["approved", "rejected"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="approval_decided_by_someone",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "pending")),
                                fields=("target_type", "target_id", "act"),
                                name="approval_pending_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalDataQualityIssue",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=10)),
                        ("title", models.CharField(max_length=200)),
                        ("inconsistency", models.TextField()),
                        ("default_until_resolved", models.TextField()),
                        (
                            "severity",
                            models.CharField(choices=[("hold", "Hold"), ("warn", "Warning")], max_length=4),
                        ),
                        (
                            "holds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30),
                                blank=True,
                                default=list,
                                help_text="The acts that wait for it.",
                                size=None,
                            ),
                        ),
                        (
                            "term_keys",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "candidates",
                            models.JSONField(
                                default=list,
                                help_text="Readings with their evidence: value, reading, source.",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("proposed", "Confirmation waits for a second person"),
                                    ("resolved", "Closed"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("opened_at", models.DateTimeField()),
                        ("resolution_text", models.TextField(blank=True)),
                        ("resolved_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="ledger.plan",
                            ),
                        ),
                        (
                            "resolution_document",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        (
                            "approval",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="ledger.approval",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical data quality issue",
                        "verbose_name_plural": "historical data quality issues",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="DataQualityIssue",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="quality_issues",
                                to="ledger.plan",
                            ),
                        ),
                        ("code", models.CharField(max_length=10)),
                        ("title", models.CharField(max_length=200)),
                        ("inconsistency", models.TextField()),
                        ("default_until_resolved", models.TextField()),
                        (
                            "severity",
                            models.CharField(choices=[("hold", "Hold"), ("warn", "Warning")], max_length=4),
                        ),
                        (
                            "holds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30),
                                blank=True,
                                default=list,
                                help_text="The acts that wait for it.",
                                size=None,
                            ),
                        ),
                        (
                            "term_keys",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "candidates",
                            models.JSONField(
                                default=list,
                                help_text="Readings with their evidence: value, reading, source.",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("proposed", "Confirmation waits for a second person"),
                                    ("resolved", "Closed"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("opened_at", models.DateTimeField()),
                        ("resolution_text", models.TextField(blank=True)),
                        (
                            "resolution_document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.sourcedocument",
                            ),
                        ),
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
                        ("resolved_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["plan", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("plan", "code"), name="quality_issue_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "resolved"), _negated=True),
                                    models.Q(
                                        ("approval__isnull", False),
                                        ("resolution_document__isnull", False),
                                        ("resolved_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="quality_issue_resolved_on_paper",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AuditEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="audit_events",
                                to="ledger.plan",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("action", models.UUIDField()),
                        ("verb", models.CharField(max_length=60)),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("actor_name", models.CharField(max_length=150)),
                        ("actor_roles", models.CharField(blank=True, max_length=200)),
                        ("object_type", models.CharField(blank=True, max_length=40)),
                        ("object_id", models.BigIntegerField(blank=True, null=True)),
                        ("object_label", models.CharField(blank=True, max_length=200)),
                        ("reason", models.TextField(blank=True)),
                        ("before", models.JSONField(blank=True, null=True)),
                        ("after", models.JSONField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-at", "-pk"],
                        "indexes": [
                            models.Index(fields=["plan", "-at"], name="audit_of_a_plan"),
                            models.Index(
                                fields=["object_type", "object_id", "-at"], name="audit_of_an_object"
                            ),
                            models.Index(fields=["action"], name="audit_of_an_action"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("actor_name", ""), _negated=True),
                                name="audit_names_its_actor",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Heartbeat",
                    fields=[
                        ("name", models.CharField(max_length=30, primary_key=True, serialize=False)),
                        ("at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="HistoricalHolderAccount",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=20)),
                        (
                            "registration",
                            models.CharField(
                                choices=[
                                    ("individual", "Individual"),
                                    ("jt_ten", "Joint tenants with right of survivorship"),
                                    ("ten_com", "Tenants in common"),
                                    ("ten_ent", "Tenants by the entirety"),
                                    ("comm_prop", "Community property"),
                                    ("custodian", "Custodian under UTMA or UGMA"),
                                    ("trust", "Trustee"),
                                    ("estate", "Estate"),
                                    ("tod", "Transfer on death"),
                                    ("corporation", "Corporation"),
                                    ("partnership", "Partnership"),
                                    ("llc", "Limited liability company"),
                                    ("nominee", "Nominee"),
                                    ("ira", "IRA custodian"),
                                    ("pledgee", "Pledgee"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "registration_lines",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=120), size=7
                            ),
                        ),
                        (
                            "address_lines",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=120), blank=True, default=list, size=4
                            ),
                        ),
                        ("city", models.CharField(blank=True, max_length=80)),
                        ("state", models.CharField(blank=True, max_length=40)),
                        ("postal_code", models.CharField(blank=True, max_length=20)),
                        ("country", models.CharField(default="UNITED STATES", max_length=60)),
                        ("is_nominee", models.BooleanField(default=False)),
                        ("tin_status", models.CharField(default="missing", max_length=12)),
                        ("tin_last4", models.CharField(blank=True, max_length=4)),
                        ("mail_code", models.CharField(default="mail", max_length=12)),
                        ("deceased_on", models.DateField(blank=True, null=True)),
                        ("opened_on", models.DateField()),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="ledger.plan",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical holder account",
                        "verbose_name_plural": "historical holder accounts",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HolderAccount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="accounts",
                                to="ledger.plan",
                            ),
                        ),
                        ("number", models.CharField(max_length=20)),
                        (
                            "registration",
                            models.CharField(
                                choices=[
                                    ("individual", "Individual"),
                                    ("jt_ten", "Joint tenants with right of survivorship"),
                                    ("ten_com", "Tenants in common"),
                                    ("ten_ent", "Tenants by the entirety"),
                                    ("comm_prop", "Community property"),
                                    ("custodian", "Custodian under UTMA or UGMA"),
                                    ("trust", "Trustee"),
                                    ("estate", "Estate"),
                                    ("tod", "Transfer on death"),
                                    ("corporation", "Corporation"),
                                    ("partnership", "Partnership"),
                                    ("llc", "Limited liability company"),
                                    ("nominee", "Nominee"),
                                    ("ira", "IRA custodian"),
                                    ("pledgee", "Pledgee"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "registration_lines",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=120), size=7
                            ),
                        ),
                        (
                            "address_lines",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=120), blank=True, default=list, size=4
                            ),
                        ),
                        ("city", models.CharField(blank=True, max_length=80)),
                        ("state", models.CharField(blank=True, max_length=40)),
                        ("postal_code", models.CharField(blank=True, max_length=20)),
                        ("country", models.CharField(default="UNITED STATES", max_length=60)),
                        ("is_nominee", models.BooleanField(default=False)),
                        ("tin_status", models.CharField(default="missing", max_length=12)),
                        ("tin_last4", models.CharField(blank=True, max_length=4)),
                        ("mail_code", models.CharField(default="mail", max_length=12)),
                        ("deceased_on", models.DateField(blank=True, null=True)),
                        ("opened_on", models.DateField()),
                    ],
                    options={
                        "ordering": ["plan", "number"],
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["registration_lines"], name="account_lines_search"
                            ),
                            models.Index(
                                fields=["plan", "postal_code", "number"], name="account_postal_order"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("plan", "number"), name="account_number_once"),
                            models.CheckConstraint(
                                condition=models.Q(("registration_lines__len__gte", 1)),
                                name="account_has_a_registration",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Party",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parties",
                                to="ledger.holderaccount",
                            ),
                        ),
                        ("role", models.CharField(max_length=30)),
                        ("name", models.CharField(max_length=240)),
                        ("position", models.PositiveSmallIntegerField(default=1)),
                    ],
                    options={
                        "verbose_name_plural": "parties",
                        "ordering": ["account", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("account", "position"), name="party_position_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalHold",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("stop", "Stop order"),
                                    ("deceased", "Deceased: legal papers awaited"),
                                    ("adverse_claim", "Adverse claim"),
                                    ("suspect", "Ownership under inquiry"),
                                    ("bad_address", "No good address"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "quantity",
                            models.DecimalField(
                                blank=True,
                                decimal_places=10,
                                help_text="Empty: all of it.",
                                max_digits=28,
                                null=True,
                            ),
                        ),
                        ("reason", models.CharField(max_length=300)),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField(blank=True, null=True)),
                        (
                            "account",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="ledger.holderaccount",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical hold",
                        "verbose_name_plural": "historical holds",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Hold",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="holds",
                                to="ledger.holderaccount",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("stop", "Stop order"),
                                    ("deceased", "Deceased: legal papers awaited"),
                                    ("adverse_claim", "Adverse claim"),
                                    ("suspect", "Ownership under inquiry"),
                                    ("bad_address", "No good address"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "quantity",
                            models.DecimalField(
                                blank=True,
                                decimal_places=10,
                                help_text="Empty: all of it.",
                                max_digits=28,
                                null=True,
                            ),
                        ),
                        ("reason", models.CharField(max_length=300)),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["account", "from_on"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("quantity__isnull", True), ("quantity__gt", 0), _connector="OR"
                                ),
                                name="hold_quantity_positive",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HolderImport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="imports",
                                to="ledger.plan",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="imports",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        ("file_name", models.CharField(max_length=200)),
                        ("storage_name", models.CharField(max_length=200)),
                        ("sha256", models.CharField(max_length=64)),
                        ("as_of", models.DateField()),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("refused", "Refused: see the rows"),
                                    ("checked", "Checked, not loaded"),
                                    ("loaded", "Loaded"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("row_count", models.PositiveIntegerField(default=0)),
                        ("total_shares", models.DecimalField(decimal_places=10, default=0, max_digits=28)),
                        ("expected_shares", models.DecimalField(decimal_places=10, default=0, max_digits=28)),
                        ("error_count", models.PositiveIntegerField(default=0)),
                        (
                            "errors",
                            models.JSONField(
                                default=list, help_text="The first rows in error: row, field, sentence."
                            ),
                        ),
                        ("checked_by", models.CharField(max_length=150)),
                        ("checked_at", models.DateTimeField()),
                        ("loaded_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-checked_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status", "loaded")),
                                fields=("plan", "sha256"),
                                name="holder_file_loaded_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "loaded"), _negated=True),
                                    models.Q(("error_count", 0), ("loaded_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="holder_file_loaded_without_errors",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LedgerAccount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ledger_accounts",
                                to="ledger.plan",
                            ),
                        ),
                        (
                            "holder",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ledger_accounts",
                                to="ledger.holderaccount",
                            ),
                        ),
                        (
                            "standing",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("valid", "Valid"),
                                    ("certificated", "Certificated"),
                                    ("void", "Void"),
                                    ("withheld", "Withheld"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("issuer_common", "Unissued common"),
                                    ("treasury", "Treasury"),
                                    ("rights_source", "Unissued Rights"),
                                    ("rights_exercised", "Exercised Rights"),
                                    ("rights_redeemed", "Redeemed Rights"),
                                    ("rights_exchanged", "Exchanged Rights"),
                                    ("rights_expired", "Expired Rights"),
                                    ("rights_cancelled", "Rights cancelled with their share"),
                                ],
                                max_length=20,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("holder__isnull", False)),
                                fields=("holder", "standing"),
                                name="ledger_account_once_a_standing",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("role", ""), _negated=True),
                                fields=("plan", "role"),
                                name="ledger_account_once_a_role",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("holder__isnull", False),
                                        ("role", ""),
                                        ("standing__in", ["valid", "certificated", "void", "withheld"]),
                                    ),
                                    models.Q(
                                        ("holder__isnull", True),
                                        (
                                            "role__in",
                                            [
                                                "issuer_common",
                                                "treasury",
                                                "rights_source",
                                                "rights_exercised",
                                                "rights_redeemed",
                                                "rights_exchanged",
                                                "rights_expired",
                                                "rights_cancelled",
                                            ],
                                        ),
                                        ("standing", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="ledger_account_holder_or_role",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Batch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="batches",
                                to="ledger.plan",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("opening", "Opening of the master securityholder file"),
                                    ("dividend", "Dividend of Rights"),
                                    ("issue", "Issue of common with its Rights"),
                                    ("transfer", "Transfer of common with its Rights"),
                                    ("reacquisition", "Common reacquired with its Rights"),
                                    ("voiding", "Rights void"),
                                    ("separation", "Separation at the Distribution Date"),
                                    ("rights_transfer", "Transfer of certificated Rights"),
                                    ("exercise", "Exercise"),
                                    ("redemption", "Redemption"),
                                    ("exchange", "Exchange"),
                                    ("expiration", "Expiration"),
                                    ("adjustment", "Adjustment"),
                                    ("reversal", "Correction by reversal"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("effective_on", models.DateField()),
                        ("recorded_at", models.DateTimeField()),
                        ("source", models.CharField(max_length=120)),
                        (
                            "legal_basis",
                            models.TextField(
                                help_text="The sentence, resolution or document the act rests on."
                            ),
                        ),
                        ("memo", models.CharField(blank=True, max_length=300)),
                        ("entry_count", models.PositiveIntegerField()),
                        (
                            "posted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("posted_by_name", models.CharField(max_length=150)),
                        ("action", models.UUIDField()),
                        ("previous_digest", models.CharField(max_length=64)),
                        ("digest", models.CharField(max_length=64)),
                    ],
                    options={
                        "verbose_name_plural": "batches",
                        "ordering": ["plan", "number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("plan", "number"), name="batch_number_once"),
                            models.UniqueConstraint(fields=("plan", "source"), name="batch_source_once"),
                            models.UniqueConstraint(
                                fields=("plan", "previous_digest"), name="batch_chain_unforked"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "opening",
                                            "dividend",
                                            "issue",
                                            "transfer",
                                            "reacquisition",
                                            "voiding",
                                            "separation",
                                            "rights_transfer",
                                            "exercise",
                                            "redemption",
                                            "exchange",
                                            "expiration",
                                            "adjustment",
                                            "reversal",
                                        ],
                                    )
                                ),
                                name="batch_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("legal_basis", ""), _negated=True),
                                name="batch_has_a_legal_basis",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Entry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="ledger.batch",
                            ),
                        ),
                        ("leg", models.PositiveIntegerField()),
                        (
                            "instrument",
                            models.CharField(
                                choices=[("common", "Common shares"), ("rights", "Rights")], max_length=6
                            ),
                        ),
                        (
                            "from_account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries_out",
                                to="ledger.ledgeraccount",
                            ),
                        ),
                        (
                            "to_account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries_in",
                                to="ledger.ledgeraccount",
                            ),
                        ),
                        ("quantity", models.DecimalField(decimal_places=10, max_digits=28)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("opening", "Opening of the master securityholder file"),
                                    ("dividend", "Dividend of Rights"),
                                    ("issue", "Issue of common with its Rights"),
                                    ("transfer", "Transfer of common with its Rights"),
                                    ("reacquisition", "Common reacquired with its Rights"),
                                    ("voiding", "Rights void"),
                                    ("separation", "Separation at the Distribution Date"),
                                    ("rights_transfer", "Transfer of certificated Rights"),
                                    ("exercise", "Exercise"),
                                    ("redemption", "Redemption"),
                                    ("exchange", "Exchange"),
                                    ("expiration", "Expiration"),
                                    ("adjustment", "Adjustment"),
                                    ("reversal", "Correction by reversal"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("effective_on", models.DateField()),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "reverses",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reversed_by",
                                to="ledger.entry",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "entries",
                        "ordering": ["batch", "leg"],
                        "indexes": [
                            models.Index(
                                fields=["from_account", "instrument"],
                                include=("quantity", "effective_on"),
                                name="entry_out",
                            ),
                            models.Index(
                                fields=["to_account", "instrument"],
                                include=("quantity", "effective_on"),
                                name="entry_in",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("batch", "leg"), name="entry_leg_once"),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0)), name="entry_quantity_positive"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("from_account", models.F("to_account")), _negated=True),
                                name="entry_accounts_differ",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("instrument__in", ["common", "rights"])),
                                name="entry_instrument_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Position",
                    fields=[
                        (
                            "account",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                primary_key=True,
                                related_name="position",
                                serialize=False,
                                to="ledger.ledgeraccount",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="ledger.plan",
                            ),
                        ),
                        (
                            "holder",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="positions",
                                to="ledger.holderaccount",
                            ),
                        ),
                        ("standing", models.CharField(max_length=10)),
                        ("role", models.CharField(max_length=20)),
                        ("common", models.DecimalField(decimal_places=10, max_digits=28)),
                        ("rights", models.DecimalField(decimal_places=10, max_digits=28)),
                    ],
                    options={
                        "db_table": "ledger_position",
                        "managed": False,
                    },
                ),
                migrations.CreateModel(
                    name="Holding",
                    fields=[
                        (
                            "holder",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="holding",
                                serialize=False,
                                to="ledger.holderaccount",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.plan",
                            ),
                        ),
                        ("common", models.DecimalField(decimal_places=10, max_digits=28)),
                        ("rights", models.DecimalField(decimal_places=10, max_digits=28)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["plan", "common", "holder"], name="holding_by_common"),
                            models.Index(fields=["plan", "rights", "holder"], name="holding_by_rights"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BatchNet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "batch",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="nets",
                                to="ledger.batch",
                            ),
                        ),
                        (
                            "standing",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("valid", "Valid"),
                                    ("certificated", "Certificated"),
                                    ("void", "Void"),
                                    ("withheld", "Withheld"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("issuer_common", "Unissued common"),
                                    ("treasury", "Treasury"),
                                    ("rights_source", "Unissued Rights"),
                                    ("rights_exercised", "Exercised Rights"),
                                    ("rights_redeemed", "Redeemed Rights"),
                                    ("rights_exchanged", "Exchanged Rights"),
                                    ("rights_expired", "Expired Rights"),
                                    ("rights_cancelled", "Rights cancelled with their share"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("common", models.DecimalField(decimal_places=10, max_digits=28)),
                        ("rights", models.DecimalField(decimal_places=10, max_digits=28)),
                    ],
                    options={
                        "ordering": ["batch", "standing", "role"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("batch", "standing", "role"), name="batch_net_once_a_place"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Adjustment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="adjustments",
                                to="ledger.plan",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("rights_offering", "Rights or warrants below the market price (11(b))"),
                                    ("distribution", "Distribution of debt, cash or assets (11(c))"),
                                    (
                                        "split",
                                        "Dividend, split or combination of the common (11(a)(i), 11(p))",
                                    ),
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
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="adjustments",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        (
                            "approval",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="adjustment",
                                to="ledger.approval",
                            ),
                        ),
                        (
                            "batch",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="adjustment",
                                to="ledger.batch",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=150)),
                    ],
                    options={
                        "ordering": ["plan", "number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("plan", "number"), name="adjustment_number_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        ["rights_offering", "distribution", "split", "factor", "release"],
                                    )
                                ),
                                name="adjustment_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("actionable_at__gte", models.F("effective_at"))),
                                name="adjustment_actionable_once_certified",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgentNotice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agent_notices",
                                to="ledger.plan",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("resignation", "The Rights Agent resigns"),
                                    ("removal", "The company removes the Rights Agent"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("given_on", models.DateField()),
                        ("days", models.PositiveIntegerField()),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=150)),
                    ],
                    options={
                        "ordering": ["plan", "given_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="AgentChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agent_changes",
                                to="ledger.plan",
                            ),
                        ),
                        (
                            "notice",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="change",
                                to="ledger.agentnotice",
                            ),
                        ),
                        ("former", models.CharField(max_length=500)),
                        ("successor", models.CharField(max_length=500)),
                        ("address", models.CharField(max_length=500)),
                        (
                            "capital",
                            models.DecimalField(
                                decimal_places=2, help_text="Capital and surplus, dollars.", max_digits=18
                            ),
                        ),
                        ("facts", models.JSONField(help_text="What makes the successor eligible, as told.")),
                        ("effective_on", models.DateField()),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        (
                            "approval",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agent_change",
                                to="ledger.approval",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=150)),
                    ],
                    options={
                        "ordering": ["plan", "effective_on"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("successor", models.F("former")), _negated=True),
                                name="agent_changes_to_another",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalDirector",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=150)),
                        ("joined_on", models.DateField()),
                        ("left_on", models.DateField(blank=True, null=True)),
                        (
                            "approved_on",
                            models.DateField(
                                blank=True, help_text="Nomination or election approved on.", null=True
                            ),
                        ),
                        (
                            "approved_by",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=150),
                                blank=True,
                                default=list,
                                help_text="The directors who approved it.",
                                size=None,
                            ),
                        ),
                        ("tainted_on", models.DateField(blank=True, null=True)),
                        (
                            "taint",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("acquiring_person", "Acquiring Person"),
                                    ("affiliate_or_associate", "Affiliate or associate of one"),
                                    ("representative_or_nominee", "Representative or nominee of one"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("evidence", models.CharField(blank=True, max_length=300)),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="ledger.plan",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical director",
                        "verbose_name_plural": "historical directors",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Director",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="directors",
                                to="ledger.plan",
                            ),
                        ),
                        ("name", models.CharField(max_length=150)),
                        ("joined_on", models.DateField()),
                        ("left_on", models.DateField(blank=True, null=True)),
                        (
                            "approved_on",
                            models.DateField(
                                blank=True, help_text="Nomination or election approved on.", null=True
                            ),
                        ),
                        (
                            "approved_by",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=150),
                                blank=True,
                                default=list,
                                help_text="The directors who approved it.",
                                size=None,
                            ),
                        ),
                        ("tainted_on", models.DateField(blank=True, null=True)),
                        (
                            "taint",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("acquiring_person", "Acquiring Person"),
                                    ("affiliate_or_associate", "Affiliate or associate of one"),
                                    ("representative_or_nominee", "Representative or nominee of one"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("evidence", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "ordering": ["joined_on", "name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("plan", "name", "joined_on"), name="director_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("left_on__isnull", True),
                                    ("left_on__gte", models.F("joined_on")),
                                    _connector="OR",
                                ),
                                name="director_days_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalResolution",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("adoption", "Adopt the plan and declare the dividend"),
                                    ("extension", "Fix a later Distribution Date"),
                                    ("adverse_person", "Declare an Adverse Person"),
                                    ("permitted_offer", "Determine a Permitted Offer"),
                                    ("redemption", "Redeem the Rights"),
                                    ("exchange", "Exchange the Rights"),
                                    ("amendment", "Amend the Rights Agreement"),
                                    ("other", "Other"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("adopted_at", models.DateTimeField()),
                        ("effective_at", models.DateTimeField()),
                        ("text", models.TextField()),
                        ("data", models.JSONField(blank=True, default=dict)),
                        (
                            "verdict",
                            models.TextField(
                                blank=True, help_text="What the rules say of its power and time."
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="ledger.plan",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical resolution",
                        "verbose_name_plural": "historical resolutions",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Resolution",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="resolutions",
                                to="ledger.plan",
                            ),
                        ),
                        ("number", models.CharField(max_length=30)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("adoption", "Adopt the plan and declare the dividend"),
                                    ("extension", "Fix a later Distribution Date"),
                                    ("adverse_person", "Declare an Adverse Person"),
                                    ("permitted_offer", "Determine a Permitted Offer"),
                                    ("redemption", "Redeem the Rights"),
                                    ("exchange", "Exchange the Rights"),
                                    ("amendment", "Amend the Rights Agreement"),
                                    ("other", "Other"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("adopted_at", models.DateTimeField()),
                        ("effective_at", models.DateTimeField()),
                        ("text", models.TextField()),
                        ("data", models.JSONField(blank=True, default=dict)),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="resolutions",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        (
                            "verdict",
                            models.TextField(
                                blank=True, help_text="What the rules say of its power and time."
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["adopted_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("plan", "number"), name="resolution_number_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "adoption",
                                            "extension",
                                            "adverse_person",
                                            "permitted_offer",
                                            "redemption",
                                            "exchange",
                                            "amendment",
                                            "other",
                                        ],
                                    )
                                ),
                                name="resolution_kind_known",
                            ),
                        ],
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
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="amendments",
                                to="ledger.plan",
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
                        (
                            "document",
                            models.ForeignKey(
                                help_text="The signed amendment.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="amendments",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        (
                            "certificate",
                            models.ForeignKey(
                                blank=True,
                                help_text="The officer's certificate of compliance (section 27).",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        (
                            "resolution",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="amendment",
                                to="ledger.resolution",
                            ),
                        ),
                        (
                            "approval",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="amendment",
                                to="ledger.approval",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=150)),
                    ],
                    options={
                        "ordering": ["plan", "number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("plan", "number"), name="amendment_number_once"),
                            models.CheckConstraint(
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("changes", []), _negated=True),
                                    models.Q(("note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="amendment_without_changes_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalCalendar",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(db_index=True, max_length=30)),
                        ("title", models.CharField(max_length=120)),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("first", models.DateField()),
                        ("last", models.DateField()),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical calendar",
                        "verbose_name_plural": "historical calendars",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Calendar",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=30, unique=True)),
                        ("title", models.CharField(max_length=120)),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("first", models.DateField()),
                        ("last", models.DateField()),
                    ],
                    options={
                        "ordering": ["code"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("last__gt", models.F("first"))),
                                name="calendar_days_in_order",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalCalendarClosing",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("date", models.DateField()),
                        (
                            "effect",
                            models.CharField(choices=[("closed", "Closed"), ("open", "Open")], max_length=6),
                        ),
                        ("reason", models.CharField(max_length=200)),
                        ("source", models.CharField(max_length=300)),
                        ("since_version", models.PositiveIntegerField(default=1)),
                        ("until_version", models.PositiveIntegerField(blank=True, null=True)),
                        (
                            "calendar",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="ledger.calendar",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical calendar closing",
                        "verbose_name_plural": "historical calendar closings",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="CalendarClosing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "calendar",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="closings",
                                to="ledger.calendar",
                            ),
                        ),
                        ("date", models.DateField()),
                        (
                            "effect",
                            models.CharField(choices=[("closed", "Closed"), ("open", "Open")], max_length=6),
                        ),
                        ("reason", models.CharField(max_length=200)),
                        ("source", models.CharField(max_length=300)),
                        ("since_version", models.PositiveIntegerField(default=1)),
                        ("until_version", models.PositiveIntegerField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["calendar", "date"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until_version__isnull", True)),
                                fields=("calendar", "date"),
                                name="closing_once_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_version__isnull", True),
                                    ("until_version__gt", models.F("since_version")),
                                    _connector="OR",
                                ),
                                name="closing_versions_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Deadline",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deadlines",
                                to="ledger.plan",
                            ),
                        ),
                        ("kind", models.CharField(max_length=40)),
                        (
                            "key",
                            models.CharField(
                                help_text="Which date of the plan: the kind and what it is for.",
                                max_length=80,
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("date", models.DateField(blank=True, null=True)),
                        ("instant", models.DateTimeField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                blank=True,
                                help_text="Of a prong: running, extended, withdrawn, hit, ...",
                                max_length=20,
                            ),
                        ),
                        ("governing", models.BooleanField(default=False)),
                        ("reason", models.TextField()),
                        ("section", models.CharField(max_length=200)),
                        (
                            "explanation",
                            models.JSONField(
                                default=dict, help_text="inputs, counted, skipped, steps, warnings"
                            ),
                        ),
                        ("rule", models.CharField(max_length=120)),
                        ("calendar_code", models.CharField(max_length=30)),
                        ("calendar_version", models.PositiveIntegerField()),
                        (
                            "digest",
                            models.CharField(
                                help_text="Of the content: the same facts give the same row.", max_length=64
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[("current", "Current"), ("superseded", "Superseded")],
                                default="current",
                                max_length=10,
                            ),
                        ),
                        ("computed_at", models.DateTimeField()),
                        ("superseded_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "superseded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supersedes",
                                to="ledger.deadline",
                            ),
                        ),
                        (
                            "fell_due_at",
                            models.DateTimeField(
                                blank=True, help_text="When the sweep claimed it as due.", null=True
                            ),
                        ),
                        ("acknowledged_by", models.CharField(blank=True, max_length=150)),
                        ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["date", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("status", "current")),
                                fields=["status", "date"],
                                name="deadline_due",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status", "current")),
                                fields=("plan", "key"),
                                name="deadline_current_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Entitlement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entitlements",
                                to="ledger.plan",
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("flip_in", "Flip-In Event"),
                                    ("flip_over", "Flip-Over Event"),
                                    ("substitute", "Substitutes resolved by the Board"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("effective_at", models.DateTimeField()),
                        ("security", models.CharField(max_length=200)),
                        (
                            "market_price",
                            models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True),
                        ),
                        ("price_per_right", models.CharField(max_length=60)),
                        ("per_right", models.CharField(max_length=60)),
                        ("cash_per_right", models.CharField(default="0/1", max_length=60)),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        (
                            "approval",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.approval",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["effective_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("basis__in", ["flip_in", "flip_over", "substitute"])),
                                name="entitlement_basis_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("market_price__isnull", True), ("market_price__gt", 0), _connector="OR"
                                ),
                                name="entitlement_price_positive",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalPerson",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("note", models.TextField(blank=True)),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="ledger.plan",
                            ),
                        ),
                        (
                            "group_of",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="ledger.person",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical person",
                        "verbose_name_plural": "historical persons",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Person",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="persons",
                                to="ledger.plan",
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        (
                            "group_of",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="group",
                                to="ledger.person",
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(fields=("plan", "name"), name="person_named_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="ledger.plan",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    (
                                        "acquiring_person_announced",
                                        "Announcement that a person holds the percentage",
                                    ),
                                    ("became_acquiring_person", "A person became an Acquiring Person"),
                                    ("adverse_person_declared", "The Board declared an Adverse Person"),
                                    ("tender_offer", "Tender or exchange offer"),
                                    ("board_extension", "Board fixed a later date"),
                                    (
                                        "continuing_directors_lost_majority",
                                        "Continuing Directors lost their majority",
                                    ),
                                    ("flip_over_transaction_completed", "Flip-over transaction completed"),
                                    ("merger_agreement_signed", "Merger agreement signed"),
                                    ("redeemed", "Rights redeemed"),
                                    ("exchanged", "All the Rights exchanged"),
                                    ("officer_certificate", "Officer's certificate received"),
                                    (
                                        "distribution_notice",
                                        "Company's written notice of the Distribution Date received",
                                    ),
                                    ("outstanding_reported", "Outstanding shares reported"),
                                    ("suspension_began", "The company suspended the exercise of the Rights"),
                                    ("suspension_ended", "The company ended the suspension of exercise"),
                                ],
                                max_length=40,
                            ),
                        ),
                        ("occurred_at", models.DateTimeField()),
                        ("effective_on", models.DateField(help_text="The New York date of the instant.")),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="ledger.person",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        (
                            "resolution",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="ledger.resolution",
                            ),
                        ),
                        ("data", models.JSONField(default=dict)),
                        ("memo", models.CharField(blank=True, max_length=300)),
                        (
                            "reverses",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reversed_by",
                                to="ledger.planevent",
                            ),
                        ),
                        ("recorded_by", models.CharField(max_length=150)),
                    ],
                    options={
                        "ordering": ["occurred_at", "pk"],
                        "indexes": [
                            models.Index(fields=["plan", "effective_on", "recorded_at"], name="event_as_of")
                        ],
                        "constraints": [
                            models.CheckConstraint(
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
                                            "suspension_began",
                                            "suspension_ended",
                                        ],
                                    )
                                ),
                                name="event_kind_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BeneficialFinding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="ledger.plan",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="ledger.person",
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="ledger.holderaccount",
                            ),
                        ),
                        ("quantity", models.DecimalField(decimal_places=10, max_digits=28)),
                        ("reason", models.CharField(max_length=300)),
                        ("as_of", models.DateField()),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=150)),
                    ],
                    options={
                        "ordering": ["account", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0)), name="finding_quantity_positive"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalTriggerCase",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("prong", models.CharField(max_length=3)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "Open: waits for a certificate and a second person"),
                                    ("confirmed", "Confirmed"),
                                    ("closed", "Closed without effect"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("question", models.TextField()),
                        ("opened_at", models.DateTimeField()),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="ledger.plan",
                            ),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="ledger.planevent",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="ledger.person",
                            ),
                        ),
                        (
                            "certificate",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical trigger case",
                        "verbose_name_plural": "historical trigger cases",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="TriggerCase",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to="ledger.plan",
                            ),
                        ),
                        (
                            "event",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="case",
                                to="ledger.planevent",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to="ledger.person",
                            ),
                        ),
                        ("prong", models.CharField(max_length=3)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "Open: waits for a certificate and a second person"),
                                    ("confirmed", "Confirmed"),
                                    ("closed", "Closed without effect"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("question", models.TextField()),
                        ("opened_at", models.DateTimeField()),
                        (
                            "certificate",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["opened_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "confirmed"), _negated=True),
                                    ("certificate__isnull", False),
                                    _connector="OR",
                                ),
                                name="case_confirmed_on_a_certificate",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IncumbencyCertificate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incumbency_certificates",
                                to="ledger.plan",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incumbency_certificates",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        ("dated_on", models.DateField()),
                        ("certified_by", models.CharField(max_length=150)),
                        ("certified_by_title", models.CharField(max_length=150)),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField(blank=True, null=True)),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=150)),
                    ],
                    options={
                        "ordering": ["-dated_on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_on__isnull", True),
                                    ("until_on__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="incumbency_days_in_order",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InstructionApplication",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="instruction_applications",
                                to="ledger.plan",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("sent_at", models.DateTimeField()),
                        ("question", models.TextField()),
                        (
                            "proposed_action",
                            models.TextField(
                                help_text="What the agent will do or leave if it is unanswered."
                            ),
                        ),
                        (
                            "act_after",
                            models.DateField(help_text="From the day after this one the agent may act."),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=150)),
                    ],
                    options={
                        "ordering": ["plan", "number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("plan", "number"), name="application_number_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WrittenInstruction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="instructions",
                                to="ledger.plan",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("officer_certificate", "Officer’s certificate of a fact"),
                                    ("issue", "Issue or countersign certificates"),
                                    ("transfer", "Transfer, exercise or exchange"),
                                    ("stop", "Stop, suspend or resume"),
                                    ("payment", "Pay or apply money"),
                                    ("notice", "Send a notice to holders"),
                                    ("control_book", "Change the control book"),
                                    ("other", "Other"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("text", models.TextField(help_text="What it instructs.")),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("hand", "By hand"),
                                    ("mail", "By mail"),
                                    ("courier", "By courier"),
                                    ("fax", "By fax"),
                                    ("email", "By e-mail, as a signed image"),
                                    ("telephone", "By telephone"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("received_at", models.DateTimeField()),
                        ("signed_on", models.DateField()),
                        (
                            "signer_name",
                            models.CharField(help_text="The name under it, as it reads.", max_length=150),
                        ),
                        (
                            "signatory",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="instructions",
                                to="ledger.signatory",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="instructions",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        (
                            "answers",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answered_by",
                                to="ledger.instructionapplication",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=150)),
                    ],
                    options={
                        "ordering": ["plan", "number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("plan", "number"), name="instruction_number_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AuthorityCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "instruction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="ledger.writteninstruction",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("accepted", "May be acted on"),
                                    ("held", "Waits"),
                                    ("refused", "Refused"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "findings",
                            models.JSONField(default=list, help_text="Severity, rule and sentence of each."),
                        ),
                        (
                            "compared_by",
                            models.CharField(
                                blank=True,
                                help_text="Who compared the signature with the specimen.",
                                max_length=150,
                            ),
                        ),
                        ("signature_agrees", models.BooleanField(blank=True, null=True)),
                        ("checked_at", models.DateTimeField()),
                        ("checked_by", models.CharField(max_length=150)),
                    ],
                    options={
                        "ordering": ["instruction", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("outcome__in", ["accepted", "held", "refused"])),
                                name="check_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("compared_by", ""), ("signature_agrees__isnull", True)),
                                    models.Q(
                                        models.Q(("compared_by", ""), _negated=True),
                                        ("signature_agrees__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="check_compared_by_someone",
                            ),
                        ],
                    },
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
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ties",
                                to="ledger.plan",
                            ),
                        ),
                        (
                            "one",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ties_from",
                                to="ledger.person",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ties_to",
                                to="ledger.person",
                            ),
                        ),
                        ("since", models.DateField()),
                        ("until", models.DateField(blank=True, null=True)),
                        ("basis", models.CharField(max_length=300)),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ties",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=150)),
                    ],
                    options={
                        "ordering": ["since", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("one", models.F("other")), _negated=True),
                                name="tie_of_two_persons",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                                ),
                                name="tie_days_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReconciliationRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reconciliations",
                                to="ledger.plan",
                            ),
                        ),
                        ("as_of", models.DateField()),
                        ("known_at", models.DateTimeField()),
                        ("identities", models.JSONField()),
                        ("differing", models.PositiveIntegerField(help_text="Identities that differ.")),
                        ("digest", models.CharField(max_length=64)),
                        ("made_by", models.CharField(max_length=150)),
                    ],
                    options={
                        "ordering": ["-known_at", "-pk"],
                        "indexes": [models.Index(fields=["plan", "-known_at"], name="reconciliation_latest")],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalBreak",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("identity", models.CharField(max_length=40)),
                        (
                            "title",
                            models.CharField(help_text="The identity that does not hold.", max_length=200),
                        ),
                        (
                            "key",
                            models.CharField(
                                help_text="The account, certificate or batch; “total” where none.",
                                max_length=60,
                            ),
                        ),
                        ("measure", models.CharField(max_length=20)),
                        ("left", models.TextField(help_text="Exact.")),
                        ("right", models.TextField(help_text="Exact.")),
                        ("difference", models.TextField(help_text="Left less right, exact.")),
                        (
                            "value",
                            models.DecimalField(blank=True, decimal_places=2, max_digits=28, null=True),
                        ),
                        ("value_basis", models.CharField(max_length=200)),
                        (
                            "found_on",
                            models.DateField(
                                help_text="The day of the proof that found it; its age counts from here."
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("explained", "Explained, still differs"),
                                    ("closed", "Closed: holds again"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("owner_name", models.CharField(blank=True, max_length=150)),
                        (
                            "explanation",
                            models.TextField(blank=True, help_text="Why it differs, and what is being done."),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True)),
                        ("closed_reason", models.TextField(blank=True)),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="ledger.plan",
                            ),
                        ),
                        (
                            "found_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="ledger.reconciliationrun",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The proof that showed the identity holds again.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="ledger.reconciliationrun",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical break",
                        "verbose_name_plural": "historical breaks",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Break",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="breaks",
                                to="ledger.plan",
                            ),
                        ),
                        ("identity", models.CharField(max_length=40)),
                        (
                            "title",
                            models.CharField(help_text="The identity that does not hold.", max_length=200),
                        ),
                        (
                            "key",
                            models.CharField(
                                help_text="The account, certificate or batch; “total” where none.",
                                max_length=60,
                            ),
                        ),
                        ("measure", models.CharField(max_length=20)),
                        ("left", models.TextField(help_text="Exact.")),
                        ("right", models.TextField(help_text="Exact.")),
                        ("difference", models.TextField(help_text="Left less right, exact.")),
                        (
                            "value",
                            models.DecimalField(blank=True, decimal_places=2, max_digits=28, null=True),
                        ),
                        ("value_basis", models.CharField(max_length=200)),
                        (
                            "found_on",
                            models.DateField(
                                help_text="The day of the proof that found it; its age counts from here."
                            ),
                        ),
                        (
                            "found_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="found_breaks",
                                to="ledger.reconciliationrun",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("explained", "Explained, still differs"),
                                    ("closed", "Closed: holds again"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="breaks",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("owner_name", models.CharField(blank=True, max_length=150)),
                        (
                            "explanation",
                            models.TextField(blank=True, help_text="Why it differs, and what is being done."),
                        ),
                        (
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                help_text="The proof that showed the identity holds again.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="closed_breaks",
                                to="ledger.reconciliationrun",
                            ),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True)),
                        ("closed_reason", models.TextField(blank=True)),
                    ],
                    options={
                        "ordering": ["found_on", "pk"],
                        "indexes": [
                            models.Index(fields=["plan", "status", "found_on"], name="break_by_status")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status", "closed"), _negated=True),
                                fields=("plan", "identity", "key"),
                                name="break_stands_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("status__in", ["open", "explained", "closed"])),
                                name="break_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closed_by__isnull", False),
                                        ("closed_on__isnull", False),
                                        ("status", "closed"),
                                        models.Q(("closed_reason", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("status", "closed"), _negated=True),
                                        ("closed_by__isnull", True),
                                        ("closed_on__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="break_closed_by_a_proof",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "explained"), _negated=True),
                                    models.Q(("explanation", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="break_explained_in_words",
                            ),
                        ],
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
                        (
                            "deadline",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reminders",
                                to="ledger.deadline",
                            ),
                        ),
                        ("rung", models.SmallIntegerField()),
                        ("claimed_at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("recipients", models.TextField(blank=True)),
                    ],
                    options={
                        "ordering": ["deadline", "-rung"],
                        "constraints": [
                            models.UniqueConstraint(fields=("deadline", "rung"), name="reminder_once_a_rung")
                        ],
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
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="feed_secret",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("secret_hash", models.CharField(max_length=64, unique=True)),
                        ("created_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Separation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="separations",
                                to="ledger.plan",
                            ),
                        ),
                        ("distribution_date", models.DateField()),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("proposed", "Waits for a second person"),
                                    ("posted", "Posted"),
                                    ("rejected", "Rejected"),
                                ],
                                default="proposed",
                                max_length=10,
                            ),
                        ),
                        ("line_count", models.PositiveIntegerField(default=0)),
                        ("certificate_count", models.PositiveIntegerField(default=0)),
                        ("rights_outstanding", models.DecimalField(decimal_places=10, max_digits=28)),
                        ("certificate_rights", models.DecimalField(decimal_places=10, max_digits=28)),
                        ("void_rights", models.DecimalField(decimal_places=10, max_digits=28)),
                        ("withheld_rights", models.DecimalField(decimal_places=10, max_digits=28)),
                        ("fraction_rights", models.DecimalField(decimal_places=10, max_digits=28)),
                        ("exception_count", models.PositiveIntegerField(default=0)),
                        ("lines_digest", models.CharField(max_length=64)),
                        ("proposed_at", models.DateTimeField()),
                        ("proposed_by", models.CharField(max_length=150)),
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
                                related_name="separation",
                                to="ledger.batch",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-proposed_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "rights_outstanding",
                                        CombinedExpression(
                                            CombinedExpression(
                                                CombinedExpression(
                                                    models.F("certificate_rights"),
                                                    "+",
                                                    models.F("void_rights"),
                                                ),
                                                "+",
                                                models.F("withheld_rights"),
                                            ),
                                            "+",
                                            models.F("fraction_rights"),
                                        ),
                                    )
                                ),
                                name="separation_adds_up",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["proposed", "posted"])),
                                fields=("plan",),
                                name="separation_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SeparationLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "separation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="ledger.separation",
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="separation_lines",
                                to="ledger.holderaccount",
                            ),
                        ),
                        ("rights", models.DecimalField(decimal_places=10, max_digits=28)),
                        ("certificate", models.DecimalField(decimal_places=10, max_digits=28)),
                        ("void", models.DecimalField(decimal_places=10, max_digits=28)),
                        ("withheld", models.DecimalField(decimal_places=10, max_digits=28)),
                        ("fraction", models.DecimalField(decimal_places=10, max_digits=28)),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        ("exception", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "ordering": ["separation", "account"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("separation", "account"), name="separation_line_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "rights",
                                        CombinedExpression(
                                            CombinedExpression(
                                                CombinedExpression(
                                                    models.F("certificate"), "+", models.F("void")
                                                ),
                                                "+",
                                                models.F("withheld"),
                                            ),
                                            "+",
                                            models.F("fraction"),
                                        ),
                                    ),
                                    ("certificate__gte", 0),
                                    ("fraction__gte", 0),
                                    ("void__gte", 0),
                                    ("withheld__gte", 0),
                                ),
                                name="separation_line_adds_up",
                            ),
                        ],
                    },
                ),
            ],
        ),
        Load(
            {
                "append_only": "c7b7e843632a",
                "append_only_tables": "ac4daca3a3aa",
                "approval_guard": "6cd2e0002430",
                "batchnet_follow": "4d0188651457",
                "deadline_guard": "611b4966f545",
                "entries_digest": "9405df09eca9",
                "entry_guard": "cf122e6d35dd",
                "holding_follow": "d3d6a1adaa7d",
                "holding_guard": "92cc1c8ea1c2",
                "holding_open": "909193cf70f8",
                "position": "c144a96d700a",
            },
        ),
        migrations.RunPython(create_roles, migrations.RunPython.noop),
    ]
