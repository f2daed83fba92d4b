"""The method of counting in words: one text for the page, the paper and whoever asks why they see a card."""

from django.utils.translation import gettext_lazy as _

METHOD = (
    _("A card counts as seen when at least half of it was in sight for one second, and as followed when its link was "
      "opened."),
    _("One person counts once a day for each placement. On another day the same person counts again, so figures of "
      "several days are not numbers of different people."),
    _("Programs that say they are none of us, the community’s own team and repeats are removed; how many is told."),
    _("Whoever asks not to be followed (Do Not Track, Global Privacy Control) or runs no scripts is not counted, so "
      "the true figures are a little higher."),
    _("Who it was is kept as a code made with a salt of that day alone. The salt is thrown away when the day ends: "
      "nobody can be followed from one day to the next, by us neither."),
    _("Cards are chosen by space, tag and language, never by who reads."),
)  # fmt: skip
