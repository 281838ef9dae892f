"""Where an officer can be written to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0009_reconciliation"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalsignatory",
            name="email",
            field=models.EmailField(
                blank=True, help_text="Where copies of certificates may be sent.", max_length=254
            ),
        ),
        migrations.AddField(
            model_name="signatory",
            name="email",
            field=models.EmailField(
                blank=True, help_text="Where copies of certificates may be sent.", max_length=254
            ),
        ),
    ]
