"""Lists of payments for the fractions that a split or the separation leaves, each amount an exact fraction."""

from django.db import migrations, models

from rightsadmin.common.sql import Load


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0002_presentation_examined_at"),
    ]

    operations = [
        Load({"quotient_text": "5814a325c184"}),
        migrations.RemoveConstraint(
            model_name="paymentlist",
            name="payment_list_kind_known",
        ),
        migrations.AlterField(
            model_name="paymentlist",
            name="kind",
            field=models.CharField(
                choices=[
                    ("redemption", "Redemption"),
                    ("exchange", "Exchange"),
                    ("cash_in_lieu", "Cash in lieu of fractions"),
                    ("fractions", "Fractions left by an act"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentlist",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["redemption", "exchange", "cash_in_lieu", "fractions"])),
                name="payment_list_kind_known",
            ),
        ),
    ]
