from django.db import models

from diwan.gathering.models.post import Post

LONGEST_TAG = 30


class Tag(models.Model):
    """A word posts are found by. `key` is its folded name and its identity; `name` is how it was first written.

    A tag that was merged keeps its row, so that its address leads on and its spelling is known for the other's.
    """

    community = models.ForeignKey("people.Community", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=2 * LONGEST_TAG)
    name = models.CharField(max_length=LONGEST_TAG)
    merged_into = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    is_banned = models.BooleanField(default=False)
    post_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "key"], name="one_tag_a_key")]
        indexes = [models.Index(fields=["community", "-post_count", "key"], name="tag_most_used")]

    def __str__(self) -> str:
        return self.name


class PostTag(models.Model):
    """A post carries a tag. `published_at` repeats that of a post which is out, so that a tag's page is read from one
    index; it is empty while the post is a draft, deleted or hidden, and then does not count."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="tag_links")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="links")
    position = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "tag"], name="one_tag_once")]
        indexes = [models.Index(fields=["tag", "-published_at", "-post"], name="tag_newest")]

    def __str__(self) -> str:
        return f"{self.post_id} {self.tag_id}"


class TagFollow(models.Model):
    """A member follows a tag: its posts stand in the member's own feed."""

    membership = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="followers")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "tag"], name="one_tag_follow")]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.tag_id}"
