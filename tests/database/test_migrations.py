"""The schema comes up from nothing and says what the models say."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_migrations_say_what_the_models_say():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
