"""What happens by itself, and the words that are asked for first."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.kernel import clock
from diwan.people import public as people
from diwan.trust import public as trust
from diwan.trust.enums import Code, Outcome
from diwan.trust.errors import NoSuchWords
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward.forms.safety import RulesForm, WordsForm


@require_safe
@in_community()
def house_rules(request: CommunityRequest) -> HttpResponse:
    """For every member: what happens by itself, what moderators may do, and on which published reasons."""
    may_moderate = people.can(request.membership, "moderate")
    facts = {
        "book": trust.rules_of(community_id=request.community.pk),
        "steps": list(Outcome),
        "codes": [code for code in Code if code],
        "may_moderate": may_moderate,
        "words": trust.list_forbidden_words(community_id=request.community.pk) if may_moderate else [],
    }
    return render(request, "pages/safety/rules.html", facts)


@in_community("moderate")
def rule_settings(request: CommunityRequest) -> HttpResponse:
    """Change what happens by itself, and ask for words to be seen first."""
    book = trust.rules_of(community_id=request.community.pk)
    initial = {name: getattr(book, name) for name in ("newcomer_links", "flood_texts", "same_texts", "mentions")}
    form = RulesForm(request.POST or None, initial=initial | {"second_dots": book.second_from_points // 1000})
    if request.method == "POST" and form.through(lambda said: _set(request, said)):
        messages.success(request, _("The rules are changed. The page that every member reads says so."))
        return redirect("house_rules", slug=request.community.slug)
    return _settings_page(request, form, WordsForm())


@in_community("moderate")
@require_POST
def words(request: CommunityRequest) -> HttpResponse:
    """Ask to see texts with these words first."""
    form = WordsForm(request.POST)
    if form.through(lambda said: trust.forbid_words(by=member_of(request), at=clock.now(), **said)):
        return redirect("rule_settings", slug=request.community.slug)
    book = trust.rules_of(community_id=request.community.pk)
    initial = {name: getattr(book, name) for name in ("newcomer_links", "flood_texts", "same_texts", "mentions")}
    return _settings_page(request, RulesForm(initial=initial | {"second_dots": book.second_from_points // 1000}), form)


@in_community("moderate")
@require_POST
def words_removal(request: CommunityRequest, words_id: int) -> HttpResponse:
    """Stop asking for them."""
    try:
        trust.allow_words(words_id=words_id, by=member_of(request), at=clock.now())
    except NoSuchWords as error:
        raise Http404 from error
    return redirect("rule_settings", slug=request.community.slug)


def _set(request: CommunityRequest, said: dict[str, int]) -> trust.RuleBook:
    second = said.pop("second_dots")
    return trust.set_rules(by=member_of(request), at=clock.now(), second_from_points=second * 1000, **said)


def _settings_page(request: CommunityRequest, form: RulesForm, words_form: WordsForm) -> HttpResponse:
    rows = trust.list_forbidden_words(community_id=request.community.pk)
    facts = {"form": form, "words_form": words_form, "words": rows}
    return render(request, "pages/safety/settings.html", facts, status=422 if form.errors or words_form.errors else 200)
