"""The planner is told of thousands of rows as they are written, and how many accounts a journal has."""

from django.db import migrations

from rightsadmin.common.sql import Load

# A dividend writes a row for each account from one account: of a sample the planner would guess a few hundred accounts.
ACCOUNTS_OF_A_JOURNAL = """
    ALTER TABLE ledger_entry ALTER COLUMN from_account_id SET (n_distinct = -0.3);
    ALTER TABLE ledger_entry ALTER COLUMN to_account_id SET (n_distinct = -0.3);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0030_proposals_taken_back"),
    ]

    operations = [
        Load({"fresh_statistics": "488a2c12220f"}),
        migrations.RunSQL(ACCOUNTS_OF_A_JOURNAL, migrations.RunSQL.noop),
    ]
