"""Loads what every page needs, when it is imported: for the server that workers are forked from.

Lexicons and the model take half a second. Workers that are forked from a process that has them
share their memory and begin at once; what is frozen here the garbage collector never looks at.
"""

import gc

from cleaners.document import Page
from cleaners.pipeline import Cleaner
from cleaners.settings import settings_from

# A page, and a text that says nothing of its language: telling it takes a model, too.
_PAGE = (
    b"<html lang='en'><head><title>The pier</title></head><body><nav><a href='/'>Home</a></nav>"
    b"<article><h1>The pier</h1><p>The pier was mended on Monday, and the boats came back.</p>"
    b"</article></body></html>"
)

_TEXT = b"The pier was mended on Monday, and the boats came back in the evening.\n" * 3

_cleaner = Cleaner(settings_from({}))
for _each in (_PAGE, _TEXT):
    _cleaner.clean(Page(_each))
gc.collect()
gc.freeze()
