"""The application's own role in the database; no table of record is emptied; how approvals and batches begin."""

from django.db import migrations

from rightsadmin.common.sql import Load


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0025_rights_number"),
    ]

    operations = [
        Load(
            {
                "approval_guard": "f78f4ab99d65",
                "batch_told": "8ae27727ec6f",
                "grants": "011727cdb13e",
                "no_truncate": "81960612c135",
            }
        ),
    ]
