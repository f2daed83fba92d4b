"""The editorial desk: calendar, schedule, co-authors, labels. A verb is a noun with a record."""

from django.urls import path

from diwan.web.steward.views import editorial, editorial_drafts, editorial_items

urlpatterns = [
    path("calendar/", editorial.calendar, name="calendar"),
    path("calendar/new/", editorial.new_item, name="new_calendar_item"),
    path("calendar/<int:item_id>/", editorial.item, name="calendar_item"),
    path("calendar/<int:item_id>/assignment/", editorial_items.assignment, name="item_assignment"),
    path("calendar/<int:item_id>/remarks/", editorial_items.remarks, name="item_remarks"),
    path("calendar/<int:item_id>/beginning/", editorial_items.beginning, name="item_beginning"),
    path("calendar/<int:item_id>/submission/", editorial_items.submission, name="item_submission"),
    path("calendar/<int:item_id>/withdrawal/", editorial_items.withdrawal, name="item_withdrawal"),
    path("calendar/<int:item_id>/acceptance/", editorial_items.acceptance, name="item_acceptance"),
    path("calendar/<int:item_id>/return/", editorial_items.returning, name="item_return"),
    path("calendar/<int:item_id>/dropping/", editorial_items.dropping, name="item_dropping"),
    path("drafts/<int:draft_id>/desk/", editorial_drafts.desk, name="draft_desk"),
    path("drafts/<int:draft_id>/schedule/", editorial_drafts.schedule, name="draft_schedule"),
    path("drafts/<int:draft_id>/schedule/withdrawal/", editorial_drafts.unschedule, name="schedule_withdrawal"),
    path("drafts/<int:draft_id>/authors/", editorial_drafts.authors, name="draft_authors"),
    path("drafts/<int:draft_id>/authors/answer/", editorial_drafts.answer, name="co_author_answer"),
    path("t/<int:post_id>/label/", editorial.post_label, name="post_label"),
]
