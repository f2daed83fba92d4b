"""What a member follows, and what is new since the last visit; tags; is there a question like it already."""

from django.urls import path

from diwan.web.member.views import following, similar, tags

urlpatterns = [
    path("following/", following.following, name="following"),
    path("feed/reading/", following.feed_reading, name="feed_reading"),
    path("t/<int:post_id>/following/", following.thread_following, name="thread_following"),
    path("t/<int:post_id>/new/", following.thread_new, name="thread_new"),
    path("t/<int:post_id>/reading/", following.thread_reading, name="thread_reading"),
    path("people/<int:membership_id>/following/", following.person_following, name="person_following"),
    path("similar/", similar.similar, name="similar"),
    path("tags/", tags.tags, name="tags"),
    path("tags/<str:tag>/", tags.tag, name="tag"),
    path("tags/<int:tag_id>/following/", tags.tag_following, name="tag_following"),
    path("tags/<int:tag_id>/tending/", tags.tag_tending, name="tag_tending"),
]
