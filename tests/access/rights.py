"""The vocabulary and the recommendations are for everyone who is signed in."""

from tests.access.row import EVERYONE, Row

ROWS = [
    Row("rights:grid", opens=EVERYONE),
    Row("rights:topics", args=lambda w: ["kriterier"], opens=EVERYONE),
    Row("rights:topics", args=lambda w: ["artiklar"], query="?format=xlsx", opens=EVERYONE),
    Row("rights:topics", args=lambda w: ["drakar"], note="(no such kind)"),
    Row("rights:topic", args=lambda w: [w.criterion.key], opens=EVERYONE),
    Row("rights:topic", args=lambda w: [w.granby_topic.key], opens="neighbour", note="(Granby's)"),
    Row("rights:recommendations", opens=EVERYONE),
    Row("rights:recommendations", query="?format=csv", opens=EVERYONE),
    Row("rights:recommendation", args=lambda w: [w.recommendation.key], opens=EVERYONE),
]
