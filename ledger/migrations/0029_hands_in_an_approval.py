"""An approval keeps whose hands made what is proposed, and the database refuses that one of them decides it."""

from django.db import migrations, models

from rightsadmin.common.sql import Load


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0028_names_and_holds"),
    ]

    operations = [
        migrations.AddField(
            model_name="approval",
            name="hands",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="Who had a hand in what is proposed when it was, and did what.",
            ),
        ),
        Load({"approval_guard": "2f0caff3e2c9"}),
    ]
