"""The closed lists of why something was cut and why a page was rejected, one sentence each."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a span of a page is not part of its article."""

    TITLE = "title"
    DATELINE = "dateline"
    BYLINE = "byline"
    CAPTION = "caption"
    PROMO = "promo"
    NEWSLETTER = "newsletter"
    RELATED = "related"
    COMMENTS = "comments"
    LEGAL = "legal"
    ABOUT = "about"
    NAVIGATION = "navigation"
    NOTICE = "notice"
    SOURCE = "source"
    SHARE = "share"
    ADVERTISEMENT = "advertisement"
    CONSENT = "consent"
    PAYWALL = "paywall"
    TEMPLATE = "template"
    DUPLICATE = "duplicate"
    EMBED = "embed"
    HIDDEN = "hidden"
    BOILERPLATE = "boilerplate"


REASON_SENTENCES: dict[Reason, str] = {
    Reason.TITLE: "The title of the page, repeated in its text.",
    Reason.DATELINE: "The place or date line above or below the article.",
    Reason.BYLINE: "The line that names the authors.",
    Reason.CAPTION: "The caption or credit of a picture, a video or a chart.",
    Reason.PROMO: "An invitation to read, watch or follow something else.",
    Reason.NEWSLETTER: "An invitation to sign up for a newsletter, or its form.",
    Reason.RELATED: "Headlines and teasers of other stories.",
    Reason.COMMENTS: "Readers' comments and the form to write one; kept apart from the article.",
    Reason.LEGAL: "Copyright, terms and other legal lines.",
    Reason.ABOUT: "What the site or the author says of itself below the article.",
    Reason.NAVIGATION: "Menus, breadcrumbs, page numbers and other ways around the site.",
    Reason.NOTICE: "A notice about the post itself, such as an update or an archive note.",
    Reason.SOURCE: "The line that credits a source; kept as the metadata field credit.",
    Reason.SHARE: "Buttons and counters for sharing.",
    Reason.ADVERTISEMENT: "Advertisements and sponsored boxes, and the labels above them.",
    Reason.CONSENT: "Cookie and consent notices.",
    Reason.PAYWALL: "The notice that the rest of the article is for subscribers.",
    Reason.TEMPLATE: "A block that recurs on other pages of the same site.",
    Reason.DUPLICATE: "A block that stands on the page twice.",
    Reason.EMBED: "A post of a social network that the page embeds.",
    Reason.HIDDEN: "Text that a browser does not show.",
    Reason.BOILERPLATE: "Judged not to be main content; no detector names it further.",
}


class Rejection(StrEnum):
    """Why a page that could be read is no article."""

    INDEX_PAGE = "index_page"
    ERROR_PAGE = "error_page"
    BLOCKED = "blocked"
    EMPTY = "empty"


REJECTION_SENTENCES: dict[Rejection, str] = {
    Rejection.INDEX_PAGE: "The page lists other pages and has no article of its own.",
    Rejection.ERROR_PAGE: "The page says that something was not found or went wrong.",
    Rejection.BLOCKED: "A consent wall, a log-in wall or a bot check stands in place of the page.",
    Rejection.EMPTY: "The page has no main content.",
}


class Unreadable(StrEnum):
    """Why bytes could not be read as a page at all."""

    BINARY = "binary"
    WARC = "warc"
    DATA_FILE = "data_file"
    CORRUPT_COMPRESSION = "corrupt_compression"
    TOO_LARGE = "too_large"
    TOO_COMPLEX = "too_complex"


UNREADABLE_SENTENCES: dict[Unreadable, str] = {
    Unreadable.BINARY: "The bytes are neither HTML nor text.",
    Unreadable.WARC: "The file is a WARC archive, which is not read as a single page.",
    Unreadable.DATA_FILE: "The file holds JSON or other records, not a page.",
    Unreadable.CORRUPT_COMPRESSION: "The compressed bytes are damaged or end too early.",
    Unreadable.TOO_LARGE: "The page is larger than reading.max_bytes.",
    Unreadable.TOO_COMPLEX: "The page has more elements than reading.max_elements.",
}


class UnreadablePageError(ValueError):
    """The one error that cleaning raises: the bytes cannot be read as a page.

    Attributes:
        reason: Which of the closed list of causes it is.
        detail: What was found, in words for a person.
    """

    def __init__(self, reason: Unreadable, detail: str) -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(reason, detail)

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}"
