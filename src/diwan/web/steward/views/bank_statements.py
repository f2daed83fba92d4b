"""A bank's file beside the orders that wait: look it over, keep it, and approve row by row."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.commerce import public as commerce
from diwan.commerce.errors import CommerceError, NoSuchOrder
from diwan.commerce.tills.errors import NoSuchStatement
from diwan.kernel import clock
from diwan.web.deeds import form_page
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward.forms.bank import ColumnsForm, StatementForm


@in_community("approve_money")
def bank_statements(request: CommunityRequest) -> HttpResponse:
    """Every statement, and the way to bring another one in."""
    form = StatementForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.does(lambda given: _read(request, given)):
        return redirect("bank_statement", slug=request.community.slug, statement_id=form.answer)
    statements = commerce.list_statements(community_id=request.community.pk)
    facts = {"community": request.community, "statements": statements}
    return form_page(request, "pages/tills/statements.html", form, **facts)


@require_safe
@in_community("approve_money")
def bank_statement(request: CommunityRequest, statement_id: int) -> HttpResponse:
    """A draft to look over, or the rows that came in with the orders they may pay."""
    view = _found(request, statement_id)
    facts = {"community": request.community, "statement": view, "me": member_of(request).pk}
    if view.is_kept:
        return render(request, "pages/tills/rows.html", facts)
    return render(request, "pages/tills/draft.html", {**facts, "form": _columns_form(view)})


@require_POST
@in_community("approve_money")
def columns(request: CommunityRequest, statement_id: int) -> HttpResponse:
    view = _found(request, statement_id)
    form, here = _columns_form(view, request.POST), _here(request, statement_id)
    if form.does(lambda given: commerce.set_columns(**here, columns=form.columns())):
        return redirect("bank_statement", slug=request.community.slug, statement_id=statement_id)
    return form_page(request, "pages/tills/draft.html", form, community=request.community, statement=view)


@require_POST
@in_community("approve_money")
def keeping(request: CommunityRequest, statement_id: int) -> HttpResponse:
    here = _here(request, statement_id)
    _done(request, lambda: commerce.keep_statement(**here, at=clock.now()), _("Kept. Now each row can be matched."))
    return redirect("bank_statement", slug=request.community.slug, statement_id=statement_id)


@require_POST
@in_community("approve_money")
def disposal(request: CommunityRequest, statement_id: int) -> HttpResponse:
    _done(request, lambda: commerce.discard_statement(**_here(request, statement_id)), _("The file is gone."))
    return redirect("bank_statements", slug=request.community.slug)


@require_safe
@in_community("approve_money")
def evidence(request: CommunityRequest, statement_id: int) -> HttpResponse:
    """The file as the bank gave it."""
    view = _found(request, statement_id)
    _name, raw = commerce.statement_file(community_id=request.community.pk, statement_id=view.id)
    headers = {
        "Content-Disposition": f'attachment; filename="statement-{view.id}.csv"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(raw, content_type="application/octet-stream", headers=headers)


@require_POST
@in_community("approve_money")
def match(request: CommunityRequest, row_id: int) -> HttpResponse:
    """The keeper's tap: this row pays this order."""
    order = request.POST.get("order", "")
    if not order.isascii() or not order.isdigit() or len(order) > 18:
        raise Http404
    deed = _row_deed(request, row_id, commerce.match_row, order_id=int(order))
    _done(request, deed, _("It is in the books, and the payer has been told."))
    return _back(request)


@require_POST
@in_community("approve_money")
def setting_aside(request: CommunityRequest, row_id: int) -> HttpResponse:
    _done(request, _row_deed(request, row_id, commerce.set_row_aside), _("Set aside: it pays for no order here."))
    return _back(request)


@require_POST
@in_community("approve_money")
def taking_up(request: CommunityRequest, row_id: int) -> HttpResponse:
    _done(request, _row_deed(request, row_id, commerce.take_row_up), _("The row waits again."))
    return _back(request)


def _read(request: CommunityRequest, given: Any) -> int:
    file = given["file"]
    return commerce.read_statement(
        community_id=request.community.pk, till_kind=given["till"], name=file.name, raw=file.read(),
        by=member_of(request).party_id, at=clock.now(),
    )  # fmt: skip


def _here(request: CommunityRequest, statement_id: int) -> dict[str, Any]:
    return {
        "community_id": request.community.pk, "statement_id": statement_id, "by": member_of(request).party_id,
    }  # fmt: skip


def _row_deed(request: CommunityRequest, row_id: int, verb: Callable[..., Any], **more: Any) -> Callable[[], Any]:
    facts = {"community_id": request.community.pk, "row_id": row_id, "by": member_of(request).party_id}
    return lambda: verb(**facts, **more, at=clock.now())


def _done(request: CommunityRequest, deed: Callable[[], Any], said: str) -> None:
    """Do it and say so; a refusal is said in the door's own sentence; what is not there is a missing page."""
    try:
        deed()
    except (NoSuchStatement, NoSuchOrder) as error:
        raise Http404 from error
    except CommerceError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)


def _back(request: CommunityRequest) -> HttpResponse:
    """To the statement the row is of, or to the queue the tap came from."""
    statement = request.POST.get("statement", "")
    if statement.isascii() and statement.isdigit() and len(statement) < 19:
        return redirect("bank_statement", slug=request.community.slug, statement_id=int(statement))
    return redirect("receipts", slug=request.community.slug)


def _found(request: CommunityRequest, statement_id: int) -> commerce.StatementView:
    try:
        return commerce.get_statement(community_id=request.community.pk, statement_id=statement_id)
    except NoSuchStatement as error:
        raise Http404 from error


def _columns_form(view: commerce.StatementView, data: Any = None) -> ColumnsForm:
    initial = {**asdict(view.columns), "order": "day" if view.columns.is_day_first else "month"}
    return ColumnsForm(data, headings=view.headings, initial=initial)
