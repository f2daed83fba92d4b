"""Every column is declared: whose it is, what for, on what ground, how long, and what an erasure does to it."""

from django.apps import apps
from django.db import models

from diwan.kernel import privacy


def test_nothing_is_kept_that_nobody_declared() -> None:
    assert list(privacy.undeclared(apps.get_models())) == []


def test_a_person_can_be_found_in_every_row_that_holds_something_of_theirs() -> None:
    lost = [
        one.label
        for one in privacy.declared()
        if one.own and not (one.person or one.member or one.party) and one.label not in OTHERWISE
    ]
    assert lost == []


# Found by a room's own eraser, or somebody who has no account to erase.
OTHERWISE = {"kernel.OutboxMessage", "contributions.ObjectTitle", "people.OutsideParty"}


def test_what_is_swept_names_a_moment_to_count_from() -> None:
    for one in privacy.declared():
        assert bool(one.days) == bool(one.clock), one.label
        if one.clock:
            assert isinstance(one.model._meta.get_field(one.clock), models.DateTimeField), one.label


def test_a_column_nobody_declared_and_one_that_is_not_there_are_both_found() -> None:
    class Forgotten(models.Model):
        name = models.TextField()

        class Meta:
            app_label = "house_example"
            managed = False

    assert list(privacy.undeclared([Forgotten])) == ["house_example.Forgotten: not declared"]
    del apps.all_models["house_example"]
