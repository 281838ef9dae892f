"""Triggers: frozen content, numbers never used twice, nothing released by one person alone."""

from pathlib import Path

from django.db import migrations

from rightsadmin.common.sql import append_only, run_sql

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("certificates", "0001_initial"), ("ledger", "0002_journal_and_guards")]

    operations = [
        append_only(
            "certificates_printfile",
            "certificates_proofreport",
            "certificates_historicalcertificate",
            "certificates_historicaltemplateversion",
        ),
        run_sql(SQL, "guards"),
    ]
