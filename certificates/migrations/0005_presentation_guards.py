"""Triggers: closed presentations, the lineage of every Right, the runs that presentations print."""

from pathlib import Path

from django.db import migrations

from rightsadmin.common.sql import append_only, run_sql

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("certificates", "0004_presentations")]

    operations = [
        append_only(
            "certificates_lineage",
            "certificates_historicalpresentation",
            "certificates_historicalstoporder",
        ),
        run_sql(SQL, "presentations"),
    ]
