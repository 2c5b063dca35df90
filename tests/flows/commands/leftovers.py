"""A text as scrapers leave it, with lines that are not the article; all of it is invented."""

from __future__ import annotations

BODY = (
    (
        "The night ferry between the pier and the island will stay, the council of Osterby said on "
        "Tuesday after a debate of four hours."
    ),
    (
        "Fares rise by a tenth in March, and pupils go on paying half, the council wrote to the "
        "families of the island."
    ),
    (
        "“We will not give in to the tide,” said the harbour master, who has worked at the pier "
        "for thirty years and will retire in the spring."
    ),
    (
        "Boats leave every hour from six in the morning, and twice an hour on Fridays between the "
        "first of June and the end of August."
    ),
)
PROMO = "Also read: How the rope works became the last site standing"
NEWSLETTER = "Sign up for our newsletter"
TEXT = "\n\n".join([BODY[0], f"{BODY[1]} {PROMO}", *BODY[2:], NEWSLETTER]) + "\n"
ARTICLE = "\n\n".join(BODY) + "\n"
