"""Commands of the site-config format that have no effect on cleaning one page."""

from __future__ import annotations

from collections.abc import Mapping

ELSEWHERE: Mapping[str, str] = {
    **dict.fromkeys(
        ("single_page_link", "next_page_link", "single_page_link_in_feed", "http_header"),
        "it is about fetching",
    ),
    **dict.fromkeys(
        (
            "requires_login",
            "login_uri",
            "login_username_field",
            "login_password_field",
            "login_extra_fields",
            "not_logged_in_xpath",
        ),
        "it is about logging in",
    ),
    **dict.fromkeys(("tidy", "parser"), "pages are parsed in one way"),
    **dict.fromkeys(
        ("strip_image_src", "strip_attr", "src_lazy_load_attr", "insert_detected_image"),
        "images and attributes are not part of the text",
    ),
    **dict.fromkeys(
        ("dissolve", "wrap_in", "move_into", "convert_double_br_tags", "footnotes"),
        "the tree of a page is not changed; find_string and replace_string can",
    ),
    "autodetect_on_failure": "what no rule finds is always detected",
    "native_ad_clue": "whole pages are judged by the cleaner",
    "if_page_contains": "rules hold for all pages of a host",
    "skip_json_ld": "what a rule finds goes before JSON-LD anyway",
    "test_contains": "no test_url stands above it",
}
"""Commands without effect, with the reason."""
