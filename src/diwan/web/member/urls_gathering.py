"""What people say to each other. A verb is a noun with a record: deleting is POST …/deletion/."""

from django.urls import path

from diwan.web.member.views import editing, evidence, feed, members, notices, reading, reporting, search, thread, writing

urlpatterns = [
    path("feed/", feed.feed, name="feed"),
    path("s/<slug:space>/", feed.space, name="space"),
    path("t/<int:post_id>/", thread.thread, name="thread"),
    path("t/<int:post_id>/comments/", thread.comments, name="comments"),
    path("t/<int:post_id>/reads/", reading.reads, name="reads"),
    path("t/<int:post_id>/bookmark/", reading.bookmark, name="bookmark"),
    path("t/<int:post_id>/bookmark/withdrawal/", reading.bookmark_withdrawal, name="bookmark_withdrawal"),
    path("t/<int:post_id>/acceptance/", evidence.acceptance, name="acceptance"),
    path("t/<int:post_id>/acceptance/withdrawal/", evidence.acceptance_withdrawal, name="acceptance_withdrawal"),
    path("evidence/<str:object_ref>/", evidence.evidence, name="evidence"),
    path("evidence/<str:object_ref>/withdrawal/", evidence.evidence_withdrawal, name="evidence_withdrawal"),
    path("posts/", writing.posts, name="posts"),
    path("posts/new/", writing.new_post, name="new_post"),
    path("posts/<int:post_id>/edit/", editing.edit_post, name="edit_post"),
    path("posts/<int:post_id>/history/", editing.history, name="post_history"),
    path("posts/<int:post_id>/deletion/", writing.deletion, name="post_deletion"),
    path("posts/<int:post_id>/restoration/", writing.restoration, name="post_restoration"),
    path("comments/<int:comment_id>/edit/", editing.edit_comment, name="edit_comment"),
    path("comments/<int:comment_id>/deletion/", thread.comment_deletion, name="comment_deletion"),
    path("comments/<int:comment_id>/restoration/", thread.comment_restoration, name="comment_restoration"),
    path("drafts/", writing.drafts, name="drafts"),
    path("drafts/<int:draft_id>/disposal/", writing.draft_disposal, name="draft_disposal"),
    path("preview/", writing.preview, name="preview"),
    path("search/", search.search, name="search"),
    path("saved/", reading.saved, name="saved"),
    path("notices/", notices.notices, name="notices"),
    path("notices/reading/", notices.notices_reading, name="notices_reading"),
    path("people/", members.directory, name="people"),
    path("people/<int:membership_id>/", members.person, name="person"),
    path("reports/new/", reporting.new_report, name="new_report"),
    path("standing/", reporting.standing, name="standing"),
    path("decisions/<int:decision_id>/appeal/", reporting.appeal, name="appeal"),
]
