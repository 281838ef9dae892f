"""Copies of single certificates in the archive."""

import django.db.models.deletion
from django.db import migrations, models

from rightsadmin.common.sql import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0005_presentation_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="ArchivedCopy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("storage_name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("archived_at", models.DateTimeField()),
                ("archived_by", models.CharField(max_length=150)),
                (
                    "certificate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="certificates.certificate",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "archived copies",
                "ordering": ["archived_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("certificate", "sha256"), name="archived_copy_once")
                ],
            },
        ),
        append_only("certificates_archivedcopy"),
    ]
