"""Judgements on a whole page: how complete its article is, and whether it has one."""
