from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0004_void_parts"),
        ("ledger", "0016_clocks"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="paymentline",
            name="payment_line_status_known",
        ),
        migrations.AddField(
            model_name="paymentline",
            name="paid_on",
            field=models.DateField(blank=True, help_text="The day its last check went out.", null=True),
        ),
        # What was paid before this column was kept went out on the day it was last changed.
        migrations.RunSQL(
            "UPDATE certificates_paymentline SET paid_on = (changed_at AT TIME ZONE 'America/New_York')::date"
            " WHERE status IN ('paid', 'uncashed') AND changed_at IS NOT NULL",
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            model_name="paymentline",
            name="status",
            field=models.CharField(
                choices=[
                    ("due", "Due"),
                    ("nothing", "Nothing to pay"),
                    ("paid", "Paid"),
                    ("returned", "Returned"),
                    ("uncashed", "Not cashed"),
                    ("notified", "Not cashed, payee told"),
                    ("cashed", "Cashed"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["due", "nothing", "paid", "returned", "uncashed", "notified", "cashed"])
                ),
                name="payment_line_status_known",
            ),
        ),
    ]
