"""The tables of the certificates, with what the database itself refuses."""

import django.contrib.postgres.fields
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from rightsadmin.common.sql import DropFunctions, Load
from rightsadmin.common.together import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [("ledger", "0001_initial"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        DropFunctions(),
        CreateModels(
            [
                migrations.CreateModel(
                    name="HistoricalTemplateVersion",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("document", models.CharField(max_length=60)),
                        ("version", models.CharField(max_length=20)),
                        (
                            "sha256",
                            models.CharField(
                                help_text="Of the version's files, names and contents.", max_length=64
                            ),
                        ),
                        ("first_used_at", models.DateTimeField()),
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
                        "verbose_name": "historical template version",
                        "verbose_name_plural": "historical template versions",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="TemplateVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("document", models.CharField(max_length=60)),
                        ("version", models.CharField(max_length=20)),
                        (
                            "sha256",
                            models.CharField(
                                help_text="Of the version's files, names and contents.", max_length=64
                            ),
                        ),
                        ("first_used_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["document", "version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("document", "version"), name="template_version_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Run",
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
                                related_name="runs",
                                to="ledger.plan",
                            ),
                        ),
                        (
                            "separation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="runs",
                                to="ledger.separation",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
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
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("pressing", "Pressing"),
                                    ("paused", "Paused"),
                                    ("proving", "Reading back"),
                                    ("proved", "Proved"),
                                    ("failed", "Failed"),
                                    ("awaiting_release", "Waits for release"),
                                    ("released", "Released"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="pressing",
                                max_length=20,
                            ),
                        ),
                        (
                            "template_version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="runs",
                                to="certificates.templateversion",
                            ),
                        ),
                        (
                            "face",
                            models.JSONField(
                                help_text="What is the same on every item: the terms on the face, a notice's context."
                            ),
                        ),
                        ("face_sha256", models.CharField(max_length=64)),
                        ("chunk_size", models.PositiveIntegerField()),
                        (
                            "message",
                            models.TextField(blank=True, help_text="Why it failed, was paused or cancelled."),
                        ),
                        ("created_at", models.DateTimeField()),
                        ("created_by", models.CharField(max_length=150)),
                        ("pressed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_at",
                            models.DateTimeField(blank=True, help_text="Released or cancelled.", null=True),
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
                    ],
                    options={
                        "ordering": ["-created_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["live", "presentation", "notice", "rehearsal", "specimen"])
                                ),
                                name="run_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        [
                                            "pressing",
                                            "paused",
                                            "proving",
                                            "proved",
                                            "failed",
                                            "awaiting_release",
                                            "released",
                                            "cancelled",
                                        ],
                                    )
                                ),
                                name="run_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "live"), _negated=True),
                                    ("separation__isnull", False),
                                    _connector="OR",
                                ),
                                name="run_live_has_a_separation",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "released"), _negated=True),
                                    models.Q(
                                        ("approval__isnull", False),
                                        ("kind__in", ("live", "presentation", "notice")),
                                    ),
                                    _connector="OR",
                                ),
                                name="run_released_by_approval",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ("released", "cancelled")),
                                    ("ended_at__isnull", True),
                                    _connector="XOR",
                                ),
                                name="run_ended_at_its_end",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("kind", "live"),
                                    models.Q(("status__in", ("released", "cancelled")), _negated=True),
                                ),
                                fields=("separation",),
                                name="run_live_once_a_separation",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PrintFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="certificates.run",
                            ),
                        ),
                        ("storage_name", models.CharField(max_length=200)),
                        ("sha256", models.CharField(max_length=64)),
                        ("size", models.PositiveBigIntegerField()),
                        ("certificates", models.PositiveIntegerField()),
                        ("pages", models.PositiveIntegerField()),
                        (
                            "route",
                            models.CharField(
                                help_text="B, or A where the press did not trust B (press).", max_length=1
                            ),
                        ),
                        ("first_number", models.CharField(max_length=20)),
                        ("last_number", models.CharField(max_length=20)),
                        ("stored_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["run", "first_number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("run", "sha256"), name="print_file_once"),
                            models.CheckConstraint(
                                condition=models.Q(("certificates__gte", 1), ("size__gte", 1)),
                                name="print_file_not_empty",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RunChunk",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="chunks",
                                to="certificates.run",
                            ),
                        ),
                        ("seq", models.PositiveIntegerField()),
                        (
                            "item_count",
                            models.PositiveIntegerField(
                                help_text="Certificates it was made of; never changes."
                            ),
                        ),
                        ("rights", models.PositiveBigIntegerField(help_text="Their Rights; never changes.")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("pressing", "Pressing"),
                                    ("pressed", "Pressed"),
                                    ("proving", "Reading back"),
                                    ("proved", "Proved"),
                                    ("failed", "Failed"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("claim", models.UUIDField(blank=True, null=True)),
                        ("claimed_by", models.CharField(blank=True, max_length=120)),
                        ("claimed_at", models.DateTimeField(blank=True, null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("message", models.TextField(blank=True)),
                        (
                            "print_file",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="chunk",
                                to="certificates.printfile",
                            ),
                        ),
                        ("read_count", models.PositiveIntegerField(blank=True, null=True)),
                        ("read_rights", models.PositiveBigIntegerField(blank=True, null=True)),
                        ("differences", models.JSONField(blank=True, default=list)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["run", "seq"],
                        "indexes": [models.Index(fields=["state", "run", "seq"], name="chunk_to_claim")],
                        "constraints": [
                            models.UniqueConstraint(fields=("run", "seq"), name="chunk_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "waiting",
                                            "pressing",
                                            "pressed",
                                            "proving",
                                            "proved",
                                            "failed",
                                            "cancelled",
                                        ],
                                    )
                                ),
                                name="chunk_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["pressing", "proving"]),
                                    ("claim__isnull", True),
                                    _connector="XOR",
                                ),
                                name="chunk_claimed_while_worked_on",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["pressing", "proving"]), _negated=True),
                                    ("claimed_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="chunk_claimed_at_an_instant",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RunItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="certificates.run",
                            ),
                        ),
                        (
                            "chunk",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="certificates.runchunk",
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="run_items",
                                to="ledger.holderaccount",
                            ),
                        ),
                        (
                            "leg",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Zero, but for an account that a presentation asks several certificates for.",
                            ),
                        ),
                        ("quantity", models.PositiveBigIntegerField()),
                        (
                            "certificate",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="item",
                                to="certificates.certificate",
                            ),
                        ),
                        ("content", models.JSONField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("pressed", "Pressed"),
                                    ("exception", "Exception"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("message", models.CharField(blank=True, max_length=300)),
                        ("place", models.PositiveIntegerField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["run", "pk"],
                        "indexes": [
                            models.Index(fields=["run", "state"], name="item_by_state"),
                            models.Index(fields=["chunk"], name="item_of_a_chunk"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("run", "account", "leg"), name="item_once_an_account"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["waiting", "pressed", "exception", "cancelled"])
                                ),
                                name="item_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "exception"), _negated=True),
                                    models.Q(("message", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="item_exception_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "pressed"), _negated=True),
                                    ("place__isnull", False),
                                    _connector="OR",
                                ),
                                name="item_pressed_in_a_file",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProofReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proofs",
                                to="certificates.run",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("passed", models.BooleanField()),
                        (
                            "totals",
                            models.JSONField(help_text="Rights as strings: certificates, withheld, ..."),
                        ),
                        (
                            "files_sha256",
                            models.CharField(
                                help_text="Digest of the files' hashes in postal order.", max_length=64
                            ),
                        ),
                        ("differences", models.JSONField(default=list)),
                    ],
                    options={
                        "ordering": ["-at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("passed", False), ("differences", []), _connector="OR"),
                                name="proof_passed_without_differences",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NumberSeries",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "plan",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="number_series",
                                to="ledger.plan",
                            ),
                        ),
                        ("next_number", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "verbose_name_plural": "number series",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("next_number__gte", 1)), name="series_starts_at_one"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalCertificate",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "text",
                            models.CharField(help_text="The number as printed: R-0000001.", max_length=20),
                        ),
                        (
                            "quantity",
                            models.PositiveBigIntegerField(help_text="Rights: a whole number (form F2)."),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("stock", "Stock"),
                                    ("allocated", "Allocated"),
                                    ("printed", "Printed"),
                                    ("countersigned", "Countersigned"),
                                    ("mailed", "Mailed"),
                                    ("returned", "Returned"),
                                    ("stopped", "Stopped"),
                                    ("lost", "Lost"),
                                    ("replaced", "Replaced"),
                                    ("surrendered", "Surrendered"),
                                    ("cancelled", "Cancelled"),
                                    ("destroyed", "Destroyed"),
                                    ("voided", "Voided before issue"),
                                ],
                                default="allocated",
                                max_length=15,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                help_text="ORIGINAL or REPLACEMENT OF R-... (form F21).", max_length=40
                            ),
                        ),
                        (
                            "void_legend",
                            models.BooleanField(
                                default=False, help_text="Bears the void-person legend (form F5)."
                            ),
                        ),
                        ("dated_on", models.DateField()),
                        ("void_reason", models.CharField(blank=True, max_length=300)),
                        ("allotted_at", models.DateTimeField()),
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
                        (
                            "run",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="certificates.run",
                            ),
                        ),
                        (
                            "template_version",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="certificates.templateversion",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="certificates.certificate",
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
                        "verbose_name": "historical certificate",
                        "verbose_name_plural": "historical certificates",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Certificate",
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
                                related_name="certificates",
                                to="ledger.plan",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "text",
                            models.CharField(help_text="The number as printed: R-0000001.", max_length=20),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="ledger.holderaccount",
                            ),
                        ),
                        (
                            "quantity",
                            models.PositiveBigIntegerField(help_text="Rights: a whole number (form F2)."),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("stock", "Stock"),
                                    ("allocated", "Allocated"),
                                    ("printed", "Printed"),
                                    ("countersigned", "Countersigned"),
                                    ("mailed", "Mailed"),
                                    ("returned", "Returned"),
                                    ("stopped", "Stopped"),
                                    ("lost", "Lost"),
                                    ("replaced", "Replaced"),
                                    ("surrendered", "Surrendered"),
                                    ("cancelled", "Cancelled"),
                                    ("destroyed", "Destroyed"),
                                    ("voided", "Voided before issue"),
                                ],
                                default="allocated",
                                max_length=15,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                help_text="ORIGINAL or REPLACEMENT OF R-... (form F21).", max_length=40
                            ),
                        ),
                        (
                            "void_legend",
                            models.BooleanField(
                                default=False, help_text="Bears the void-person legend (form F5)."
                            ),
                        ),
                        ("dated_on", models.DateField()),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="certificates.run",
                            ),
                        ),
                        (
                            "template_version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="certificates.templateversion",
                            ),
                        ),
                        ("content", models.JSONField()),
                        ("content_sha256", models.CharField(max_length=64)),
                        (
                            "replaces",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_by",
                                to="certificates.certificate",
                            ),
                        ),
                        ("void_reason", models.CharField(blank=True, max_length=300)),
                        ("allotted_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["plan", "number"],
                        "indexes": [
                            models.Index(fields=["plan", "account"], name="certificate_of_an_account"),
                            models.Index(fields=["plan", "state", "number"], name="certificate_by_state"),
                            models.Index(
                                fields=["plan", "quantity", "number"], name="certificate_by_quantity"
                            ),
                            models.Index(fields=["run", "number"], name="certificate_of_a_run"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("plan", "number"), name="certificate_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gte", 1)),
                                name="certificate_of_a_right_at_least",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1)), name="certificate_numbers_from_one"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "stock",
                                            "allocated",
                                            "printed",
                                            "countersigned",
                                            "mailed",
                                            "returned",
                                            "stopped",
                                            "lost",
                                            "replaced",
                                            "surrendered",
                                            "cancelled",
                                            "destroyed",
                                            "voided",
                                        ],
                                    )
                                ),
                                name="certificate_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "voided"), ("void_reason", ""), _connector="XOR"
                                ),
                                name="certificate_voided_with_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("replaces__isnull", True),
                                    models.Q(("replaces", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="certificate_not_its_own_copy",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ArchivedCopy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "certificate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="copies",
                                to="certificates.certificate",
                            ),
                        ),
                        ("storage_name", models.CharField(max_length=200)),
                        ("sha256", models.CharField(max_length=64)),
                        ("size", models.PositiveIntegerField()),
                        ("archived_at", models.DateTimeField()),
                        ("archived_by", models.CharField(max_length=150)),
                    ],
                    options={
                        "verbose_name_plural": "archived copies",
                        "ordering": ["archived_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("certificate", "sha256"), name="archived_copy_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalInquiry",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("received_on", models.DateField()),
                        ("due_on", models.DateField()),
                        ("calendar_version", models.CharField(max_length=20)),
                        ("sender", models.CharField(max_length=200)),
                        ("subject", models.CharField(max_length=300)),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=150)),
                        ("answered_on", models.DateField(blank=True, null=True)),
                        ("answer", models.TextField(blank=True)),
                        ("answered_by", models.CharField(blank=True, max_length=150)),
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
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The letter.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        (
                            "answer_document",
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
                        "verbose_name": "historical inquiry",
                        "verbose_name_plural": "historical inquiries",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Inquiry",
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
                                related_name="inquiries",
                                to="ledger.plan",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("received_on", models.DateField()),
                        ("due_on", models.DateField()),
                        ("calendar_version", models.CharField(max_length=20)),
                        ("sender", models.CharField(max_length=200)),
                        (
                            "account",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inquiries",
                                to="ledger.holderaccount",
                            ),
                        ),
                        ("subject", models.CharField(max_length=300)),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                help_text="The letter.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=150)),
                        ("answered_on", models.DateField(blank=True, null=True)),
                        ("answer", models.TextField(blank=True)),
                        (
                            "answer_document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        ("answered_by", models.CharField(blank=True, max_length=150)),
                    ],
                    options={
                        "verbose_name_plural": "inquiries",
                        "ordering": ["due_on", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("answered_on__isnull", True)),
                                fields=["plan", "due_on"],
                                name="inquiry_queue",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("plan", "number"), name="inquiry_number_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer", ""), ("answered_by", ""), ("answered_on__isnull", True)
                                    ),
                                    models.Q(
                                        ("answered_on__gte", models.F("received_on")),
                                        models.Q(("answer", ""), _negated=True),
                                        models.Q(("answered_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="inquiry_answered_in_words",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalReturnedMail",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("mailed_on", models.DateField()),
                        ("returned_on", models.DateField()),
                        (
                            "reason",
                            models.CharField(help_text="What the post office wrote on it.", max_length=300),
                        ),
                        ("remailed_on", models.DateField(blank=True, null=True)),
                        ("returned_again_on", models.DateField(blank=True, null=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[("delivered", "Delivered"), ("found", "Sent to the address found")],
                                max_length=10,
                            ),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True)),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=150)),
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
                        (
                            "certificate",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="certificates.certificate",
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
                        "verbose_name": "historical returned mail",
                        "verbose_name_plural": "historical returned mail",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ReturnedMail",
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
                                related_name="returned_mail",
                                to="ledger.holderaccount",
                            ),
                        ),
                        (
                            "certificate",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="returned_mail",
                                to="certificates.certificate",
                            ),
                        ),
                        ("mailed_on", models.DateField()),
                        ("returned_on", models.DateField()),
                        (
                            "reason",
                            models.CharField(help_text="What the post office wrote on it.", max_length=300),
                        ),
                        ("remailed_on", models.DateField(blank=True, null=True)),
                        ("returned_again_on", models.DateField(blank=True, null=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[("delivered", "Delivered"), ("found", "Sent to the address found")],
                                max_length=10,
                            ),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True)),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=150)),
                    ],
                    options={
                        "verbose_name_plural": "returned mail",
                        "ordering": ["returned_on", "pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("closed_on__isnull", True)),
                                fields=["returned_on", "id"],
                                name="returned_mail_open",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("returned_on__gte", models.F("mailed_on")),
                                    models.Q(
                                        ("remailed_on__isnull", True),
                                        ("remailed_on__gte", models.F("returned_on")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("returned_again_on__isnull", True),
                                        ("returned_again_on__gte", models.F("remailed_on")),
                                        _connector="OR",
                                    ),
                                ),
                                name="returned_mail_days_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_on__isnull", True), ("outcome", "")),
                                    models.Q(
                                        ("closed_on__isnull", False), ("outcome__in", ["delivered", "found"])
                                    ),
                                    _connector="OR",
                                ),
                                name="returned_mail_closed_with_its_outcome",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("closed_on__isnull", True)),
                                fields=("certificate",),
                                name="returned_mail_open_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalLostHolder",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("lost_on", models.DateField()),
                        ("basis", models.CharField(max_length=300)),
                        (
                            "exemption",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("deceased", "Deceased"),
                                    ("small", "Less than $25"),
                                    ("not_natural", "Not a natural person"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("exemption_evidence", models.CharField(blank=True, max_length=300)),
                        ("found_on", models.DateField(blank=True, null=True)),
                        ("found_reason", models.CharField(blank=True, max_length=300)),
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
                        (
                            "mail",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="certificates.returnedmail",
                            ),
                        ),
                        (
                            "exemption_document",
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
                        "verbose_name": "historical lost holder",
                        "verbose_name_plural": "historical lost holders",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="LostHolder",
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
                                related_name="lost",
                                to="ledger.holderaccount",
                            ),
                        ),
                        (
                            "mail",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lost",
                                to="certificates.returnedmail",
                            ),
                        ),
                        ("lost_on", models.DateField()),
                        ("basis", models.CharField(max_length=300)),
                        (
                            "exemption",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("deceased", "Deceased"),
                                    ("small", "Less than $25"),
                                    ("not_natural", "Not a natural person"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("exemption_evidence", models.CharField(blank=True, max_length=300)),
                        (
                            "exemption_document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        ("found_on", models.DateField(blank=True, null=True)),
                        ("found_reason", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "ordering": ["lost_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("found_on__isnull", True)),
                                fields=("account",),
                                name="lost_once_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("exemption", ""), ("exemption_evidence", "")),
                                    models.Q(
                                        ("exemption__in", ["deceased", "small", "not_natural"]),
                                        models.Q(("exemption_evidence", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="lost_exempt_on_evidence",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("found_on__isnull", True), ("found_reason", "")),
                                    models.Q(
                                        ("found_on__isnull", False),
                                        models.Q(("found_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="lost_found_for_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalSearch",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("which", models.PositiveSmallIntegerField(help_text="1 or 2.")),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField()),
                        ("done_on", models.DateField(blank=True, null=True)),
                        ("done_by", models.CharField(blank=True, max_length=150)),
                        ("database", models.CharField(blank=True, max_length=120)),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[("address", "An address to write to"), ("nothing", "Nothing")],
                                max_length=10,
                            ),
                        ),
                        ("finding", models.CharField(blank=True, max_length=300)),
                        (
                            "lost",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="certificates.lostholder",
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
                        "verbose_name": "historical search",
                        "verbose_name_plural": "historical searches",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Search",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "lost",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="searches",
                                to="certificates.lostholder",
                            ),
                        ),
                        ("which", models.PositiveSmallIntegerField(help_text="1 or 2.")),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField()),
                        ("done_on", models.DateField(blank=True, null=True)),
                        ("done_by", models.CharField(blank=True, max_length=150)),
                        ("database", models.CharField(blank=True, max_length=120)),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[("address", "An address to write to"), ("nothing", "Nothing")],
                                max_length=10,
                            ),
                        ),
                        ("finding", models.CharField(blank=True, max_length=300)),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.sourcedocument",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "searches",
                        "ordering": ["lost", "which"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("done_on__isnull", True)),
                                fields=["until_on"],
                                name="search_due",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("lost", "which"), name="search_once"),
                            models.CheckConstraint(
                                condition=models.Q(("which__in", (1, 2))), name="search_first_or_second"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("until_on__gt", models.F("from_on"))),
                                name="search_window_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("database", ""),
                                        ("done_by", ""),
                                        ("done_on__isnull", True),
                                        ("result", ""),
                                    ),
                                    models.Q(
                                        ("done_on__gte", models.F("from_on")),
                                        ("result__in", ["address", "nothing"]),
                                        models.Q(("database", ""), _negated=True),
                                        models.Q(("done_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="search_done_with_its_result",
                            ),
                        ],
                    },
                ),
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
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payment_lists",
                                to="ledger.plan",
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
                            "price",
                            models.DecimalField(blank=True, decimal_places=10, max_digits=28, null=True),
                        ),
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
                                choices=[("half_up", "half_up"), ("down", "down"), ("up", "up")],
                                max_length=10,
                            ),
                        ),
                        ("smallest_check", models.DecimalField(decimal_places=2, default=0, max_digits=12)),
                        ("line_count", models.PositiveIntegerField(default=0)),
                        (
                            "unpaid_count",
                            models.PositiveIntegerField(
                                default=0, help_text="Lines for which nothing is paid."
                            ),
                        ),
                        (
                            "quantity",
                            models.DecimalField(
                                decimal_places=10, default=0, help_text="Rights.", max_digits=28
                            ),
                        ),
                        (
                            "shares",
                            models.PositiveBigIntegerField(default=0, help_text="Whole shares delivered."),
                        ),
                        ("exact", models.TextField(default="0", help_text="Dollars due, exact: a fraction.")),
                        ("paid_cents", models.BigIntegerField(default=0)),
                        (
                            "digest",
                            models.CharField(blank=True, help_text="SHA-256 of the lines.", max_length=64),
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
                        ("created_at", models.DateTimeField()),
                        ("created_by", models.CharField(max_length=150)),
                        ("released_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-created_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["redemption", "exchange", "cash_in_lieu"])),
                                name="payment_list_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["open", "listed", "awaiting_release", "released"])
                                ),
                                name="payment_list_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind", "cash_in_lieu"), ("batch__isnull", False), _connector="XOR"
                                ),
                                name="payment_list_of_an_act_or_gathered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status", "open"),
                                    models.Q(("digest", ""), _negated=True),
                                    _connector="XOR",
                                ),
                                name="payment_list_closed_by_digest",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status", "released"), ("released_at__isnull", True), _connector="XOR"
                                ),
                                name="payment_list_released_at_an_instant",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "open")),
                                fields=("plan",),
                                name="payment_list_open_once_a_plan",
                            ),
                        ],
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
                        (
                            "payment_list",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="certificates.paymentlist",
                            ),
                        ),
                        ("place", models.PositiveIntegerField()),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payments",
                                to="ledger.holderaccount",
                            ),
                        ),
                        (
                            "quantity",
                            models.DecimalField(decimal_places=10, help_text="Rights.", max_digits=28),
                        ),
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
                            models.CharField(
                                blank=True, help_text="Check or transfer number.", max_length=60
                            ),
                        ),
                        ("changed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["payment_list", "place"],
                        "indexes": [
                            models.Index(fields=["account"], name="payment_of_an_account"),
                            models.Index(fields=["payment_list", "status"], name="payment_by_status"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("payment_list", "place"), name="payment_line_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("source", ""), _negated=True),
                                fields=("account", "source"),
                                name="payment_once_a_source",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["due", "nothing", "paid", "returned", "uncashed"])
                                ),
                                name="payment_line_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status", "nothing"), ("paid_cents__gt", 0), _connector="XOR"
                                ),
                                name="payment_line_pays",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0)), name="payment_line_quantity_positive"
                            ),
                        ],
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
                        (
                            "payment_list",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="certificates.paymentlist",
                            ),
                        ),
                        ("copy", models.PositiveIntegerField()),
                        ("storage_name", models.CharField(max_length=200)),
                        ("sha256", models.CharField(max_length=64)),
                        ("size", models.PositiveBigIntegerField()),
                        ("stored_at", models.DateTimeField()),
                        ("taken_at", models.DateTimeField(blank=True, null=True)),
                        ("taken_by", models.CharField(blank=True, max_length=150)),
                    ],
                    options={
                        "ordering": ["payment_list", "copy"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("payment_list", "copy"), name="payment_file_copy_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("copy__gte", 1), ("size__gte", 1)),
                                name="payment_file_not_empty",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("taken_at__isnull", True),
                                    models.Q(("taken_by", ""), _negated=True),
                                    _connector="XOR",
                                ),
                                name="payment_file_taken_by_somebody",
                            ),
                        ],
                    },
                ),
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
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notices",
                                to="ledger.plan",
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
                        (
                            "payment_list",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notices",
                                to="certificates.paymentlist",
                            ),
                        ),
                        (
                            "adjustment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notices",
                                to="ledger.adjustment",
                            ),
                        ),
                        ("details", models.JSONField(blank=True, default=dict)),
                        (
                            "template_version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notices",
                                to="certificates.templateversion",
                            ),
                        ),
                        ("context", models.JSONField()),
                        ("context_sha256", models.CharField(max_length=64)),
                        ("recipients", models.PositiveIntegerField()),
                        ("list_sha256", models.CharField(max_length=64)),
                        ("mail_by", models.DateField(blank=True, null=True)),
                        ("mail_by_reason", models.TextField(blank=True)),
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
                            "run",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notice",
                                to="certificates.run",
                            ),
                        ),
                        ("mailed_on", models.DateField(blank=True, null=True)),
                        ("created_at", models.DateTimeField()),
                        ("created_by", models.CharField(max_length=150)),
                    ],
                    options={
                        "ordering": ["-created_at", "-pk"],
                        "indexes": [models.Index(fields=["plan", "kind"], name="notice_of_a_kind")],
                        "constraints": [
                            models.CheckConstraint(
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["draft", "proposed", "approved", "mailed", "withdrawn"])
                                ),
                                name="notice_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ("redemption", "exchange")),
                                    ("payment_list__isnull", True),
                                    _connector="XOR",
                                ),
                                name="notice_of_what_is_paid_names_the_list",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind", "adjustment"), ("adjustment__isnull", True), _connector="XOR"
                                ),
                                name="notice_of_an_adjustment_names_it",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status", "mailed"), ("mailed_on__isnull", True), _connector="XOR"
                                ),
                                name="notice_mailed_on_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ("approved", "mailed")),
                                    ("run__isnull", True),
                                    _connector="XOR",
                                ),
                                name="notice_approved_is_pressed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalStopOrder",
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
                                    ("lost", "Reported lost"),
                                    ("stolen", "Reported stolen"),
                                    ("destroyed", "Reported destroyed"),
                                    ("adverse_claim", "Adverse claim"),
                                    ("court_order", "Court order"),
                                    ("death", "Death of an owner"),
                                    ("agent", "The agent's own inquiry"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("from_on", models.DateField()),
                        (
                            "until_on",
                            models.DateField(
                                blank=True,
                                help_text="The last day, where the stop ends by itself.",
                                null=True,
                            ),
                        ),
                        ("reason", models.CharField(max_length=300)),
                        (
                            "authority",
                            models.CharField(
                                help_text="On whose word: the holder, a court, the company.", max_length=200
                            ),
                        ),
                        (
                            "state_before",
                            models.CharField(
                                help_text="The certificate's state, restored when lifted.", max_length=15
                            ),
                        ),
                        ("placed_at", models.DateTimeField()),
                        ("placed_by", models.CharField(max_length=150)),
                        ("lifted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "lifted_on",
                            models.DateField(blank=True, help_text="The legal date of its end.", null=True),
                        ),
                        ("lifted_by", models.CharField(blank=True, max_length=150)),
                        ("lifted_reason", models.CharField(blank=True, max_length=300)),
                        (
                            "certificate",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="certificates.certificate",
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
                        "verbose_name": "historical stop order",
                        "verbose_name_plural": "historical stop orders",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="StopOrder",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "certificate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stops",
                                to="certificates.certificate",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("lost", "Reported lost"),
                                    ("stolen", "Reported stolen"),
                                    ("destroyed", "Reported destroyed"),
                                    ("adverse_claim", "Adverse claim"),
                                    ("court_order", "Court order"),
                                    ("death", "Death of an owner"),
                                    ("agent", "The agent's own inquiry"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("from_on", models.DateField()),
                        (
                            "until_on",
                            models.DateField(
                                blank=True,
                                help_text="The last day, where the stop ends by itself.",
                                null=True,
                            ),
                        ),
                        ("reason", models.CharField(max_length=300)),
                        (
                            "authority",
                            models.CharField(
                                help_text="On whose word: the holder, a court, the company.", max_length=200
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        (
                            "state_before",
                            models.CharField(
                                help_text="The certificate's state, restored when lifted.", max_length=15
                            ),
                        ),
                        ("placed_at", models.DateTimeField()),
                        ("placed_by", models.CharField(max_length=150)),
                        ("lifted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "lifted_on",
                            models.DateField(blank=True, help_text="The legal date of its end.", null=True),
                        ),
                        ("lifted_by", models.CharField(blank=True, max_length=150)),
                        ("lifted_reason", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "ordering": ["-placed_at", "-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("lifted_at__isnull", True)),
                                fields=["from_on"],
                                name="stop_active",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "lost",
                                            "stolen",
                                            "destroyed",
                                            "adverse_claim",
                                            "court_order",
                                            "death",
                                            "agent",
                                        ],
                                    )
                                ),
                                name="stop_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_on__isnull", True),
                                    ("until_on__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="stop_days_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("lifted_at__isnull", True),
                                        ("lifted_on__isnull", True),
                                        ("lifted_reason", ""),
                                    ),
                                    models.Q(
                                        ("lifted_at__isnull", False),
                                        ("lifted_on__isnull", False),
                                        models.Q(("lifted_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="stop_lifted_with_a_reason",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("lifted_at__isnull", True)),
                                fields=("certificate",),
                                name="stop_once_a_certificate",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StopReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "stop",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="certificates.stoporder",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("loss", "Report of the loss"),
                                    ("recovery", "Report of the recovery"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("due_on", models.DateField(help_text="As the rule gave it when it was sent.")),
                        ("calendar_version", models.CharField(max_length=20)),
                        ("sent_on", models.DateField()),
                        (
                            "reference",
                            models.CharField(
                                help_text="The number that the recipient gave it.", max_length=120
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=150)),
                    ],
                    options={
                        "ordering": ["stop", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("stop", "kind"), name="stop_reported_once"),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["loss", "recovery"])),
                                name="stop_report_kind_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalPresentation",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(help_text="The ticket.")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("transfer", "Transfer"),
                                    ("split_up", "Split-up"),
                                    ("combination", "Combination"),
                                    ("denominations", "Exchange of denominations"),
                                    ("exercise", "Exercise"),
                                    ("replacement", "Replacement"),
                                    ("legal_transfer", "Legal transfer"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("received", "On the maker's desk"),
                                    ("deficient", "Waits for the presenter"),
                                    ("with_company", "Waits for the company"),
                                    ("in_check", "Waits for the checker"),
                                    ("posted", "Posted"),
                                    ("returned", "Returned to the presenter"),
                                ],
                                default="received",
                                max_length=15,
                            ),
                        ),
                        ("received_at", models.DateTimeField()),
                        ("received_by", models.CharField(max_length=150)),
                        ("credited_on", models.DateField()),
                        ("due_on", models.DateField()),
                        ("is_routine", models.BooleanField(default=True)),
                        (
                            "routine_reason",
                            models.CharField(
                                blank=True, help_text="Why it is no routine item.", max_length=200
                            ),
                        ),
                        ("presenter", models.CharField(max_length=200)),
                        (
                            "presenter_address",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=120), blank=True, default=list, size=5
                            ),
                        ),
                        (
                            "is_surrendered",
                            models.BooleanField(
                                default=True, help_text="The certificates themselves came with it."
                            ),
                        ),
                        (
                            "is_signed",
                            models.BooleanField(default=False, help_text="Assignment or election is signed."),
                        ),
                        (
                            "matches_face",
                            models.BooleanField(
                                default=False,
                                help_text="Every signature matches the name on the face in every particular.",
                            ),
                        ),
                        (
                            "owner_answer",
                            models.BooleanField(
                                blank=True, help_text="Box 1; empty where it is blank.", null=True
                            ),
                        ),
                        (
                            "source_answer",
                            models.BooleanField(
                                blank=True, help_text="Box 2; empty where it is blank.", null=True
                            ),
                        ),
                        (
                            "guarantee_program",
                            models.CharField(
                                blank=True,
                                choices=[("stamp", "STAMP"), ("semp", "SEMP"), ("msp", "MSP")],
                                max_length=10,
                            ),
                        ),
                        (
                            "guarantee_prefix",
                            models.CharField(
                                blank=True, help_text="The first letter of the stamp.", max_length=1
                            ),
                        ),
                        ("guarantor", models.CharField(blank=True, max_length=200)),
                        ("tax_due", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                        ("tax_received", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                        (
                            "screened_on",
                            models.DateField(
                                blank=True, help_text="Transferees and payees screened.", null=True
                            ),
                        ),
                        ("is_screening_clear", models.BooleanField(default=False)),
                        (
                            "legal_ground",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("death", "Death of an owner"),
                                    ("survivorship", "Survivor of joint tenants"),
                                    ("minor", "A minor came of age"),
                                    ("court_order", "Court order"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "legal_papers",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="The papers that came, by code.",
                                size=None,
                            ),
                        ),
                        ("referred_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "is_legend_directed",
                            models.BooleanField(
                                default=False,
                                help_text="The company directs the void legend on what is issued.",
                            ),
                        ),
                        (
                            "letter_at",
                            models.DateTimeField(
                                blank=True, help_text="The deficiency letter was made.", null=True
                            ),
                        ),
                        ("letter_defects", models.JSONField(blank=True, default=list)),
                        (
                            "ended_at",
                            models.DateTimeField(
                                blank=True, help_text="Posted, or returned to the presenter.", null=True
                            ),
                        ),
                        (
                            "turned_on",
                            models.DateField(
                                blank=True,
                                help_text="The business day on which it was turned around.",
                                null=True,
                            ),
                        ),
                        ("return_reason", models.CharField(blank=True, max_length=300)),
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
                                help_text="The image of what came.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        (
                            "company_word",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The company's written answer where it had to be asked.",
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
                        (
                            "batch",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="ledger.batch",
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="certificates.run",
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
                        "verbose_name": "historical presentation",
                        "verbose_name_plural": "historical presentations",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Presentation",
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
                                related_name="presentations",
                                to="ledger.plan",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(help_text="The ticket.")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("transfer", "Transfer"),
                                    ("split_up", "Split-up"),
                                    ("combination", "Combination"),
                                    ("denominations", "Exchange of denominations"),
                                    ("exercise", "Exercise"),
                                    ("replacement", "Replacement"),
                                    ("legal_transfer", "Legal transfer"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("received", "On the maker's desk"),
                                    ("deficient", "Waits for the presenter"),
                                    ("with_company", "Waits for the company"),
                                    ("in_check", "Waits for the checker"),
                                    ("posted", "Posted"),
                                    ("returned", "Returned to the presenter"),
                                ],
                                default="received",
                                max_length=15,
                            ),
                        ),
                        ("received_at", models.DateTimeField()),
                        ("received_by", models.CharField(max_length=150)),
                        ("credited_on", models.DateField()),
                        ("due_on", models.DateField()),
                        ("is_routine", models.BooleanField(default=True)),
                        (
                            "routine_reason",
                            models.CharField(
                                blank=True, help_text="Why it is no routine item.", max_length=200
                            ),
                        ),
                        ("presenter", models.CharField(max_length=200)),
                        (
                            "presenter_address",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=120), blank=True, default=list, size=5
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                help_text="The image of what came.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        (
                            "is_surrendered",
                            models.BooleanField(
                                default=True, help_text="The certificates themselves came with it."
                            ),
                        ),
                        (
                            "is_signed",
                            models.BooleanField(default=False, help_text="Assignment or election is signed."),
                        ),
                        (
                            "matches_face",
                            models.BooleanField(
                                default=False,
                                help_text="Every signature matches the name on the face in every particular.",
                            ),
                        ),
                        (
                            "owner_answer",
                            models.BooleanField(
                                blank=True, help_text="Box 1; empty where it is blank.", null=True
                            ),
                        ),
                        (
                            "source_answer",
                            models.BooleanField(
                                blank=True, help_text="Box 2; empty where it is blank.", null=True
                            ),
                        ),
                        (
                            "guarantee_program",
                            models.CharField(
                                blank=True,
                                choices=[("stamp", "STAMP"), ("semp", "SEMP"), ("msp", "MSP")],
                                max_length=10,
                            ),
                        ),
                        (
                            "guarantee_prefix",
                            models.CharField(
                                blank=True, help_text="The first letter of the stamp.", max_length=1
                            ),
                        ),
                        ("guarantor", models.CharField(blank=True, max_length=200)),
                        ("tax_due", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                        ("tax_received", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                        (
                            "screened_on",
                            models.DateField(
                                blank=True, help_text="Transferees and payees screened.", null=True
                            ),
                        ),
                        ("is_screening_clear", models.BooleanField(default=False)),
                        (
                            "legal_ground",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("death", "Death of an owner"),
                                    ("survivorship", "Survivor of joint tenants"),
                                    ("minor", "A minor came of age"),
                                    ("court_order", "Court order"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "legal_papers",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                help_text="The papers that came, by code.",
                                size=None,
                            ),
                        ),
                        (
                            "company_word",
                            models.ForeignKey(
                                blank=True,
                                help_text="The company's written answer where it had to be asked.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        ("referred_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "is_legend_directed",
                            models.BooleanField(
                                default=False,
                                help_text="The company directs the void legend on what is issued.",
                            ),
                        ),
                        (
                            "letter_at",
                            models.DateTimeField(
                                blank=True, help_text="The deficiency letter was made.", null=True
                            ),
                        ),
                        ("letter_defects", models.JSONField(blank=True, default=list)),
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
                                related_name="presentation",
                                to="ledger.batch",
                            ),
                        ),
                        (
                            "run",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="presentation",
                                to="certificates.run",
                            ),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(
                                blank=True, help_text="Posted, or returned to the presenter.", null=True
                            ),
                        ),
                        (
                            "turned_on",
                            models.DateField(
                                blank=True,
                                help_text="The business day on which it was turned around.",
                                null=True,
                            ),
                        ),
                        ("return_reason", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "ordering": ["-received_at", "-pk"],
                        "indexes": [
                            models.Index(fields=["plan", "status", "due_on"], name="presentation_queue"),
                            models.Index(fields=["plan", "credited_on"], name="presentation_of_a_month"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("plan", "number"), name="presentation_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "transfer",
                                            "split_up",
                                            "combination",
                                            "denominations",
                                            "exercise",
                                            "replacement",
                                            "legal_transfer",
                                        ],
                                    )
                                ),
                                name="presentation_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        [
                                            "received",
                                            "deficient",
                                            "with_company",
                                            "in_check",
                                            "posted",
                                            "returned",
                                        ],
                                    )
                                ),
                                name="presentation_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ("received", "deficient", "with_company", "in_check")),
                                    ("ended_at__isnull", False),
                                    _connector="XOR",
                                ),
                                name="presentation_ended_at_its_end",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "posted"), _negated=True),
                                    ("approval__isnull", False),
                                    _connector="OR",
                                ),
                                name="presentation_posted_by_approval",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_routine", True),
                                    models.Q(("routine_reason", ""), _negated=True),
                                    _connector="XOR",
                                ),
                                name="presentation_not_routine_for_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PresentedCertificate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "presentation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="presented",
                                to="certificates.presentation",
                            ),
                        ),
                        (
                            "certificate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="presentations",
                                to="certificates.certificate",
                            ),
                        ),
                        ("is_open", models.BooleanField(default=True)),
                    ],
                    options={
                        "ordering": ["presentation", "certificate"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("presentation", "certificate"), name="presented_once_a_presentation"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("is_open", True)),
                                fields=("certificate",),
                                name="presented_in_one_open_presentation",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RequestedCertificate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "presentation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requested",
                                to="certificates.presentation",
                            ),
                        ),
                        ("seq", models.PositiveSmallIntegerField()),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.holderaccount",
                            ),
                        ),
                        ("quantity", models.PositiveBigIntegerField()),
                        (
                            "certificate",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requested",
                                to="certificates.certificate",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["presentation", "seq"],
                        "constraints": [
                            models.UniqueConstraint(fields=("presentation", "seq"), name="requested_once"),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gte", 1)), name="requested_a_right_at_least"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Election",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "presentation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="election",
                                to="certificates.presentation",
                            ),
                        ),
                        ("rights", models.PositiveBigIntegerField()),
                        (
                            "payment_form",
                            models.CharField(
                                choices=[
                                    ("certified_check", "Certified check"),
                                    ("cashiers_check", "Cashier's check"),
                                    ("money_order", "Money order"),
                                    ("none", "None: the shortage route asks no payment"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("tendered", models.DecimalField(decimal_places=2, max_digits=18)),
                        (
                            "collected_on",
                            models.DateField(blank=True, help_text="The funds are collected.", null=True),
                        ),
                        ("deliver_to", models.CharField(max_length=200)),
                        (
                            "deliver_address",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=120), blank=True, default=list, size=5
                            ),
                        ),
                        (
                            "market_price",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="Of what is delivered; company's figure.",
                                max_digits=18,
                                null=True,
                            ),
                        ),
                        (
                            "price_document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(
                                blank=True,
                                help_text="Units, flip-in, flip-over, ... at posting.",
                                max_length=20,
                            ),
                        ),
                        ("security", models.CharField(blank=True, max_length=200)),
                        ("price_per_right", models.CharField(blank=True, max_length=60)),
                        ("per_right", models.CharField(blank=True, max_length=60)),
                        (
                            "delivered",
                            models.PositiveBigIntegerField(
                                blank=True, help_text="Whole Units or shares.", null=True
                            ),
                        ),
                        ("fraction", models.CharField(blank=True, max_length=60)),
                        (
                            "cash_in_lieu",
                            models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True),
                        ),
                        (
                            "substitute_cash",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Cash that the Board put beside or in place.",
                                max_digits=18,
                                null=True,
                            ),
                        ),
                        (
                            "amount_payable",
                            models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True),
                        ),
                        (
                            "record_on",
                            models.DateField(
                                blank=True,
                                help_text="Holder of record of what was bought from this day (section 10).",
                                null=True,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("rights__gte", 1)), name="election_of_a_right_at_least"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("tendered__gte", 0)),
                                name="election_tendered_not_negative",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "payment_form__in",
                                        ["certified_check", "cashiers_check", "money_order", "none"],
                                    )
                                ),
                                name="election_payment_form_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LossClaim",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "presentation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="loss",
                                to="certificates.presentation",
                            ),
                        ),
                        (
                            "circumstance",
                            models.CharField(
                                choices=[
                                    ("lost", "Lost"),
                                    ("stolen", "Stolen"),
                                    ("destroyed", "Destroyed"),
                                    ("mutilated", "Mutilated"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "affidavit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        (
                            "indemnity",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.sourcedocument",
                            ),
                        ),
                        (
                            "is_waiver_asked",
                            models.BooleanField(default=False, help_text="Small value: no bond is asked."),
                        ),
                        (
                            "value_per_right",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                help_text="The value the waiver rests on.",
                                max_digits=18,
                                null=True,
                            ),
                        ),
                        (
                            "stop",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="certificates.stoporder",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("circumstance__in", ["lost", "stolen", "destroyed", "mutilated"])
                                ),
                                name="loss_circumstance_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Lineage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "presentation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lineage",
                                to="certificates.presentation",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="descent",
                                to="certificates.certificate",
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ancestry",
                                to="certificates.certificate",
                            ),
                        ),
                        ("quantity", models.PositiveBigIntegerField()),
                        (
                            "fate",
                            models.CharField(
                                choices=[("reissued", "On another certificate"), ("exercised", "Exercised")],
                                max_length=10,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "lineage",
                        "ordering": ["presentation", "source", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gte", 1)), name="lineage_of_a_right_at_least"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("fate", "reissued"), ("target__isnull", False)),
                                    models.Q(("fate", "exercised"), ("target__isnull", True)),
                                    _connector="OR",
                                ),
                                name="lineage_ends_as_its_fate_says",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("target__isnull", True),
                                    models.Q(("target", models.F("source")), _negated=True),
                                    _connector="OR",
                                ),
                                name="lineage_leads_on",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalDestructionBatch",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("proposed", "Waits for a supervisor"),
                                    ("approved", "Waits for its witnesses"),
                                    ("destroyed", "Destroyed"),
                                    ("rejected", "Rejected"),
                                ],
                                default="proposed",
                                max_length=10,
                            ),
                        ),
                        ("method", models.CharField(help_text="Shredded, burned, pulped.", max_length=120)),
                        ("place", models.CharField(max_length=200)),
                        ("certificates", models.PositiveIntegerField()),
                        ("rights", models.PositiveBigIntegerField()),
                        ("numbers_sha256", models.CharField(max_length=64)),
                        ("proposed_at", models.DateTimeField()),
                        ("proposed_by_name", models.CharField(max_length=150)),
                        ("destroyed_at", models.DateTimeField(blank=True, null=True)),
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
                            "proposed_by",
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
                        "verbose_name": "historical destruction batch",
                        "verbose_name_plural": "historical destruction batches",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="DestructionBatch",
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
                                related_name="destructions",
                                to="ledger.plan",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("proposed", "Waits for a supervisor"),
                                    ("approved", "Waits for its witnesses"),
                                    ("destroyed", "Destroyed"),
                                    ("rejected", "Rejected"),
                                ],
                                default="proposed",
                                max_length=10,
                            ),
                        ),
                        ("method", models.CharField(help_text="Shredded, burned, pulped.", max_length=120)),
                        ("place", models.CharField(max_length=200)),
                        ("certificates", models.PositiveIntegerField()),
                        ("rights", models.PositiveBigIntegerField()),
                        ("numbers_sha256", models.CharField(max_length=64)),
                        ("proposed_at", models.DateTimeField()),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("proposed_by_name", models.CharField(max_length=150)),
                        (
                            "approval",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="destruction",
                                to="ledger.approval",
                            ),
                        ),
                        ("destroyed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "destruction batches",
                        "ordering": ["plan", "-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("plan", "number"), name="destruction_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["proposed", "approved", "destroyed", "rejected"])
                                ),
                                name="destruction_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("certificates__gte", 1)), name="destruction_of_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status", "destroyed"), ("destroyed_at__isnull", True), _connector="XOR"
                                ),
                                name="destruction_at_its_end",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalDestructionWitness",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=150)),
                        ("statement", models.CharField(blank=True, max_length=300)),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "batch",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="certificates.destructionbatch",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                        "verbose_name": "historical destruction witness",
                        "verbose_name_plural": "historical destruction witnesses",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="DestructionWitness",
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
                                related_name="witnesses",
                                to="certificates.destructionbatch",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("name", models.CharField(max_length=150)),
                        ("statement", models.CharField(blank=True, max_length=300)),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "destruction witnesses",
                        "ordering": ["batch", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("batch", "user"), name="witness_once_a_batch"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_at__isnull", True), ("statement", "")),
                                    models.Q(
                                        ("confirmed_at__isnull", False),
                                        models.Q(("statement", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="witness_confirms_with_a_statement",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalVaultBox",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("label", models.CharField(max_length=30)),
                        ("location", models.CharField(max_length=120)),
                        ("opened_at", models.DateTimeField()),
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
                            "destruction",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="certificates.destructionbatch",
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
                        "verbose_name": "historical vault box",
                        "verbose_name_plural": "historical vault boxes",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="VaultBox",
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
                                related_name="boxes",
                                to="ledger.plan",
                            ),
                        ),
                        ("label", models.CharField(max_length=30)),
                        ("location", models.CharField(max_length=120)),
                        ("opened_at", models.DateTimeField()),
                        (
                            "destruction",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="boxes",
                                to="certificates.destructionbatch",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "vault boxes",
                        "ordering": ["plan", "label"],
                        "constraints": [
                            models.UniqueConstraint(fields=("plan", "label"), name="box_label_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalCancelledStore",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("stored_at", models.DateTimeField()),
                        ("stored_by", models.CharField(max_length=150)),
                        (
                            "certificate",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="certificates.certificate",
                            ),
                        ),
                        (
                            "box",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="certificates.vaultbox",
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
                        "verbose_name": "historical cancelled store",
                        "verbose_name_plural": "historical cancelled store",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="CancelledStore",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "certificate",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stored",
                                to="certificates.certificate",
                            ),
                        ),
                        (
                            "box",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stored",
                                to="certificates.vaultbox",
                            ),
                        ),
                        ("stored_at", models.DateTimeField()),
                        ("stored_by", models.CharField(max_length=150)),
                    ],
                    options={
                        "verbose_name_plural": "cancelled store",
                        "ordering": ["box", "certificate"],
                    },
                ),
            ],
        ),
        Load(
            {
                "allotment_guard": "184e82081f76",
                "append_only_tables": "9e48fec754e6",
                "box_guard": "4be4732f9a52",
                "certificate_guard": "d1a8210ca04a",
                "custody_guard": "c4d720a9d4b1",
                "destroyed_guard": "fade9ae9f570",
                "destruction_batch_guard": "e277ccbbaf0e",
                "destruction_is_witnessed": "6a0d20f53cc0",
                "fraction_text": "a911b55d2213",
                "item_guard": "c97751840e52",
                "lineage_conserves": "bd915e289a4d",
                "notice_guard": "dbe0529d99a8",
                "notice_start_guard": "63a8148fe1ff",
                "payment_file_guard": "2db99b765728",
                "payment_line_guard": "22914dab0d10",
                "payment_line_start_guard": "fc1a51ac5822",
                "payment_list_guard": "dbfe3b6a852c",
                "payment_list_start_guard": "24fc9a3a5faf",
                "presentation_guard": "3cfd01590245",
                "presentation_part_guard": "d94006f35a4d",
                "run_guard": "18a31a363ca1",
                "run_start_guard": "93b5a6d98d92",
                "series_guard": "0e9d57e8efb0",
                "store_guard": "e95f5391edd8",
                "witness_guard": "e9f715be22b3",
            },
        ),
    ]
