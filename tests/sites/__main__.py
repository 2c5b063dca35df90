"""Start the invented sites for a person: ``python -m tests.sites --port 0``.

Prints the settings with which copydesk finds them, and then each request. Another edition of the
news is shown after ``curl -X POST http://127.0.0.1:PORT/.control/next-edition``.
"""

from __future__ import annotations

import argparse
import sys
import time

from tests.sites.web import ADDRESS, NEXT_EDITION, Web


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.sites", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--crawl-delay", type=float, default=1.0, help="of gazette.example")
    given = parser.parse_args()
    with Web(port=given.port, crawl_delay=given.crawl_delay) as web:
        sys.stdout.write(_told(web))
        sys.stdout.flush()
        try:
            _follow(web)
        except KeyboardInterrupt:
            return


def _told(web: Web) -> str:
    places = "\n".join(f'"{host}" = "{place}"' for host, place in web.resolve().items())
    return (
        f"# listening on {ADDRESS}:{web.port}; POST {NEXT_EDITION} shows the next edition\n"
        '[fetch]\ncontact = "https://tests.example/about-our-robot"\n'
        f'delay_seconds = 0.2\nallowed_networks = ["{ADDRESS}/32"]\n\n'
        f"[fetch.resolve]\n{places}\n\n"
    )


def _follow(web: Web) -> None:
    """Print requests as they come, as comments of a settings file."""
    told = 0
    while True:
        time.sleep(0.2)
        for each in web.log()[told:]:
            told += 1
            asked = " ".join(
                f"{name}={each.headers[name]}"
                for name in ("if-none-match", "if-modified-since", "user-agent")
                if name in each.headers
            )
            sys.stdout.write(f"# {each.status} {each.method} {each.host}{each.path} {asked}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
