"""A site that has moved: redirects of every kind, loops, and ways to where nobody should go."""

from __future__ import annotations

from tests.sites.messages import NOT_FOUND, Answer, Asked, page, redirect

_HERE = "http://moved.example"


def moved(asked: Asked) -> Answer:
    targets = {
        "/old": (301, "/new"),
        "/relative": (302, "new"),
        "/to-gazette": (308, "http://gazette.example/news/night-train.html"),
        "/to-gazette-private": (302, "http://gazette.example/private/minutes.html"),
        "/loop-a": (302, "/loop-b"),
        "/loop-b": (302, "/loop-a"),
        "/loop-self": (302, "/loop-self"),
        "/to-private": (302, f"http://127.0.0.2:{asked.port}/admin"),
        "/to-private-name": (302, "http://intranet.example/admin"),
        "/to-metadata": (302, "http://169.254.169.254/latest/meta-data/"),
        "/to-ipv6-loopback": (302, f"http://[::1]:{asked.port}/"),
        "/to-mapped": (302, f"http://[::ffff:127.0.0.2]:{asked.port}/"),
        "/to-decimal": (302, f"http://2130706434:{asked.port}/"),
        "/to-file": (302, "file:///etc/passwd"),
        "/to-ftp": (302, "ftp://moved.example/page"),
        "/to-nonsense": (302, "http://[half/an address"),
        "/fragment": (302, "/new#below"),
    }
    if asked.path in targets:
        status, target = targets[asked.path]
        return redirect(target, status)
    if asked.path.startswith("/chain/"):
        left = int(asked.path.rpartition("/")[2])
        return redirect(f"{_HERE}/chain/{left - 1}" if left else "/new", 307)
    if asked.path == "/no-location":
        return Answer(status=302, body=b"somewhere")
    if asked.path == "/multiple-choices":
        return Answer(status=300, body=b"choose")
    if asked.path == "/new":
        return page("<title>New</title><h1>The page has a new address</h1>")
    return NOT_FOUND
